// Logging a touch: how, result, one sentence, when next. Everything but the first two is optional.

import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { useTouchKinds } from '../../api/touch-kinds';
import type { TouchDraft, TouchResult } from '../../api/types';
import { EditForm } from '../../kit/desk/form';
import { Pills } from '../../kit/desk/pills';
import { useLeadActs } from './acts';
import { modesQuery } from './filters';
import { ChanceFields, DayField, TimeField } from './form-parts';
import type { PanelProps } from './panels';

const results: Exclude<TouchResult, ''>[] = [
  'progress',
  'no_progress',
  'meeting_set',
  'requote',
  'no_answer',
  'wrong_number',
];

export function TouchForm({ lead, onClose }: PanelProps) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  const { offered } = useTouchKinds();
  const modes = useQuery(modesQuery).data?.items;
  const stages = modes?.find((m) => m.id === lead.mode.id)?.stages ?? [];
  return (
    <EditForm<TouchDraft>
      docked
      draft={`touch.${lead.id}`}
      ok={t('followup.save')}
      onCancel={onClose}
      initial={{
        kind: 'phone',
        result: 'progress',
        chance: lead.chance || undefined,
        chance_reason: lead.chance_reason,
        stage_id: lead.stage.id,
      }}
      onOk={async (v) => {
        const changed = v.chance !== (lead.chance || undefined) || (v.chance_reason ?? '') !== lead.chance_reason;
        const body: TouchDraft = {
          ...v,
          chance: changed ? v.chance : undefined,
          chance_reason: changed ? v.chance_reason : undefined,
          stage_id: v.stage_id === lead.stage.id ? undefined : v.stage_id,
        };
        const { lead: next, moved } = await leads.touch(lead.id, body);
        onClose();
        acts.logged(next, moved);
      }}
    >
      <Form.Item name="kind" label={t('followup.kind')}>
        <Pills label={t('followup.kind')} options={offered} />
      </Form.Item>
      <Form.Item name="result" label={t('followup.result')}>
        <Pills label={t('followup.result')} options={results.map((r) => ({ value: r, label: t(`followup.${r}`) }))} />
      </Form.Item>
      <Form.Item name="content" label={t('followup.content')}>
        <Input.TextArea rows={3} placeholder={t('followup.contentHint')} autoFocus />
      </Form.Item>
      <div className="form2">
        <DayField name="next_due" label={t('followup.next')} />
        <TimeField name="next_time" label={t('followup.time')} />
      </div>
      <Form.Item name="next_note" label={t('followup.nextNote')}>
        <Input placeholder={t('followup.nextNoteHint')} />
      </Form.Item>
      <ChanceFields lead={lead} />
      {stages.length > 0 && (
        <Form.Item name="stage_id" label={t('followup.stage')}>
          <Select options={stages.map((s) => ({ value: s.id, label: s.name }))} />
        </Form.Item>
      )}
    </EditForm>
  );
}
