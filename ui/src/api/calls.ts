// Every operation of the API that a screen uses, one line each. Screens call these, never a path. What an operation takes and
// answers stands in the API's document and is checked here by the compiler.
import { del, get, patch, post, put } from './http';
import type { components, operations } from './schema';
import type * as T from './types';

type S = components['schemas'];
type Asks<O extends keyof operations> = NonNullable<operations[O]['parameters']['query']>;

/** What every list takes. */
export type ListQuery = Asks<'list-leads'>;

/** Rows of a list carry no verdicts: an empty set stands for «not judged here». */
const judged = (lead: S['LeadView']): T.Lead => ({ ...lead, can: lead.can ?? {} });
const told = async (answer: Promise<S['LeadView']>): Promise<T.Lead> => judged(await answer);

export const setup = {
  needed: () => get('/setup'),
  run: (body: S['SetupBody']) => post('/setup', { body }),
};

export const session = {
  get: () => get('/session'),
  signIn: (account: string, password: string) => post('/session', { body: { account, password } }),
  signOut: () => del('/session'),
  signOutEverywhere: () => del('/sessions'),
  password: (old: string, next: string) => post('/session/password', { body: { old, new: next } }),
  organisation: (org_id: string) => post('/session/organisation', { body: { org_id } }),
};

export const team = {
  groups: () => get('/groups'),
  addGroup: (body: S['AddGroupBody']) => post('/groups', { body }),
  patchGroup: (id: string, body: S['ChangeGroupBody']) => patch('/groups/{id}', { path: { id }, body }),
  members: (query: ListQuery) => get('/members', { query }),
  addMember: (body: S['AddMemberBody']) => post('/members', { body }),
  patchMember: (id: string, body: S['ChangeMemberBody']) => patch('/members/{id}', { path: { id }, body }),
  leave: (id: string) => post('/members/{id}/leave', { path: { id } }),
  comeBack: (id: string, group_id: string) => post('/members/{id}/return', { path: { id }, body: { group_id } }),
  resetPassword: (id: string, password: string) =>
    post('/members/{id}/reset-password', { path: { id }, body: { password } }),
};

export const roles = {
  list: () => get('/roles'),
  permissions: () => get('/permissions'),
  add: (body: S['AddRoleBody']) => post('/roles', { body }),
  patch: (key: string, body: S['ChangeRoleBody']) => patch('/roles/{key}', { path: { key }, body }),
  remove: (key: string) => del('/roles/{key}', { path: { key } }),
};

export type AuditQuery = Asks<'audit'>;

export const oversight = {
  explain: (query: Asks<'explain-access'>) => get('/access/explain', { query }),
  audit: (query: AuditQuery) => get('/audit', { query }),
};

export const settings = {
  calendar: (year: number) => get('/calendar', { query: { year } }),
  setDay: (day: string, body: S['DayBody']) => put('/calendar/{day}', { path: { day }, body }),
  clearDay: (day: string) => del('/calendar/{day}', { path: { day } }),
  modes: () => get('/modes'),
  reasons: (kind: T.Reason['kind']) => get('/reasons', { query: { kind } }),
  tags: () => get('/tags'),
  sources: () => get('/sources'),
};

export const fields = {
  list: (query: Asks<'list-fields'>) => get('/fields', { query }),
  add: (body: S['AddFieldBody']) => post('/fields', { body }),
  preview: (id: string, body: S['RecordFieldDraft']) => post('/fields/{id}/preview', { path: { id }, body }),
  change: (id: string, body: S['ChangeFieldBody']) => patch('/fields/{id}', { path: { id }, body }),
  archive: (id: string) => post('/fields/{id}/archive', { path: { id } }),
  restore: (id: string) => post('/fields/{id}/restore', { path: { id } }),
  remove: (id: string) => del('/fields/{id}', { path: { id } }),
};

export const modes = {
  uses: () => get('/modes/uses'),
  add: (body: S['AddModeBody']) => post('/modes', { body }),
  change: (id: string, body: S['ChangeModeBody']) => patch('/modes/{id}', { path: { id }, body }),
  remove: (id: string) => del('/modes/{id}', { path: { id } }),
  addStage: (id: string, body: S['AddStageBody']) => post('/modes/{id}/stages', { path: { id }, body }),
  order: (id: string, stage_ids: string[]) => put('/modes/{id}/stages', { path: { id }, body: { stage_ids } }),
  changeStage: (id: string, body: S['ChangeStageBody']) => patch('/stages/{id}', { path: { id }, body }),
  removeStage: (id: string, move_to?: string) => del('/stages/{id}', { path: { id }, query: { move_to } }),
};

export const words = {
  sources: () => get('/source-words'),
  addSource: (name: string) => post('/source-words', { body: { name } }),
  changeSource: (id: string, body: S['ChangeSourceBody']) => patch('/source-words/{id}', { path: { id }, body }),
  removeSource: (id: string) => del('/source-words/{id}', { path: { id } }),
  dictionary: (book: 'region' | 'industry', q: string) => get('/dictionary', { query: { book, q } }),
  touchKinds: () => get('/touch-kinds'),
  setTouchKind: (key: string, body: S['RecordWordDraft']) => put('/touch-kinds/{key}', { path: { key }, body }),
  reasons: (kind: T.Reason['kind']) => get('/reasons', { query: { kind, archived: true } }),
  addReason: (body: S['AddReasonBody']) => post('/reasons', { body }),
  changeReason: (id: string, body: S['ChangeReasonBody']) => patch('/reasons/{id}', { path: { id }, body }),
  removeReason: (id: string) => del('/reasons/{id}', { path: { id } }),
  tagUses: () => get('/tags/uses'),
  addTag: (body: S['RecordTagDraft']) => post('/tags', { body }),
  changeTag: (id: string, body: S['ChangeTagBody']) => patch('/tags/{id}', { path: { id }, body }),
  mergeTag: (id: string, into: string) => post('/tags/{id}/merge', { path: { id }, body: { into } }),
  removeTag: (id: string) => del('/tags/{id}', { path: { id } }),
};

export const customers = {
  list: (query: ListQuery, signal?: AbortSignal) => get('/customers', { query, signal }),
  get: (id: string) => get('/customers/{id}', { path: { id } }),
  add: (body: S['CustomerNew']) => post('/customers', { body }),
  patch: (id: string, body: S['CustomerPatch']) => patch('/customers/{id}', { path: { id }, body }),
  groups: (query: Asks<'group-customers'>) => get('/customers/groups', { query }),
  board: (query: Asks<'customer-board'>, signal?: AbortSignal) => get('/customers/board-columns', { query, signal }),
  addContact: (id: string, body: S['CustomerContactNew']) => post('/customers/{id}/contacts', { path: { id }, body }),
  revealPhone: (id: string, contact_id: string) =>
    post('/customers/{id}/reveal-phone', { path: { id }, body: { contact_id } }),
};

export const bin = {
  list: (query: Asks<'list-bin'>) => get('/bin', { query }),
  remove: (kind: T.BinKind, body: S['DeleteBody']) =>
    kind === 'lead' ? post('/leads/delete', { body }) : post('/customers/delete', { body }),
  restore: (body: S['RestoreBody']) => post('/bin/restore', { body }),
  erase: (id: string) => del('/bin/{id}', { path: { id } }),
};

export const leads = {
  list: async (query: ListQuery, signal?: AbortSignal) => {
    const page = await get('/leads', { query, signal });
    return { ...page, items: page.items.map(judged) };
  },
  summary: (filter?: string[], or?: string[]) => get('/leads/summary', { query: { filter, or } }),
  board: async (query: Asks<'lead-board'>, signal?: AbortSignal) => {
    const board = await get('/leads/board-columns', { query, signal });
    return { ...board, columns: board.columns.map((c) => ({ ...c, items: c.items.map(judged) })) };
  },
  groups: (query: Asks<'group-leads'>) => get('/leads/groups', { query }),
  bulk: (body: S['BulkBody']) => post('/leads/bulk', { body }),
  undoBulk: (id: string) => post('/bulk/{id}/undo', { path: { id } }),
  get: (id: string) => told(get('/leads/{id}', { path: { id } })),
  add: (body: T.LeadDraft, key?: string) => told(post('/leads', { body, key })),
  patch: (id: string, body: T.LeadPatch) => told(patch('/leads/{id}', { path: { id }, body })),
  win: (id: string, body: S['WinBody']) => told(post('/leads/{id}/win', { path: { id }, body })),
  lose: (id: string, body: S['LoseBody']) => told(post('/leads/{id}/lose', { path: { id }, body })),
  reopen: (id: string) => told(post('/leads/{id}/reopen', { path: { id } })),
  markKey: (id: string, body: S['MarkBody']) => told(post('/leads/{id}/mark-key', { path: { id }, body })),
  timeline: (id: string, cursor?: string) => get('/leads/{id}/timeline', { path: { id }, query: { cursor } }),
  revealPhone: (id: string) => post('/leads/{id}/reveal-phone', { path: { id } }),
  claim: (id: string, version?: number) => told(post('/leads/{id}/claim', { path: { id }, body: { version } })),
  assign: (id: string, owner_id: string, reason?: string) =>
    told(post('/leads/{id}/assign', { path: { id }, body: { owner_id, reason } })),
  assignMany: (ids: string[], owner_id: string) => post('/leads/assign', { body: { ids, owner_id } }),
  touch: async (id: string, body: T.TouchDraft, key?: string) => {
    const done = await post('/leads/{id}/touches', { path: { id }, body, key });
    return { ...done, lead: judged(done.lead) };
  },
  postpone: (id: string, body: S['PostponeBody'], key?: string) =>
    told(post('/leads/{id}/postpone', { path: { id }, body, key })),
};

export const views = {
  list: (kind: string) => get('/views', { query: { kind } }),
  add: (body: S['NewViewBody']) => post('/views', { body }),
  patch: (id: string, body: S['RecordViewPatch']) => patch('/views/{id}', { path: { id }, body }),
  remove: (id: string) => del('/views/{id}', { path: { id } }),
  pin: (id: string, body: S['PinViewBody']) => post('/views/{id}/pin', { path: { id }, body }),
};

export const matching = {
  propose: (body: S['PreviewBody']) => post('/match-batches', { body: { ...body, strategy: 'best' } }),
  get: (id: string) => get('/match-batches/{id}', { path: { id } }),
  apply: (id: string, items?: S['ApplyBody']['items']) =>
    post('/match-batches/{id}/apply', { path: { id }, body: { items } }),
  undo: (id: string) => post('/match-batches/{id}/undo', { path: { id } }),
};

export const day = {
  get: async (member = 'me'): Promise<T.Day> => {
    const day = await get('/day', { query: { member } });
    const sections = day.sections.map((s) => ({ ...s, items: s.items.map((i) => ({ ...i, lead: judged(i.lead) })) }));
    return { ...day, sections };
  },
};

export const imports = {
  upload: (file: File, mode_id: string) => {
    const body = new FormData();
    body.set('mode_id', mode_id);
    body.set('file', file);
    return post('/imports', { body });
  },
  list: () => get('/imports'),
  get: (id: string) => get('/imports/{id}', { path: { id } }),
  patch: (id: string, body: T.ImportPatch) => patch('/imports/{id}', { path: { id }, body }),
  start: (id: string) => post('/imports/{id}/start', { path: { id } }),
  cancel: (id: string) => post('/imports/{id}/cancel', { path: { id } }),
  /** For a link: the browser itself loads the file. */
  errorsUrl: (id: string) => `/api/v1/imports/${id}/errors.xlsx`,
};

export const insight = {
  conversion: (query: Asks<'conversion'>) => get('/insight/conversion', { query }),
  funnel: (query: Asks<'funnel'>) => get('/insight/funnel', { query }),
  board: () => get('/insight/board'),
  trend: (query: Asks<'trend'>) => get('/insight/trend', { query }),
};

export const search = (q: string, signal?: AbortSignal) => get('/search', { query: { q }, signal });

export const demo = {
  enter: () => post('/demo'),
  remove: () => del('/demo'),
};
