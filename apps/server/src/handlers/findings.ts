import {
  appendAudit,
  countFindings,
  getFinding,
  listFindings,
  readExceptions,
  readFindingEvents,
  readSightingsOf,
  triageFindings,
  type Transaction,
} from '@stoa/store';
import type { Finding, Sighting } from '@stoa/model';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { notFound } from '../http/failure.ts';

type FindingHandlers = Pick<Handlers, 'listFindings' | 'findingFacets' | 'getFinding' | 'triageFindings'>;

export function findingHandlers({ store }: ServerContext): FindingHandlers {
  return {
    listFindings: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listFindings(tx, query)),
    findingFacets: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => countFindings(tx, query)),
    getFinding: ({ caller, params }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const found = await getFinding(tx, params.id);
        if (!found) throw notFound('finding');
        const { finding, triage } = found;
        const sightings = await readSightingsOf(tx, finding.application, finding.fingerprint.value);
        return {
          finding,
          triage,
          sightings,
          history: await readFindingEvents(tx, finding.id),
          exceptions: await exceptionsOf(tx, finding, sightings),
        };
      }),
    triageFindings: ({ caller, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const changed = await triageFindings(tx, body.ids, {
          state: body.state,
          reason: body.reason,
          actor: caller.actor.name,
        });
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'finding.triage',
          subject: body.ids.slice(0, 20).join(' '),
          detail: { state: body.state, count: changed, reason: body.reason },
        });
        return { changed };
      }),
  };
}

/** Live exceptions whose scope names this finding; a decision judges with the whole rule. */
async function exceptionsOf(tx: Transaction, finding: Finding, sightings: readonly Sighting[]): Promise<string[]> {
  const all = await readExceptions(tx, finding.application);
  const names = [finding.rule.id, ...(finding.affected?.advisoryIds ?? [])];
  return all
    .filter(({ status, scope }) => {
      if (status !== 'live') return false;
      if (scope.fingerprint !== undefined) return scope.fingerprint === finding.fingerprint.value;
      if (scope.rule !== undefined && !names.includes(scope.rule)) return false;
      if (scope.purl !== undefined && !(finding.affected?.purl ?? '').startsWith(scope.purl)) return false;
      if (scope.path !== undefined && !sightings.every(({ place }) => place.startsWith(scope.path!))) return false;
      if (scope.kind !== undefined && scope.kind !== finding.kind) return false;
      return scope.criterion === undefined && (scope.rule ?? scope.purl ?? scope.path ?? scope.kind) !== undefined;
    })
    .map(({ id }) => id);
}
