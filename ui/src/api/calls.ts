// Every operation of the API that a screen uses, one line each. Screens call these, never a path.
import { del, get, patch, post, put } from './http';
import type * as T from './types';

export type ListQuery = { filter?: string[]; sort?: string; cursor?: string; limit?: number; count?: boolean };

/** Rows of a list carry no verdicts: an empty set stands for «not judged here». */
const unjudged = (lead: T.Lead): T.Lead => ({ ...lead, can: lead.can ?? {} });

export const setup = {
  needed: () => get<{ needed: boolean }>('/setup'),
  run: (b: { company: string; name: string; phone?: string; email?: string; password: string }) =>
    post<T.Session>('/setup', b),
};

export const session = {
  get: () => get<T.Session>('/session'),
  signIn: (account: string, password: string) => post<T.Session>('/session', { account, password }),
  signOut: () => del<void>('/session'),
  signOutEverywhere: () => del<void>('/sessions'),
  password: (old: string, next: string) => post<void>('/session/password', { old, new: next }),
  organisation: (org_id: string) => post<T.Session>('/session/organisation', { org_id }),
};

export const team = {
  groups: () => get<{ items: T.Group[] }>('/groups'),
  addGroup: (b: { name: string; parent_id?: string }) => post<T.Group>('/groups', b),
  patchGroup: (id: string, b: { name?: string; parent_id?: string; version: number }) =>
    patch<T.Group>(`/groups/${id}`, b),
  members: (q: ListQuery) => get<T.Page<T.Member>>('/members', q),
  addMember: (b: Record<string, unknown>) => post<T.Member & { existing_account?: boolean }>('/members', b),
  patchMember: (id: string, b: Record<string, unknown>) => patch<T.Member>(`/members/${id}`, b),
  leave: (id: string) => post<T.Member>(`/members/${id}/leave`),
  comeBack: (id: string, group_id: string) => post<T.Member>(`/members/${id}/return`, { group_id }),
  resetPassword: (id: string, password: string) => post<void>(`/members/${id}/reset-password`, { password }),
};

export const settings = {
  calendar: (year: number) => get<{ days: T.CalendarDay[]; known: boolean }>('/calendar', { year }),
  setDay: (day: string, b: { off: boolean; name: string }) => put<T.CalendarDay>(`/calendar/${day}`, b),
  clearDay: (day: string) => del<void>(`/calendar/${day}`),
  modes: () => get<{ items: T.Mode[] }>('/modes'),
  reasons: (kind: 'chance' | 'lost') => get<{ items: T.Reason[] }>('/reasons', { kind }),
  tags: () => get<{ items: T.Ref[] }>('/tags'),
  sources: () => get<{ items: T.SourceCount[] }>('/sources'),
};

export const customers = {
  list: (q: ListQuery, signal?: AbortSignal) => get<T.Page<T.Customer>>('/customers', q, signal),
  get: (id: string) => get<T.Customer>(`/customers/${id}`),
  add: (b: Record<string, unknown>) => post<T.Customer>('/customers', b),
  patch: (id: string, b: Record<string, unknown>) => patch<T.Customer>(`/customers/${id}`, b),
  addContact: (id: string, b: Record<string, unknown>) => post<T.Contact>(`/customers/${id}/contacts`, b),
  revealPhone: (id: string, contact_id: string) =>
    post<{ phone: string }>(`/customers/${id}/reveal-phone`, { contact_id }),
};

export const leads = {
  list: async (q: ListQuery, signal?: AbortSignal) => {
    const page = await get<T.Page<T.Lead>>('/leads', q, signal);
    return { ...page, items: page.items.map(unjudged) };
  },
  summary: (filter?: string[]) => get<T.LeadSummary>('/leads/summary', { filter }),
  get: (id: string) => get<T.Lead>(`/leads/${id}`),
  add: (b: T.LeadDraft, key?: string) => post<T.Lead>('/leads', b, key),
  patch: (id: string, b: T.LeadPatch) => patch<T.Lead>(`/leads/${id}`, b),
  win: (id: string, b: { day?: string; amount?: number }) => post<T.Lead>(`/leads/${id}/win`, b),
  lose: (id: string, b: { reason: string }) => post<T.Lead>(`/leads/${id}/lose`, b),
  reopen: (id: string) => post<T.Lead>(`/leads/${id}/reopen`),
  markKey: (id: string, b: { key: boolean; reason: string }) => post<T.Lead>(`/leads/${id}/mark-key`, b),
  timeline: (id: string, cursor?: string) => get<T.Page<T.TimelineItem>>(`/leads/${id}/timeline`, { cursor }),
  revealPhone: (id: string) => post<{ phone: string }>(`/leads/${id}/reveal-phone`),
  claim: (id: string, version?: number) => post<T.Lead>(`/leads/${id}/claim`, { version }),
  assign: (id: string, owner_id: string, reason?: string) => post<T.Lead>(`/leads/${id}/assign`, { owner_id, reason }),
  assignMany: (ids: string[], owner_id: string) =>
    post<{ assigned: number; skipped: { id: string; why: string }[]; batch_id: string }>('/leads/assign', {
      ids,
      owner_id,
    }),
  touch: (id: string, b: T.TouchDraft, key?: string) =>
    post<{ touch: T.TimelineItem; lead: T.Lead; moved?: string }>(`/leads/${id}/touches`, b, key),
  postpone: (id: string, b: { next_due: string; reason?: string }, key?: string) =>
    post<T.Lead>(`/leads/${id}/postpone`, b, key),
};

export const matching = {
  propose: (b: { filter?: string[]; ids?: string[] }) =>
    post<T.MatchBatch>('/match-batches', { ...b, strategy: 'best' }),
  get: (id: string) => get<T.MatchBatch>(`/match-batches/${id}`),
  apply: (id: string, items?: { lead_id: string; owner_id: string }[]) =>
    post<T.MatchBatch>(`/match-batches/${id}/apply`, { items }),
  undo: (id: string) => post<T.MatchBatch>(`/match-batches/${id}/undo`),
};

export const day = {
  get: async (member = 'me') => {
    const day = await get<T.Day>('/day', { member });
    const sections = day.sections.map((s) => ({ ...s, items: s.items.map((i) => ({ ...i, lead: unjudged(i.lead) })) }));
    return { ...day, sections };
  },
};

export const imports = {
  upload: (file: File, mode_id: string) => {
    const form = new FormData();
    form.set('mode_id', mode_id);
    form.set('file', file);
    return post<T.ImportJob>('/imports', form);
  },
  list: () => get<{ items: T.ImportJob[] }>('/imports'),
  get: (id: string) => get<T.ImportJob>(`/imports/${id}`),
  patch: (id: string, b: T.ImportPatch) => patch<T.ImportJob>(`/imports/${id}`, b),
  start: (id: string) => post<T.ImportJob>(`/imports/${id}/start`),
  cancel: (id: string) => post<T.ImportJob>(`/imports/${id}/cancel`),
  errorsUrl: (id: string) => `/api/v1/imports/${id}/errors.xlsx`,
};

export const insight = {
  conversion: (q: { from: string; to: string; by: string; basis: string }) =>
    get<T.Conversion>('/insight/conversion', q),
  funnel: (q: { from: string; to: string }) => get<T.Funnel>('/insight/funnel', q),
  board: () => get<T.Board>('/insight/board'),
  trend: (q: { from: string; to: string }) => get<T.Trend>('/insight/trend', q),
};

export const search = (q: string, signal?: AbortSignal) =>
  get<{ items: T.SearchHit[]; more: boolean }>('/search', { q }, signal);

export const demo = {
  enter: () => post<T.Session>('/demo'),
  remove: () => del<void>('/demo'),
};
