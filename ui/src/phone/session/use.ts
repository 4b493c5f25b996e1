// The session as every page inside sees it: always there, kept fresh in the background.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { session } from '../../api/calls';
import type { Session } from '../../api/types';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: session.get,
  staleTime: 60_000,
  retry: false,
});

export const useSession = (): Session => useQuery(sessionQuery).data!;

/** Whether the signed-in person holds a permission in any scope. */
export const may = (s: Session, permission: string): boolean => (s.permissions[permission] ?? 'none') !== 'none';

/** Whether it reaches beyond one's own records. */
export const mayTeam = (s: Session, permission: string): boolean =>
  may(s, permission) && s.permissions[permission] !== 'own';

/** Puts another session in place: what was known belonged to the old one. */
export function useEnter() {
  const client = useQueryClient();
  return (next: Session) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, next);
  };
}
