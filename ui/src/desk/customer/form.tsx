import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditForm } from '../../kit/desk/form';
import { Pills } from '../../kit/desk/pills';
import { changedOwn, type OwnValues, startOwn, withoutOwn } from '../../lib/own';
import { TagsField } from '../lead/form-parts';
import { OwnItems, useOwnFields } from '../own/parts';
import { WordInput } from '../own/word-input';

export type CustomerValues = {
  kind: 'company' | 'person';
  name: string;
  credit_code?: string;
  industry?: string;
  region?: string;
  tags?: string[];
  own?: OwnValues;
};

export function CustomerForm(p: {
  initial: Partial<CustomerValues>;
  fresh?: boolean;
  ok: string;
  onOk: (v: CustomerValues) => Promise<unknown>;
  onCancel: () => void;
  names?: Record<string, string>;
}) {
  const { t } = useTranslation();
  const { own, ...rest } = p.initial;
  const list = useOwnFields('customer');
  const mine = list.filter((f) => f.may_edit);
  return (
    <EditForm<CustomerValues>
      docked
      draft={p.fresh ? 'customer' : undefined}
      ok={p.ok}
      initial={{ ...rest, ...startOwn(mine, own) }}
      onOk={(v) => p.onOk({ ...withoutOwn(v), own: changedOwn(mine, v, own) })}
      onCancel={p.onCancel}
    >
      {p.fresh && (
        <Form.Item name="kind" label={t('customer.kind')}>
          <Pills
            label={t('customer.kind')}
            options={[
              { value: 'company', label: t('customer.company') },
              { value: 'person', label: t('customer.person') },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="name" label={t('customer.name')} rules={[{ required: true, message: t('customer.nameNeed') }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          (getFieldValue('kind') ?? p.initial.kind) === 'person' ? null : (
            <Form.Item name="credit_code" label={t('customer.creditCode')}>
              <Input placeholder={t('customer.creditHint')} maxLength={18} />
            </Form.Item>
          )
        }
      </Form.Item>
      <div className="form2">
        <Form.Item name="industry" label={t('customer.industry')}>
          <WordInput book="industry" />
        </Form.Item>
        <Form.Item name="region" label={t('customer.region')}>
          <WordInput book="region" />
        </Form.Item>
      </div>
      <TagsField label={t('customer.tags')} />
      <OwnItems kind="customer" names={p.names} />
    </EditForm>
  );
}
