// The session as every page sees it. Inside the shell it is always there.
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { session, setup } from '../../api/calls';
import type { Session } from '../../api/types';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: session.get,
  staleTime: 60_000,
  retry: false,
});
export const setupQuery = queryOptions({ queryKey: ['setup'], queryFn: setup.needed, staleTime: 0, retry: false });

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the signed-in person holds a permission in any scope. */
export const may = (s: Session, permission: string): boolean => {
  const scope = s.permissions[permission];
  return scope !== undefined && scope !== 'none';
};

/** Whether the role gets to see a sensitive field at all: lead.amount, customer.phone. */
export const sees = (s: Session, field: string): boolean =>
  (s.masks[field] ?? 'shown') === 'shown' || (s.masks[field] === 'masked' && !field.endsWith('.amount'));

/** Whether the permission reaches beyond one's own records: a team view makes sense. */
export const mayTeam = (s: Session, permission: string): boolean =>
  may(s, permission) && s.permissions[permission] !== 'own';

/** Puts a new session in place: everything known belonged to the old one. */
export function useEnter() {
  const client = useQueryClient();
  return (next: Session) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, next);
  };
}
