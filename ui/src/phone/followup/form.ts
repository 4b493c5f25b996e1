// What a follow-up sheet holds while it is filled in, and what of it is sent. Pure.
import type { Chance, Lead, TouchDraft, TouchKind, TouchResult } from '../../api/types';

export type Form = {
  kind: TouchKind;
  result: TouchResult;
  chance: Chance;
  /** One of the company's reasons; what else there is to say goes into the note. */
  reason: string;
  next: string;
  note: string;
};

export const startForm = (lead: Lead, kind: TouchKind, next: string): Form => ({
  kind,
  result: '',
  chance: lead.chance,
  reason: '',
  next,
  note: '',
});

/** A smaller chance wants its reason; one that stays as it was has given it already. */
export const needsReason = (form: Form, lead: Lead): boolean =>
  (form.chance === 'small' || form.chance === 'none') && form.chance !== lead.chance;

export type Missing = 'result' | 'reason';

export function missing(form: Form, lead: Lead): Missing | undefined {
  if (!form.result) return 'result';
  if (needsReason(form, lead) && !form.reason.trim()) return 'reason';
  return undefined;
}

export function toTouch(form: Form, lead: Lead, at: string): TouchDraft {
  const changed = form.chance && form.chance !== lead.chance;
  return {
    kind: form.kind,
    result: form.result,
    content: form.note.trim() || undefined,
    next_due: form.next || undefined,
    ...(changed ? { chance: form.chance } : {}),
    ...(needsReason(form, lead) ? { chance_reason: form.reason.trim() } : {}),
    at,
  };
}

export const results: Exclude<TouchResult, ''>[] = [
  'progress',
  'no_progress',
  'meeting_set',
  'requote',
  'no_answer',
  'wrong_number',
];
/** A call can fail to reach anybody; a visit or a chat cannot ring a wrong number. */
export const resultsFor = (kind: TouchKind) =>
  kind === 'phone' ? results : results.filter((r) => r !== 'wrong_number');
