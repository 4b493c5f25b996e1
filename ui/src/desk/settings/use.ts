// What several pages ask of roles.
import { roles } from '../../api/calls';

export const rolesQuery = { queryKey: ['roles'], queryFn: roles.list, staleTime: 60_000 };
export const permissionsQuery = { queryKey: ['permissions'], queryFn: roles.permissions, staleTime: 600_000 };
