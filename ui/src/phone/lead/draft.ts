// A new lead while it is typed, and what of it is sent. Pure.
import type { LeadDraft } from '../../api/types';

export type Draft = {
  id: string;
  company: string;
  contact: string;
  phone: string;
  source: string;
  mode: string;
  note: string;
};

export const blank = (id: string): Draft => ({
  id,
  company: '',
  contact: '',
  phone: '',
  source: '',
  mode: '',
  note: '',
});

/** Something to know it by: a company, a contact or a phone. */
export const enough = (d: Draft): boolean => Boolean(d.company.trim() || d.contact.trim() || d.phone.trim());

export const isBlank = (d: Draft): boolean => !enough(d) && !d.note.trim();

export function toLead(d: Draft, mode: string, allowDuplicate: boolean): LeadDraft {
  const text = (v: string) => v.trim() || undefined;
  return {
    id: d.id,
    name: text(d.company),
    contact_name: text(d.contact),
    phone: text(d.phone),
    source: text(d.source),
    mode_id: mode || undefined,
    note: text(d.note),
    ...(allowDuplicate ? { allow_duplicate: true } : {}),
  };
}
