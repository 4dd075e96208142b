import { z } from 'zod';
import { route } from '../route.ts';

export const system = {
  health: route({
    method: 'GET',
    path: '/health',
    tag: 'System',
    summary: 'Is the process alive, and does the database answer',
    access: 'public',
    response: z.object({
      status: z.enum(['ok', 'starting', 'failing']),
      version: z.string(),
      database: z.enum(['ok', 'failing']),
    }),
  }),
  getOrganisation: route({
    method: 'GET',
    path: '/organisation',
    tag: 'System',
    summary: 'The organisation, and the key that makes one secret the same finding on every machine',
    description:
      'The key is for whoever uploads runs: the digest of a secret is an HMAC under it, so the secret itself never leaves the machine it was found on.',
    access: { role: 'developer', scope: 'runs:write' },
    response: z.object({ id: z.string(), name: z.string(), secretDigestKey: z.string() }),
  }),
  backup: route({
    method: 'POST',
    path: '/backups',
    tag: 'System',
    summary: 'A consistent backup of the whole database, as one file',
    access: { role: 'admin', scope: 'admin' },
    rawResponse: { mediaType: 'application/gzip' },
  }),
};
