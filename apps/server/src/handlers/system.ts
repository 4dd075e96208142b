import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit, findOrganisation, readOrganisation } from '@stoa/store';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';

type SystemHandlers = Pick<Handlers, 'health' | 'getOrganisation' | 'backup'>;

export function systemHandlers({ store, config }: ServerContext): SystemHandlers {
  return {
    health: async () => {
      const database = await store.asOwner(findOrganisation).then(
        () => 'ok' as const,
        () => 'failing' as const,
      );
      return { status: database === 'ok' ? 'ok' : 'failing', version: config.version, database };
    },
    getOrganisation: ({ caller }) => store.within(caller.actor.organisation, readOrganisation),
    backup: async ({ caller, reply }) => {
      await store.within(caller.actor.organisation, (tx) =>
        appendAudit(tx, {
          actor: caller.actor.name,
          action: 'backup.make',
          subject: caller.actor.organisation,
          detail: {},
        }),
      );
      reply.header(
        'content-disposition',
        `attachment; filename="stoa-${new Date().toISOString().slice(0, 10)}.ndjson.gz"`,
      );
      // To a file first: a slow reader must not hold the transaction open.
      const folder = await mkdtemp(join(config.temporaryFolder, 'backup-'));
      await store.backup(join(folder, 'backup'));
      const stream = createReadStream(join(folder, 'backup'));
      stream.once('close', () => void rm(folder, { recursive: true, force: true }));
      return stream;
    },
  };
}
