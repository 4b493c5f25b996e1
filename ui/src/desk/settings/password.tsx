import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/calls';
import { EditForm } from '../../kit/desk/form';
import { toast } from '../../kit/toast';

type Values = { old: string; new: string; again: string };

export default function PasswordPart() {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  return (
    <div className="narrow">
      <EditForm<Values>
        key={round}
        ok={t('session.changePassword')}
        onOk={async (v) => {
          await session.password(v.old, v.new);
          toast(t('session.passwordChanged'), { tone: 'good' });
          setRound(round + 1);
        }}
      >
        <Form.Item
          name="old"
          label={t('session.oldPassword')}
          rules={[{ required: true, message: t('session.passwordNeed') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="new"
          label={t('session.newPassword')}
          extra={t('session.passwordHint')}
          rules={[{ required: true, min: 10, message: t('session.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('session.again')}
          dependencies={['new']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, v) =>
                v === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('session.againWrong'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </EditForm>
    </div>
  );
}
