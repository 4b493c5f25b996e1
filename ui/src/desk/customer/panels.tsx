// The forms of a customer: change it, add a contact.
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import type { Customer } from '../../api/types';
import { EditForm } from '../../kit/desk/form';
import { CustomerForm } from './form';

type Props = { panel: 'edit' | 'contact'; customer: Customer; onDone: (text: string) => void; onCancel: () => void };
type ContactValues = { name: string; title?: string; role?: string; phone?: string; email?: string; wechat?: string };

export default function Panels({ panel, customer: c, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  if (panel === 'edit') {
    return (
      <CustomerForm
        initial={{
          kind: c.kind,
          name: c.name,
          credit_code: c.credit_code,
          industry: c.industry,
          region: c.region,
          tags: c.tags,
          own: c.own,
        }}
        names={c.own_names}
        ok={t('common.save')}
        onCancel={onCancel}
        onOk={async ({ kind: _, ...v }) => {
          await customers.patch(c.id, { ...v, version: c.version });
          onDone(t('common.saved'));
        }}
      />
    );
  }
  return (
    <EditForm<ContactValues>
      docked
      ok={t('customer.addContact')}
      onCancel={onCancel}
      onOk={async (v) => {
        await customers.addContact(c.id, v);
        onDone(t('customer.contactAdded'));
      }}
    >
      <Form.Item name="name" label={t('lead.contact')} rules={[{ required: true, message: t('session.nameNeed') }]}>
        <Input autoFocus />
      </Form.Item>
      <div className="form2">
        <Form.Item name="title" label={t('customer.contactTitle')}>
          <Input />
        </Form.Item>
        <Form.Item name="role" label={t('customer.contactRole')}>
          <Input placeholder={t('customer.contactRoleHint')} />
        </Form.Item>
        <Form.Item name="phone" label={t('lead.phone')}>
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="wechat" label={t('lead.wechat')}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="email" label={t('lead.email')}>
        <Input />
      </Form.Item>
    </EditForm>
  );
}
