import { practices } from '@stoa/blueprint';
import { blueprintOf, verifyEvidence } from '@stoa/evidence';
import {
  countFindings,
  getEvidence,
  latestEvidence,
  listApplications,
  listEvidence,
  type Transaction,
} from '@stoa/store';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { notFound } from '../http/failure.ts';

type BlueprintHandlers = Pick<Handlers, 'getBlueprint' | 'listEvidence' | 'getEvidence'>;

export function blueprintHandlers({ store, signingKey }: ServerContext): BlueprintHandlers {
  return {
    getBlueprint: ({ caller, query }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const application = query.application ?? null;
        return blueprintOf({
          practices,
          evidence: (await latestEvidence(tx, query.application)).map(({ evidence }) => evidence),
          now: tx.now,
          application,
          pressure: await readPressure(tx, query.application),
        });
      }),
    listEvidence: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listEvidence(tx, query)),
    getEvidence: async ({ caller, params }) => {
      const found = await store.within(caller.actor.organisation, (tx) => getEvidence(tx, params.id));
      if (!found) throw notFound('evidence');
      const result = verifyEvidence(found.envelope, [signingKey], new Date().toISOString());
      return {
        ...found,
        signature: result.ok
          ? { ok: true, why: "Signed by this installation's key, unchanged, and in date." }
          : { ok: false, why: result.why },
      };
    },
  };
}

/** Which practice would have stopped what is open. */
async function readPressure(tx: Transaction, application: string | undefined) {
  const count = async (kind: 'vulnerability' | 'secret' | 'code') =>
    (await countFindings(tx, { application, kind: [kind], state: ['open'], severity: ['critical', 'high'] })).total;
  const applications = await listApplications(tx, application);
  return {
    internet: applications.some(
      ({ manifest }) => manifest?.modules.some(({ exposure }) => exposure === 'internet') ?? false,
    ),
    heat: { D2: await count('vulnerability'), S5: await count('secret'), D1: await count('code') },
  };
}
