import { Link, useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { setup } from '../../api/calls';
import { EditForm } from '../../kit/desk/form';
import { Icon } from '../../kit/icons';
import { LookTools } from '../shell/look';
import { useEnter } from './use';

type Values = { company: string; name: string; phone?: string; email?: string; password: string };

export function Setup() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const enter = useEnter();
  useEffect(() => {
    document.title = t('session.setupTitle');
  }, [t]);
  return (
    <main className="door">
      <div className="card">
        <div className="brand">
          <Icon name="crown" size={20} />
          {t('common.product')}
        </div>
        <h1>{t('session.setupTitle')}</h1>
        <p className="ld">{t('session.setupLead')}</p>
        <EditForm<Values>
          ok={t('session.create')}
          onOk={async (v) => {
            enter(await setup.run({ ...v, phone: v.phone?.trim() || undefined, email: v.email?.trim() || undefined }));
            await navigate({ to: '/today' });
          }}
        >
          <Form.Item
            name="company"
            label={t('session.company')}
            rules={[{ required: true, message: t('session.companyNeed') }]}
          >
            <Input placeholder={t('session.companyHint')} autoComplete="organization" autoFocus />
          </Form.Item>
          <Form.Item name="name" label={t('session.name')} rules={[{ required: true, message: t('session.nameNeed') }]}>
            <Input autoComplete="name" />
          </Form.Item>
          <div className="form2">
            <Form.Item
              name="phone"
              label={t('session.phone')}
              dependencies={['email']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: (_, v) =>
                    v || getFieldValue('email')
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('session.contactNeed'))),
                }),
              ]}
            >
              <Input autoComplete="tel" inputMode="tel" />
            </Form.Item>
            <Form.Item name="email" label={t('session.email')}>
              <Input autoComplete="email" inputMode="email" />
            </Form.Item>
          </div>
          <Form.Item
            name="password"
            label={t('session.newPassword')}
            extra={t('session.passwordHint')}
            rules={[{ required: true, min: 10, message: t('session.passwordShort') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </EditForm>
        <p className="door2">
          <Link to="/sign-in" className="lk">
            {t('session.toSignIn')}
          </Link>
        </p>
      </div>
      <div className="tools">
        <LookTools />
      </div>
    </main>
  );
}
