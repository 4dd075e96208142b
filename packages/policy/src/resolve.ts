import type { Policy, Workload } from '@stoa/model';
import type { Facts } from './facts.ts';
import { strictness } from './modules.ts';

/** Which policy judges which workloads. */
export interface ResolvedPolicy {
  /** The policy with the most that blocks first. */
  parts: readonly { policy: Policy; workloads: readonly Workload[] }[];
  /** Workloads that no policy is for: what is in them has not been judged. */
  unjudged: readonly Workload[];
}

/** The workloads of an application, each once, the strictest first. */
export function workloadsOf(facts: Pick<Facts, 'application'>): Workload[] {
  const present = new Set(facts.application.modules.map(({ workload }) => workload));
  return strictness.filter((workload) => present.has(workload));
}

/**
 * The policies for an application in an environment. For each workload the most particular ones count: naming the
 * environment weighs more than naming the workload, and naming neither is the least. Of equals all count,
 * so an addition can only make it stricter. A policy with the id of an earlier one takes its place.
 *
 * @param policies the defaults first, then the team's own.
 */
export function resolvePolicy(
  policies: readonly Policy[],
  { workloads, environment }: { workloads: readonly Workload[]; environment: string },
): ResolvedPolicy {
  const known = [...new Map(policies.map((policy) => [policy.id, policy])).values()];
  const judged = new Map<Policy, Workload[]>();
  const unjudged: Workload[] = [];
  for (const workload of strictness.filter((one) => workloads.includes(one))) {
    const weights = known.map((policy) => weightFor(policy, workload, environment));
    const most = Math.max(-1, ...weights);
    if (most < 0) unjudged.push(workload);
    else
      known.forEach((policy, index) => {
        if (weights[index] === most) judged.set(policy, [...(judged.get(policy) ?? []), workload]);
      });
  }
  const parts = [...judged].map(([policy, of]) => ({ policy, workloads: of }));
  parts.sort((a, b) => blocking(b.policy) - blocking(a.policy) || (a.policy.id < b.policy.id ? -1 : 1));
  return { parts, unjudged };
}

/** -1: not for it. */
function weightFor({ appliesTo }: Policy, workload: Workload, environment: string): number {
  const { workloads, environments } = appliesTo;
  if (workloads.length > 0 && !workloads.includes(workload)) return -1;
  if (environments.length > 0 && !environments.includes(environment)) return -1;
  return (environments.length > 0 ? 2 : 0) + (workloads.length > 0 ? 1 : 0);
}

function blocking({ criteria }: Policy): number {
  return criteria.filter(({ enforcement }) => enforcement === 'block').length;
}

/** One policy, for every module there is. */
export function forAll(policy: Policy): ResolvedPolicy {
  return { parts: [{ policy, workloads: strictness }], unjudged: [] };
}
