// Form fields that several lead forms share.
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, DatePicker, Form, Input, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { settings } from '../../api/calls';
import type { Lead } from '../../api/types';
import { Pills } from '../../kit/desk/pills';
import { addDays } from '../../lib/day';
import { parseWan } from '../../lib/money';
import { useShow } from '../use';
import { carries, membersQuery, modesQuery, sourcesQuery, tagsQuery } from './filters';
import { chances, useLeadWords } from './words';

/** antd's pickers speak dayjs; forms keep plain yyyy-mm-dd strings. */
const dayIn = {
  getValueProps: (v?: string) => ({ value: v ? dayjs(v) : undefined }),
  getValueFromEvent: (d: Dayjs | null) => d?.format('YYYY-MM-DD'),
};
const timeIn = {
  getValueProps: (v?: string) => ({ value: v ? dayjs(`2000-01-01T${v}`) : undefined }),
  getValueFromEvent: (d: Dayjs | null) => d?.format('HH:mm'),
};

export function DayField({
  name,
  label,
  required,
  past,
}: {
  name: string;
  label: string;
  required?: boolean;
  past?: boolean;
}) {
  const { t } = useTranslation();
  const { today } = useShow();
  const first = dayjs(today);
  const presets = past
    ? undefined
    : [1, 3, 7].map((n) => ({
        label: n === 1 ? t('common.tomorrow') : t('lead.inDays', { n }),
        value: dayjs(addDays(today, n)),
      }));
  return (
    <Form.Item
      name={name}
      label={label}
      {...dayIn}
      rules={required ? [{ required: true, message: t('lead.pickDay') }] : undefined}
    >
      <DatePicker
        presets={presets}
        placeholder={t('lead.pickDay')}
        disabledDate={(d) => (past ? d.isAfter(first, 'day') : d.isBefore(first, 'day'))}
        showNow={false}
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}

export const TimeField = ({ name, label }: { name: string; label: string }) => (
  <Form.Item name={name} label={label} {...timeIn}>
    <TimePicker
      format="HH:mm"
      minuteStep={15}
      placeholder="09:30"
      needConfirm={false}
      showNow={false}
      style={{ width: '100%' }}
    />
  </Form.Item>
);

/** Chance, with the reason that small and none need. */
export function ChanceFields({ lead }: { lead?: Lead }) {
  const { t } = useTranslation();
  const words = useLeadWords();
  const chance = Form.useWatch('chance');
  const needs = chance === 'small' || chance === 'none';
  const kept = chance === lead?.chance ? lead?.chance_reason : undefined;
  const reasons =
    useQuery({ queryKey: ['reasons', 'chance'], queryFn: () => settings.reasons('chance'), enabled: needs }).data
      ?.items ?? [];
  return (
    <>
      <Form.Item name="chance" label={t('lead.chance')}>
        <Pills clear label={t('lead.chance')} options={chances.map((c) => ({ value: c, label: words.chance(c) }))} />
      </Form.Item>
      {needs && (
        <Form.Item
          name="chance_reason"
          label={t('lead.chanceWhy', { chance: words.chance(chance) })}
          rules={[
            { required: true, message: t('lead.chanceWhyNeed') },
            {
              // A reason that an import brought or that is offered no more holds only as long as the chance stays.
              validator: (_, v?: string) =>
                !v || v === kept || reasons.some((r) => r.text === v)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('lead.chanceWhyNeed'))),
            },
          ]}
        >
          <Pills
            label={t('lead.chanceWhy', { chance: words.chance(chance) })}
            options={reasons.map((r) => ({ value: r.text, label: r.text }))}
          />
        </Form.Item>
      )}
    </>
  );
}

export function AmountField({ name = 'amount', label }: { name?: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label ?? t('lead.amount')}
      rules={[
        {
          validator: (_, v?: string) =>
            !v || parseWan(v) !== null ? Promise.resolve() : Promise.reject(new Error(t('lead.amountBad'))),
        },
      ]}
    >
      <Input
        inputMode="decimal"
        placeholder={t('lead.amountHint')}
        suffix={<span className="k2">{t('common.wan')}</span>}
      />
    </Form.Item>
  );
}

export function OwnerField({ required, skip }: { required?: boolean; skip?: string }) {
  const { t } = useTranslation();
  const members = useQuery(membersQuery).data?.items ?? [];
  return (
    <Form.Item
      name="owner_id"
      label={required ? t('lead.assignTo') : t('lead.owner')}
      rules={required ? [{ required: true, message: t('lead.assignTo') }] : undefined}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={!required}
        options={members
          .filter((m) => carries(m) && m.id !== skip)
          .map((m) => ({ value: m.id, label: `${m.name} · ${m.group_name} · ${m.open_leads}/${m.capacity}` }))}
      />
    </Form.Item>
  );
}

export function SourceField() {
  const { t } = useTranslation();
  const sources = useQuery(sourcesQuery).data?.items ?? [];
  return (
    <Form.Item name="source" label={t('lead.source')}>
      <AutoComplete
        allowClear
        options={sources.filter((s) => s.source).map((s) => ({ value: s.source }))}
        showSearch={{ filterOption: (q, o) => String(o?.value).includes(q) }}
      >
        <Input />
      </AutoComplete>
    </Form.Item>
  );
}

export function TagsField({ label, hint }: { label?: string; hint?: string }) {
  const { t } = useTranslation();
  const tags = useQuery(tagsQuery).data?.items ?? [];
  return (
    <Form.Item name="tags" label={label ?? t('lead.tags')}>
      <Select
        mode="tags"
        placeholder={hint ?? t('lead.tagsHint')}
        tokenSeparators={[',', '，', '、']}
        options={tags.map((x) => ({ value: x.name }))}
      />
    </Form.Item>
  );
}

export function ModeField() {
  const { t } = useTranslation();
  const modes = useQuery(modesQuery).data?.items ?? [];
  if (modes.length < 2) return null;
  return (
    <Form.Item name="mode_id" label={t('lead.mode')}>
      <Select options={modes.map((m) => ({ value: m.id, label: m.name }))} allowClear placeholder={modes[0]?.name} />
    </Form.Item>
  );
}
