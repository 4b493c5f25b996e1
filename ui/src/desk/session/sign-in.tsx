import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/calls';
import { EditForm } from '../../kit/desk/form';
import { Icon } from '../../kit/icons';
import { LookTools } from '../shell/look';
import { setupQuery, useEnter } from './use';

export function SignIn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const enter = useEnter();
  const fresh = useQuery(setupQuery).data?.needed;
  useEffect(() => {
    document.title = t('session.title');
  }, [t]);
  return (
    <main className="door">
      <div className="card">
        <div className="brand">
          <Icon name="crown" size={20} />
          {t('common.product')}
        </div>
        <h1>{t('session.title')}</h1>
        <EditForm<{ account: string; password: string }>
          ok={t('session.signIn')}
          onOk={async (v) => {
            enter(await session.signIn(v.account.trim(), v.password));
            await navigate({ to: '/today' });
          }}
        >
          <Form.Item
            name="account"
            label={t('session.account')}
            rules={[{ required: true, message: t('session.accountNeed') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            rules={[{ required: true, message: t('session.passwordNeed') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </EditForm>
        {fresh && (
          <p className="door2">
            <Link to="/setup" className="lk">
              {t('session.toSetup')}
            </Link>
          </p>
        )}
      </div>
      <div className="tools">
        <LookTools />
      </div>
    </main>
  );
}
