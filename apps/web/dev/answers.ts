import type { Client, RouteId } from '@stoa/api';
import { blueprintFor, evidenceOf } from './fixtures/blueprint.ts';
import { advisories, componentFacets, components } from './fixtures/components.ts';
import { decideNow, decisions, exceptions, policies } from './fixtures/decisions.ts';
import { findingDetail, searchFindings } from './fixtures/findings.ts';
import { idOf, inDays } from './fixtures/invented.ts';
import { audit, me, tokens, users } from './fixtures/people.ts';
import { applications, overviewOf } from './fixtures/portfolio.ts';
import { coverageOf, runs } from './fixtures/runs.ts';

export interface Asked {
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

type Answer<Id extends RouteId> = Awaited<ReturnType<Client[Id]>> | null;

/** Null is 404. A route that is not here answers 404 as well: the pages must live with that. */
export const answers: { [Id in RouteId]?: (asked: Asked) => Answer<Id> } = {
  signIn: () => me,
  signInByLink: () => me,
  whoAmI: () => me,
  signOut: () => undefined,
  setPassword: () => undefined,
  health: () => ({ status: 'ok', version: '0.0.0 (fixtures)', database: 'ok' }),

  getBlueprint: ({ query }) => blueprintFor(query.get('application')),
  getEvidence: ({ params }) => evidenceOf(params['id']!),
  getOverview: ({ query }) => overviewOf(query.get('application') ?? undefined),
  listApplications: () => ({ items: applications }),
  getApplication: ({ params }) => applications.find(({ name }) => name === params['application']) ?? null,

  listFindings: ({ query }) => paged(searchFindings(query).sorted, query),
  findingFacets: ({ query }) => searchFindings(query).facets(),
  getFinding: ({ params }) => findingDetail(params['id']!),
  triageFindings: ({ body }) => ({ changed: (body['ids'] as string[]).length }),

  listComponents: ({ query }) =>
    paged(
      components.filter(
        ({ ecosystem, open, name }) =>
          (!query.get('ecosystem') || query.get('ecosystem') === ecosystem) &&
          (query.get('vulnerable') !== 'true' || open.high > 0) &&
          name.includes(query.get('q') ?? ''),
      ),
      query,
    ),
  componentFacets: () => componentFacets,
  advisoryStatus: () => advisories,

  listRuns: ({ query }) =>
    paged(
      runs.filter(
        ({ application, tool }) =>
          [null, application].includes(query.get('application')) && [null, tool.name].includes(query.get('tool')),
      ),
      query,
    ),
  getRun: ({ params }) => {
    const run = runs.find(({ id }) => id === params['id']);
    return run ? { ...run, coverage: coverageOf(run) } : null;
  },

  listDecisions: ({ query }) =>
    paged(
      decisions.filter(({ application }) => [null, application].includes(query.get('application'))),
      query,
    ),
  getDecision: ({ params }) => decisions.find(({ id }) => id === params['id']) ?? null,
  decide: ({ body }) => decideNow(String(body['application']), String(body['environment'])),
  replayDecision: ({ params }) => {
    const decision = decisions.find(({ id }) => id === params['id']);
    return decision ? { same: true, decision, inputsDigestMatches: true } : null;
  },
  listPolicies: () => ({ items: policies }),

  listExceptions: ({ query }) =>
    paged(
      exceptions.filter(({ status }) => (query.get('status') ?? status) === status),
      query,
    ),
  createException: ({ body }) => {
    const made = {
      ...(body as unknown as (typeof exceptions)[number]),
      id: `fixture-${exceptions.length}`,
      approver: null,
      createdAt: inDays(0),
      origin: 'register' as const,
      status: 'waiting' as const,
      createdBy: me.name,
      revokedAt: null,
    };
    exceptions.unshift(made);
    return made;
  },
  approveException: ({ params }) => changed(params['id']!, { status: 'live', approver: me.name }),
  revokeException: ({ params }) => changed(params['id']!, { status: 'revoked', revokedAt: inDays(0) }),

  listUsers: () => ({ items: users }),
  inviteUser: () => ({ user: users[2]!, link: '/sign-in/link#token=fixture', expiresAt: inDays(1) }),
  newUserLink: () => ({ user: users[2]!, link: '/sign-in/link#token=fixture', expiresAt: inDays(1) }),
  changeUser: ({ params, body }) => {
    const user = users.find(({ id }) => id === params['id']);
    return user ? Object.assign(user, body) : null;
  },
  listTokens: () => ({ items: tokens }),
  createToken: ({ body }) => ({
    token: { ...tokens[0]!, id: idOf(String(body['name'])), name: String(body['name']) },
    value: 'stoa_shown-once',
  }),
  revokeToken: () => undefined,
  listAudit: ({ query }) => paged(audit, query),
  verifyAudit: () => ({ ok: true, entries: audit.length, brokenAt: null, why: null, head: audit[0]!.hash }),
};

function changed(id: string, change: Partial<(typeof exceptions)[number]>) {
  const exception = exceptions.find((one) => one.id === id);
  return exception ? Object.assign(exception, change) : null;
}

/** Pages by an offset: enough for fixtures. */
function paged<Item>(items: Item[], query: URLSearchParams): { items: Item[]; next: string | null } {
  const from = Number(query.get('cursor') ?? 0);
  const end = from + Number(query.get('limit') ?? 50);
  return { items: items.slice(from, end), next: end < items.length ? String(end) : null };
}
