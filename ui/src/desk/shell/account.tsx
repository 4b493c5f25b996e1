// Who is signed in, and what belongs to the account: switch company, password, sign out.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session as calls } from '../../api/calls';
import type { Session } from '../../api/types';
import { Ask, Avatar, Dot } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import { useEnter } from '../session/use';
import { useFail } from '../use';

export function Account({ session }: { session: Session }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const enter = useEnter();
  const fail = useFail();
  const [asking, setAsking] = useState(false);
  const out = useMutation({
    mutationFn: (everywhere: boolean) => (everywhere ? calls.signOutEverywhere() : calls.signOut()),
    onSuccess: () => location.assign('/sign-in'),
    onError: fail,
  });
  const change = useMutation({
    mutationFn: calls.organisation,
    onSuccess: async (next) => {
      await navigate({ to: '/today' });
      enter(next);
    },
    onError: fail,
  });
  const others = session.organisations.filter((o) => o.id !== session.organisation.id);
  const { member, organisation } = session;
  return (
    <>
      <Pop
        label={t('shell.account')}
        className="me"
        up
        button={() => (
          <>
            <Avatar name={member.name} />
            <span>
              <span className="el who">{member.name}</span>
              <span className="fs12 k2 as" title={organisation.name}>
                <span>{t(`shell.role.${member.role}`)}</span>
                <span className="el">
                  <Dot />
                  {organisation.name}
                </span>
              </span>
            </span>
          </>
        )}
      >
        {(close) => (
          <>
            {others.length > 0 && <p className="mh">{t('shell.switch')}</p>}
            {others.map((o) => (
              <button key={o.id} type="button" className="mi" onClick={() => change.mutate(o.id)}>
                <Icon name="customer" />
                <span className="el">{o.name}</span>
                {o.demo && <span className="tag w">{t('shell.demoTag')}</span>}
              </button>
            ))}
            {others.length > 0 && <div className="ml" />}
            <a className="mi" href="/m/">
              <Icon name="phone" />
              {t('shell.phoneApp')}
            </a>
            <button
              type="button"
              className="mi"
              onClick={() => {
                close();
                void navigate({ to: '/settings', search: { part: 'password' } });
              }}
            >
              <Icon name="lock" />
              {t('session.changePassword')}
            </button>
            <button type="button" className="mi" onClick={() => setAsking(true)}>
              <Icon name="screen" />
              {t('session.signOutEverywhere')}
            </button>
            <button type="button" className="mi" onClick={() => out.mutate(false)}>
              <Icon name="exit" />
              {t('session.signOut')}
            </button>
          </>
        )}
      </Pop>
      {asking && (
        <Ask
          title={t('session.signOutEverywhere')}
          text={t('session.signOutEverywhereAsk')}
          ok={t('session.signOutEverywhere')}
          busy={out.isPending}
          onOk={() => out.mutate(true)}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
