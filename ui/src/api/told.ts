// Notices and approvals: what the bell, the approvals and their settings ask of the server.
import { queryOptions } from '@tanstack/react-query';
import { del, get, patch, post, put } from './http';
import type { components } from './schema';

type S = components['schemas'];

export type Notice = S['NotifyView'];
export type NoticeSettings = S['NotifySettings'];
export type Approval = S['RecordApprovalView'];
export type ApprovalStep = S['RecordStepView'];
export type ApprovalRule = S['RecordRuleView'];
export type ApprovalKind = S['RecordApprovalKindView'];
export type Absence = S['TeamAbsenceView'];

export const boxes = ['todo', 'mine', 'done'] as const;
export type Box = (typeof boxes)[number];

export const notices = {
  list: (cursor?: string) => get('/notices', { query: { limit: 30, cursor } }),
  unread: () => get('/notices/unread'),
  read: (body: { ids?: string[]; all?: boolean }) => post('/notices/read', { body }),
  settings: () => get('/notice-settings'),
  setSettings: (body: S['SettingsBody']) => put('/notice-settings', { body }),
};

export const approvals = {
  list: (box: Box, cursor?: string) => get('/approvals', { query: { filter: [`box:eq:${box}`], cursor } }),
  get: (id: string) => get('/approvals/{id}', { path: { id } }),
  approve: (id: string, comment: string) => post('/approvals/{id}/approve', { path: { id }, body: { comment } }),
  refuse: (id: string, comment: string) => post('/approvals/{id}/refuse', { path: { id }, body: { comment } }),
  withdraw: (id: string) => post('/approvals/{id}/withdraw', { path: { id } }),
  rules: () => get('/approval-rules'),
  addRule: (body: S['AddRuleBody']) => post('/approval-rules', { body }),
  changeRule: (id: string, body: S['ChangeRuleBody']) => patch('/approval-rules/{id}', { path: { id }, body }),
  removeRule: (id: string) => del('/approval-rules/{id}', { path: { id } }),
};

export const absences = {
  list: () => get('/absences'),
  set: (member: string, body: S['AbsenceBody']) => patch('/members/{id}/absence', { path: { id: member }, body }),
};

/** What stands beside the bell; in quiet hours it is asked again when they end. */
export const bellQuery = queryOptions({
  queryKey: ['notices', 'bell'],
  queryFn: notices.unread,
  refetchInterval: (q) => {
    const end = q.state.data?.quiet_until;
    return end ? Math.max(1_000, Math.min(Date.parse(end) - Date.now() + 500, 3_600_000)) : false;
  },
});

export const noticesQuery = queryOptions({ queryKey: ['notices', 'list'], queryFn: () => notices.list() });

export const boxQuery = (box: Box) =>
  queryOptions({ queryKey: ['approvals', box], queryFn: () => approvals.list(box) });

export const approvalQuery = (id: string) =>
  queryOptions({ queryKey: ['approval', id], queryFn: () => approvals.get(id) });

/** The address a notice leads to; several leads at once lead to the list of one's own. */
export function addressOf(n: Notice): string {
  if (n.subject_kind === 'approval') return n.count > 1 ? '/approvals' : `/approvals/${n.subject_id}`;
  if (n.subject_kind === 'import') return `/leads/import/${n.subject_id}`;
  if (n.kind === 'lead.taken' || n.count > 1) return '/leads';
  if (n.subject_kind === 'customer') return `/customers/${n.subject_id}`;
  return `/leads/${n.subject_id}`;
}
