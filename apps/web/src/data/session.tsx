import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@stoa/api';
import { hasRole, type Role } from '@stoa/model';
import { rememberCsrf, stoa } from './client.ts';

/** Who is signed in: null when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    retry: false,
    staleTime: 60_000,
    queryFn: async () => {
      try {
        const me = await stoa.whoAmI();
        rememberCsrf(me.csrf);
        return me;
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 401) return null;
        throw error;
      }
    },
  });
}

/** May the person who is signed in do what takes this role? */
export function useMay(role: Role): boolean {
  const { data } = useSession();
  return data ? hasRole(data.role, role) : false;
}

export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}
