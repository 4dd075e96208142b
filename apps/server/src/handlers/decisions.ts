import { randomUUID } from 'node:crypto';
import { defaultPolicies } from '@stoa/blueprint';
import { digestOfPolicy, replay, resolvePolicy } from '@stoa/policy';
import {
  appendAudit,
  approveException,
  createException,
  getDecision,
  getException,
  listDecisions,
  listExceptions,
  listUsers,
  revokeException,
  type Transaction,
} from '@stoa/store';
import { hasRole } from '@stoa/model';
import { decideAndRecord, type KeptInputs } from '../decide.ts';
import { refreshEvidence } from '../evidence/refresh.ts';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { Failure, notFound } from '../http/failure.ts';

type DecisionHandlers = Pick<
  Handlers,
  | 'decide'
  | 'listDecisions'
  | 'getDecision'
  | 'replayDecision'
  | 'listPolicies'
  | 'listExceptions'
  | 'createException'
  | 'approveException'
  | 'revokeException'
>;

/** An exception lives two years at most: what is meant for ever is a policy. */
const longestExceptionDays = 731;

export function decisionHandlers(context: ServerContext): DecisionHandlers {
  const { store } = context;
  return {
    decide: ({ caller, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const decision = await decideAndRecord(tx, body);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'decision.make',
          subject: decision.id,
          detail: { application: body.application, environment: body.environment, verdict: decision.verdict },
        });
        await refreshEvidence(context, tx, body.application);
        return decision;
      }),
    listDecisions: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listDecisions(tx, query)),
    getDecision: async ({ caller, params }) => (await find(caller.actor.organisation, params.id)).decision,
    replayDecision: async ({ caller, params }) => {
      const { decision, inputs } = await find(caller.actor.organisation, params.id);
      const again = replay(decision, inputs as KeptInputs);
      return {
        same: again.same,
        decision: again.decision,
        inputsDigestMatches: again.decision.inputsDigest === decision.inputsDigest,
      };
    },
    listPolicies: async () => ({
      items: defaultPolicies.map((policy) => ({
        id: policy.id,
        title: policy.title,
        digest: digestOfPolicy(
          resolvePolicy([policy], {
            workloads: policy.appliesTo.workloads.length > 0 ? policy.appliesTo.workloads : ['service'],
            environment: policy.appliesTo.environments[0] ?? 'production',
          }),
        ),
        workloads: [...policy.appliesTo.workloads],
        environments: [...policy.appliesTo.environments],
        criteria: policy.criteria.map((criterion) => ({
          id: criterion.id,
          title: criterion.title,
          enforcement: criterion.enforcement,
          expression: [
            criterion.when && `when ${criterion.when}`,
            criterion.fail && `fail ${criterion.fail}`,
            criterion.pass && `pass ${criterion.pass}`,
          ]
            .filter(Boolean)
            .join(' '),
        })),
      })),
    }),
    listExceptions: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listExceptions(tx, query)),
    createException: ({ caller, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const days = (Date.parse(body.expiresAt) - Date.now()) / 86_400_000;
        if (days <= 0 || days > longestExceptionDays)
          throw new Failure('invalid-request', 'An exception ends in the future, within two years.');
        const id = randomUUID();
        await createException(tx, {
          ...body,
          id,
          approver: null,
          createdAt: tx.now,
          createdBy: caller.actor.name,
          createdById: caller.actor.id,
        });
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'exception.request',
          subject: id,
          detail: { owner: body.owner, reason: body.reason, scope: body.scope, expiresAt: body.expiresAt },
        });
        return (await getException(tx, id))!;
      }),
    approveException: ({ caller, params }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const exception = await getException(tx, params.id);
        if (!exception) throw notFound('exception');
        if (exception.origin === 'file')
          throw new Failure(
            'conflict',
            'This exception stands in .stoa/exceptions.yaml: it is approved there, by review.',
          );
        if (exception.status !== 'waiting')
          throw new Failure('conflict', `This exception is ${exception.status}: there is nothing to approve.`);
        if (exception.createdById === caller.actor.id && (await canOthersApprove(tx, caller.actor.id))) {
          throw new Failure('forbidden', 'Somebody else than who asked for an exception approves it.');
        }
        await approveException(tx, params.id, caller.actor.name);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'exception.approve',
          subject: params.id,
          detail: { owner: exception.owner },
        });
        return (await getException(tx, params.id))!;
      }),
    revokeException: ({ caller, params }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const exception = await getException(tx, params.id);
        if (!exception) throw notFound('exception');
        if (exception.origin === 'file')
          throw new Failure('conflict', 'This exception stands in .stoa/exceptions.yaml: take it out there.');
        await revokeException(tx, params.id);
        await appendAudit(tx, { actor: caller.actor.name, action: 'exception.revoke', subject: params.id, detail: {} });
        return (await getException(tx, params.id))!;
      }),
  };

  async function find(organisation: string, id: string) {
    const found = await store.within(organisation, (tx) => getDecision(tx, id));
    if (!found) throw notFound('decision');
    return found;
  }
}

/** In an organisation of one, one has to do. */
async function canOthersApprove(tx: Transaction, id: string): Promise<boolean> {
  return (await listUsers(tx)).some((user) => user.id !== id && !user.disabled && hasRole(user.role, 'security'));
}
