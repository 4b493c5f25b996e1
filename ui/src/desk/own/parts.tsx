// Own fields of a company in the desk's forms and facts.
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers, fields } from '../../api/calls';
import { type OwnField, type OwnValues, ownWords } from '../../lib/own';
import { membersQuery } from '../lead/filters';

export type OwnKind = 'lead' | 'customer' | 'member';

export const fieldsQuery = (kind: OwnKind) => ({
  queryKey: ['fields', kind],
  queryFn: () => fields.list({ kind }),
  staleTime: 60_000,
});

export const useOwnFields = (kind: OwnKind): OwnField[] => useQuery(fieldsQuery(kind)).data?.items ?? [];

/** Own values in words, for facts: label, words. */
export function useOwnFacts(kind: OwnKind) {
  const { t } = useTranslation();
  const list = useOwnFields(kind);
  return (own: OwnValues = {}, names?: Record<string, string>): [string, React.ReactNode][] =>
    list.map((f) => {
      const words = ownWords(f, own[f.key], names, [t('own.yes'), t('own.no')]);
      if (f.type !== 'link' || !words) return [f.label, words];
      return [
        f.label,
        <a key={f.key} className="lk" href={words} target="_blank" rel="noopener noreferrer">
          {words}
        </a>,
      ];
    });
}

/** One item per own field the reader may fill in; asked: only those that are required. */
export function OwnItems({ kind, names, asked }: { kind: OwnKind; names?: Record<string, string>; asked?: boolean }) {
  const list = useOwnFields(kind).filter((f) => f.may_edit && (!asked || f.required));
  const { t } = useTranslation();
  if (!list.length) return null;
  return (
    <>
      <div className="form2">
        {list
          .filter((f) => f.type !== 'long_text')
          .map((f) => (
            <OwnItem key={f.id} field={f} names={names} />
          ))}
      </div>
      {list
        .filter((f) => f.type === 'long_text')
        .map((f) => (
          <Form.Item key={f.id} name={f.name} label={f.label} extra={f.help || undefined}>
            <Input.TextArea rows={3} aria-label={f.label} placeholder={f.required ? t('common.required') : undefined} />
          </Form.Item>
        ))}
    </>
  );
}

const dayIn = {
  getValueProps: (v?: string) => ({ value: v ? dayjs(v) : undefined }),
  getValueFromEvent: (d: Dayjs | null) => d?.format('YYYY-MM-DD'),
};

function OwnItem({ field: f, names }: { field: OwnField; names?: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={f.name} label={f.label} extra={f.help || undefined} {...(f.type === 'date' ? dayIn : {})}>
      {control(f, t, names)}
    </Form.Item>
  );
}

function control(f: OwnField, t: TFunction, names?: Record<string, string>) {
  const options = f.options.filter((o) => !o.archived).map((o) => ({ value: o.key, label: o.label }));
  switch (f.type) {
    case 'yes_no':
      return (
        <Select
          allowClear
          options={[
            { value: 'true', label: t('own.yes') },
            { value: 'false', label: t('own.no') },
          ]}
        />
      );
    case 'one_of':
      return <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />;
    case 'many_of':
      return <Select mode="multiple" allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />;
    case 'date':
      return <DatePicker showNow={false} style={{ width: '100%' }} />;
    case 'person':
      return <PersonPick />;
    case 'customer':
      return <CustomerPick names={names} />;
    case 'money':
      return <Input inputMode="decimal" suffix={<span className="k2">{t('own.yuan')}</span>} />;
    case 'number':
      return <Input inputMode="decimal" />;
    case 'link':
      return <Input inputMode="url" placeholder="https://" />;
  }
  return <Input />;
}

type PickProps = { id?: string; value?: string; onChange?: (v?: string) => void };

function PersonPick({ value, ...p }: PickProps) {
  const members = useQuery(membersQuery).data?.items ?? [];
  return (
    <Select
      {...p}
      value={value}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={members.map((m) => ({ value: m.id, label: m.name }))}
    />
  );
}

function CustomerPick({ value, names, ...p }: PickProps & { names?: Record<string, string> }) {
  const [typed, setTyped] = useState('');
  const found =
    useQuery({
      queryKey: ['customers', 'pick', typed],
      queryFn: () => customers.list({ filter: typed ? [`name:q:${typed}`] : [], limit: 20 }),
    }).data?.items ?? [];
  const options = found.map((c) => ({ value: c.id, label: c.name }));
  if (value && !options.some((o) => o.value === value) && names?.[value])
    options.unshift({ value, label: names[value] });
  return (
    <Select
      {...p}
      value={value}
      allowClear
      showSearch={{ onSearch: setTyped, filterOption: false }}
      options={options}
    />
  );
}
