// The short forms: move the date, hand over, win, lose, mark as key.
import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { leads, settings } from '../../api/calls';
import { EditForm } from '../../kit/desk/form';
import { Pills } from '../../kit/desk/pills';
import { addDays } from '../../lib/day';
import { parseWan, wan } from '../../lib/money';
import { useShow } from '../use';
import { useLeadActs } from './acts';
import { AmountField, DayField, OwnerField } from './form-parts';
import type { PanelProps } from './panels';

export function PostponeForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { today } = useShow();
  const acts = useLeadActs();
  return (
    <EditForm<{ next_due: string; reason?: string }>
      docked
      ok={t('lead.postpone')}
      onCancel={onClose}
      initial={{ next_due: addDays(today, 1) }}
      onOk={async (v) => {
        const next = await leads.postpone(lead.id, v);
        onClose();
        acts.postponed(next, lead);
      }}
    >
      <DayField name="next_due" label={t('followup.next')} required />
      <Form.Item name="reason" label={t('lead.postponeReason')}>
        <Input />
      </Form.Item>
    </EditForm>
  );
}

export function AssignForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  return (
    <EditForm<{ owner_id: string; reason?: string }>
      docked
      ok={t('lead.assign')}
      onCancel={onClose}
      onOk={async (v) => {
        const next = await leads.assign(lead.id, v.owner_id, v.reason);
        onClose();
        acts.assigned(next, lead);
      }}
    >
      <OwnerField required skip={lead.owner?.id} />
      <Form.Item name="reason" label={t('lead.assignReason')}>
        <Input />
      </Form.Item>
    </EditForm>
  );
}

export function WinForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { today } = useShow();
  const acts = useLeadActs();
  return (
    <EditForm<{ day: string; amount?: string }>
      docked
      ok={t('lead.win')}
      onCancel={onClose}
      initial={{
        day: today,
        amount: lead.expected_amount ? wan(lead.expected_amount, 4).replace(/\.?0+$/, '') : undefined,
      }}
      onOk={async (v) => {
        const next = await leads.win(lead.id, {
          day: v.day,
          amount: v.amount ? (parseWan(v.amount) ?? undefined) : undefined,
        });
        onClose();
        acts.ended(next);
      }}
    >
      <DayField name="day" label={t('lead.winDay')} required past />
      <AmountField label={t('lead.winAmount')} />
    </EditForm>
  );
}

export function LoseForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  const reasons =
    useQuery({ queryKey: ['reasons', 'lost'], queryFn: () => settings.reasons('lost') }).data?.items ?? [];
  return (
    <EditForm<{ reason: string }>
      docked
      ok={t('lead.lose')}
      onCancel={onClose}
      onOk={async (v) => {
        const next = await leads.lose(lead.id, { reason: v.reason });
        onClose();
        acts.ended(next);
      }}
    >
      <Form.Item name="reason" label={t('lead.loseWhy')} rules={[{ required: true, message: t('lead.loseWhyNeed') }]}>
        <Pills label={t('lead.loseWhy')} options={reasons.map((r) => ({ value: r.text, label: r.text }))} />
      </Form.Item>
    </EditForm>
  );
}

export function KeyForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  return (
    <EditForm<{ reason: string }>
      docked
      ok={t('lead.markKey')}
      onCancel={onClose}
      onOk={async (v) => {
        await acts.markKey.mutateAsync({ lead, key: true, reason: v.reason });
        onClose();
      }}
    >
      <Form.Item name="reason" label={t('lead.keyWhy')} rules={[{ required: true, message: t('common.required') }]}>
        <Input autoFocus />
      </Form.Item>
    </EditForm>
  );
}
