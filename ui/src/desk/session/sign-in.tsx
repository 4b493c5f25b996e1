import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/calls';
import { EditForm } from '../../kit/desk/form';
import { Icon } from '../../kit/icons';
import { LookTools } from '../shell/look';
import { useEnter } from './use';

export function SignIn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const enter = useEnter();
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
      </div>
      <div className="tools">
        <LookTools />
      </div>
    </main>
  );
}
