// 我: who I am here, which company, language, look, password, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session as calls } from '../../api/calls';
import { Icon } from '../../kit/icons';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { type Lang, setLang, setTheme, type Theme, usePrefs } from '../../kit/prefs';
import { forget } from '../../lib/keep';
import { badge } from '../../lib/text';
import { useOutbox } from '../followup/outbox';
import { pendingOf } from '../followup/queue';
import { go } from '../route';
import { useEnter, useSession } from '../session/use';
import { useFail, useTitle } from '../use';
import { PasswordSheet } from './password';
import { ToldMenu } from './told';

export default function Me() {
  const { t } = useTranslation();
  const me = useSession();
  const { theme, lang } = usePrefs();
  const [open, setOpen] = useState<'password' | 'out'>();
  useTitle(t('phone.me'));
  const close = () => setOpen(undefined);
  return (
    <>
      <header className="me">
        <span className="badge" aria-hidden="true">
          {badge(me.member.name)}
        </span>
        <div>
          <h1>{me.member.name}</h1>
          <p className="f14 k2">
            {me.member.role_name}
            {me.member.group_name && (
              <>
                <i className="sep" />
                {me.member.group_name}
              </>
            )}
          </p>
        </div>
      </header>
      <ToldMenu />
      <Organisations />
      <section className="band pad">
        <Chips
          label={t('shell.language')}
          columns={2}
          value={lang}
          items={[
            { value: 'zh', label: t('phone.inChinese') },
            { value: 'en', label: t('phone.inEnglish') },
          ]}
          onChange={(v) => setLang(v as Lang)}
        />
        <Chips
          label={t('shell.theme')}
          value={theme}
          items={(['light', 'dark', 'system'] as const).map((v) => ({ value: v, label: t(`shell.${v}`) }))}
          onChange={(v) => setTheme(v as Theme)}
        />
      </section>
      <ul className="band menu">
        <li>
          <button type="button" onClick={() => setOpen('password')}>
            {t('session.changePassword')}
            <Icon name="next" />
          </button>
        </li>
        <li>
          <a href="/today">
            {t('phone.toDesk')}
            <Icon name="next" />
          </a>
        </li>
        <li>
          <button type="button" onClick={() => setOpen('out')}>
            {t('session.signOut')}
            <Icon name="next" />
          </button>
        </li>
      </ul>
      {open === 'password' && <PasswordSheet onClose={close} />}
      {open === 'out' && <SignOutSheet onClose={close} />}
    </>
  );
}

function Organisations() {
  const { t } = useTranslation();
  const me = useSession();
  const enter = useEnter();
  const fail = useFail();
  const [busy, setBusy] = useState(false);
  const change = async (id: string) => {
    if (busy || id === me.organisation.id) return;
    setBusy(true);
    try {
      enter(await calls.organisation(id));
      go('/today');
    } catch (e) {
      fail(e);
    }
    setBusy(false);
  };
  const mark = (demo: boolean) => (demo ? t('shell.demoTag') : undefined);
  if (me.organisations.length < 2)
    return (
      <section className="band pad">
        <p className="lab">
          <span>{t('phone.company')}</span>
        </p>
        <p>
          {me.organisation.name} {me.organisation.demo && <span className="tag w">{t('shell.demoTag')}</span>}
        </p>
      </section>
    );
  return (
    <section className="band pad">
      <Chips
        label={t('phone.company')}
        columns={1}
        value={me.organisation.id}
        items={me.organisations.map((o) => ({
          value: o.id,
          label: <span className="el">{o.name}</span>,
          hint: mark(o.demo),
        }))}
        onChange={(id) => void change(id)}
      />
    </section>
  );
}

function SignOutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const client = useQueryClient();
  const fail = useFail();
  const [busy, setBusy] = useState(false);
  const pending = pendingOf(useOutbox().all, me.organisation.id, me.member.id).length;
  const leave = async (everywhere: boolean) => {
    setBusy(true);
    try {
      await (everywhere ? calls.signOutEverywhere() : calls.signOut());
      forget('xg.draft.');
      forget('xg.call');
      go('/sign-in', { replace: true });
      client.clear();
    } catch (e) {
      fail(e);
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={t('phone.outTitle')}
      sub={pending > 0 ? t('phone.outPending', { n: pending }) : t('phone.outText')}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <div className="stack">
        <button type="button" className="btn p wide" disabled={busy} onClick={() => void leave(false)}>
          {t('session.signOut')}
        </button>
        <button type="button" className="btn wide" disabled={busy} onClick={() => void leave(true)}>
          {t('session.signOutEverywhere')}
        </button>
      </div>
    </Sheet>
  );
}
