// Sign in on the phone. An empty system is set up on the desk's page, which works on a phone as
// well; whoever was invited into a demo company signs in here all the same.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session, setup } from '../../api/calls';
import { problemText } from '../../api/problem';
import { Icon } from '../../kit/icons';
import { setLang, usePrefs } from '../../kit/prefs';
import { Field } from '../parts';
import { go, usePlace } from '../route';
import { useTitle } from '../use';
import { afterSignIn } from './door';
import { useEnter } from './use';

export default function SignIn() {
  const { t } = useTranslation();
  const { search } = usePlace();
  const { lang } = usePrefs();
  const enter = useEnter();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [lacks, setLacks] = useState({ account: false, password: false });
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  useTitle(t('session.title'));
  const fresh = useQuery({ queryKey: ['setup'], queryFn: setup.needed, retry: false }).data?.needed;

  const submit = async (e: FormEvent) => {
    e.preventDefault();
    const lack = { account: !account.trim(), password: !password };
    setLacks(lack);
    if (lack.account || lack.password) return;
    setBusy(true);
    setSaid('');
    try {
      enter(await session.signIn(account.trim(), password));
      go(afterSignIn(search), { replace: true });
    } catch (problem) {
      setSaid(problemText(problem, t('common.offline')));
      setBusy(false);
    }
  };

  return (
    <main className="app door">
      <p className="brand">
        <Icon name="crown" size={20} />
        {t('common.product')}
      </p>
      <h1>{t('session.title')}</h1>
      <form onSubmit={(e) => void submit(e)} noValidate>
        <Field
          label={t('session.account')}
          value={account}
          onChange={setAccount}
          autoComplete="username"
          autoCapitalize="none"
          error={lacks.account ? t('session.accountNeed') : undefined}
        />
        <Field
          label={t('session.password')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          error={lacks.password ? t('session.passwordNeed') : undefined}
        />
        {said && (
          <p className="f14 bad" role="alert">
            {said}
          </p>
        )}
        <button type="submit" className="btn p wide" disabled={busy}>
          {t('session.signIn')}
        </button>
      </form>
      {fresh && (
        <a className="btn q lang" href="/setup">
          {t('session.toSetup')}
        </a>
      )}
      <button type="button" className="btn q lang" onClick={() => setLang(lang === 'en' ? 'zh' : 'en')}>
        <span lang={lang === 'en' ? 'zh-CN' : 'en'}>{lang === 'en' ? t('phone.inChinese') : t('phone.inEnglish')}</span>
      </button>
    </main>
  );
}
