import { hasRole, type Role } from '@stoa/model';
import type { Access, Scope } from './route.ts';
import { routes, type RouteId } from './routes.ts';

/** Who may call what: the whole authorization of Stoa, read from the contract. */
export const authorizationTable: Record<RouteId, Access> = Object.fromEntries(
  Object.entries(routes).map(([id, { access }]) => [id, access]),
) as Record<RouteId, Access>;

/** Who calls: a session has every scope, a token only those it was made with. */
export interface Caller {
  role: Role;
  scopes: 'all' | readonly Scope[];
}

/** Why a call is refused, or null when it is allowed. */
export function refuse(access: Access, caller: Caller | null): 'unauthenticated' | 'forbidden' | null {
  if (access === 'public') return null;
  if (!caller) return 'unauthenticated';
  if (!hasRole(caller.role, access.role)) return 'forbidden';
  if (caller.scopes !== 'all' && !caller.scopes.includes(access.scope)) return 'forbidden';
  return null;
}
