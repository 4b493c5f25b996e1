// The line that says one is in the demo company, with the way back and the way to remove it: for those who have either.
// The others live there, and the account says so.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session as calls, demo } from '../../api/calls';
import type { Session } from '../../api/types';
import { Ask } from '../../kit/desk/parts';
import { may } from '../session/use';
import { useFail } from '../use';

export function DemoBar({ session }: { session: Session }) {
  const { t } = useTranslation();
  const fail = useFail();
  const [asking, setAsking] = useState(false);
  const own = session.organisations.find((o) => !o.demo);
  const reload = () => location.assign('/today');
  const leave = useMutation({ mutationFn: calls.organisation, onSuccess: reload, onError: fail });
  const remove = useMutation({ mutationFn: demo.remove, onSuccess: reload, onError: fail });
  if (!session.organisation.demo || (!own && !may(session, 'demo.manage'))) return null;
  return (
    <div className="demobar">
      <span>{t('shell.demoBar')}</span>
      <span className="sp" />
      {own && (
        <button type="button" className="lk" onClick={() => leave.mutate(own.id)}>
          {t('shell.demoLeave')}
        </button>
      )}
      {may(session, 'demo.manage') && (
        <button type="button" className="lk" onClick={() => setAsking(true)}>
          {t('shell.demoRemove')}
        </button>
      )}
      {asking && (
        <Ask
          title={t('shell.demoRemove')}
          text={t('shell.demoRemoveAsk')}
          ok={t('shell.demoRemove')}
          danger
          busy={remove.isPending}
          onOk={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}
