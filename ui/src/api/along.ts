// Who works along on a record of somebody else.
import { queryOptions } from '@tanstack/react-query';
import { del, get, put } from './http';
import type { components } from './schema';

type S = components['schemas'];
export type Collaborator = S['RecordCollaboratorView'];
export type AlongKind = 'lead' | 'customer';
export const rights = ['follow', 'read'] as const;
export type Right = (typeof rights)[number];

export const along = {
  list: (kind: AlongKind, id: string) => get('/collaborators/{kind}/{id}', { path: { kind, id } }),
  set: (kind: AlongKind, id: string, member: string, right: Right) =>
    put('/collaborators/{kind}/{id}/{member}', { path: { kind, id, member }, body: { right } }),
  remove: (kind: AlongKind, id: string, member: string) =>
    del('/collaborators/{kind}/{id}/{member}', { path: { kind, id, member } }),
};

export const alongQuery = (kind: AlongKind, id: string) =>
  queryOptions({ queryKey: [kind, id, 'along'], queryFn: () => along.list(kind, id) });
