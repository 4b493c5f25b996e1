// Changing what is known about a lead. Only what was changed is sent; the version says what it was changed from.
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { LeadPatch } from '../../api/types';
import { EditForm } from '../../kit/desk/form';
import { parseWan, wan } from '../../lib/money';
import { changedOwn, startOwn, withoutOwn } from '../../lib/own';
import { OwnItems, useOwnFields } from '../own/parts';
import { WordInput } from '../own/word-input';
import { useLeadActs } from './acts';
import { AmountField, ChanceFields, SourceField, TagsField } from './form-parts';
import { type Change, useLeadSave } from './inline';
import type { PanelProps } from './panels';
import { useLeadWords } from './words';

type Values = Omit<LeadPatch, 'version' | 'expected_amount'> & { amount?: string };

export function LeadEditForm({ lead: live, onClose }: PanelProps) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  const words = useLeadWords();
  // The lead as it was when the form opened: what others change meanwhile is asked about, never written over.
  const [lead] = useState(live);
  const { clashed, dialog } = useLeadSave(onClose);
  const own = useOwnFields('lead');
  const initial: Values = {
    ...startOwn(own, lead.own),
    name: lead.name,
    contact_name: lead.contact_name,
    contact_title: lead.contact_title,
    source: lead.source,
    region: lead.region,
    industry: lead.industry,
    tags: lead.tags,
    chance: lead.chance || undefined,
    chance_reason: lead.chance_reason,
    amount: lead.expected_amount ? wan(lead.expected_amount, 4).replace(/\.?0+$/, '') : '',
  };
  return (
    <EditForm<Values>
      docked
      ok={t('common.save')}
      onCancel={onClose}
      initial={initial}
      onOk={async (v) => {
        const body: Record<string, unknown> = { version: lead.version };
        for (const [key, value] of Object.entries(withoutOwn(v))) {
          const before = initial[key as keyof Values];
          if (JSON.stringify(value ?? '') !== JSON.stringify(before ?? '')) body[key] = value ?? '';
        }
        if ('amount' in body) {
          body.expected_amount = v.amount ? parseWan(v.amount) : 0;
          delete body.amount;
        }
        body.own = changedOwn(
          own.filter((f) => f.may_edit),
          v,
          lead.own,
        );
        try {
          const next = await leads.patch(lead.id, body as LeadPatch);
          onClose();
          acts.edited(next);
        } catch (e) {
          if (!(e instanceof Problem) || e.code !== 'version') throw e;
          const said = Object.keys(body).map((key): [string, string] => {
            if (key === 'expected_amount') return [key, v.amount ?? ''];
            if (key === 'chance') return [key, words.chance(v.chance ?? '')];
            const value = v[key as keyof Values];
            return [key, Array.isArray(value) ? value.join(t('common.list')) : String(value ?? '')];
          });
          const { version: _, ...change } = body;
          await clashed(lead, change as Change, Object.fromEntries(said.filter(([key]) => key !== 'version')));
        }
      }}
    >
      <Form.Item name="name" label={t('lead.company')}>
        <Input />
      </Form.Item>
      <div className="form2">
        <Form.Item name="contact_name" label={t('lead.contact')}>
          <Input />
        </Form.Item>
        <Form.Item name="contact_title" label={t('lead.contactTitle')}>
          <Input />
        </Form.Item>
        <Form.Item name="phone" label={t('lead.phone')}>
          <Input placeholder={lead.phone_masked} inputMode="tel" />
        </Form.Item>
        <Form.Item name="email" label={t('lead.email')}>
          <Input placeholder={lead.email_masked} />
        </Form.Item>
        <AmountField />
        <SourceField />
        <Form.Item name="industry" label={t('lead.industry')}>
          <WordInput book="industry" />
        </Form.Item>
        <Form.Item name="region" label={t('lead.region')}>
          <WordInput book="region" />
        </Form.Item>
      </div>
      <TagsField />
      <ChanceFields lead={lead} />
      {dialog}
      <OwnItems kind="lead" names={lead.own_names} />
    </EditForm>
  );
}
