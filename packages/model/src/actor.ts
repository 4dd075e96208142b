import { z } from 'zod';

/** Each role may do all that the ones before it may. */
export const roles = ['viewer', 'developer', 'security', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export function hasRole(has: Role, needed: Role): boolean {
  return roles.indexOf(has) >= roles.indexOf(needed);
}

/** Who does something, in which organisation: handed on as one value. */
export interface Actor {
  organisation: string;
  /** User id, or the token's id for machines. */
  id: string;
  /** For the audit log and for people. */
  name: string;
  role: Role;
  via: 'session' | 'token' | 'local';
}
