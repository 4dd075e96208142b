import {
  combineVerdicts,
  Timestamp,
  type CriterionResult,
  type Decision,
  type Exception,
  type Policy,
  type Verdict,
} from '@stoa/model';
import { compilePolicy } from './cel/compile.ts';
import { toView } from './cel/view.ts';
import { digestOfInputs, digestOfPolicy } from './digest.ts';
import type { FactModule, Facts, FindingFact } from './facts.ts';
import { judgeCriterion, listed, type Scene } from './judge-criterion.ts';
import { strictness } from './modules.ts';
import { exceptionsInOrder, inOrder } from './order.ts';
import { forAll, type ResolvedPolicy } from './resolve.ts';
import { judge, toRegister, type Register } from './waive.ts';

export interface DecisionInputs {
  facts: Facts;
  /** One policy for everything, or what `resolvePolicy` found. */
  policy: Policy | ResolvedPolicy;
  exceptions: readonly Exception[];
  /** RFC 3339: the instant from which ages are counted and exceptions are live. */
  now: string;
  /** UUID of the decision. */
  id: string;
}

/**
 * May this revision go to this environment? A function of its inputs and nothing else: the same inputs give the same
 * decision, byte for byte.
 *
 * @example
 * const policy = resolvePolicy(policies, { workloads: workloadsOf(facts), environment: facts.environment });
 * decide({ facts, policy, exceptions, now: new Date().toISOString(), id: randomUUID() }).allowed
 * @throws {PolicyError} when a policy made in code has a mistake in an expression.
 */
export function decide({ facts: given, policy: chosen, exceptions, now: at, id }: DecisionInputs): Decision {
  const policy = 'parts' in chosen ? chosen : forAll(chosen);
  const now = Timestamp.parse(at);
  const facts = inOrder(given);
  const register = toRegister(exceptionsInOrder(exceptions));
  const moduleOf = answering(facts.application.modules);
  const view = toView(facts, now, moduleOf);
  const criteria: CriterionResult[] = [];
  const ids = new Set<string>();

  for (const { policy: part, workloads } of policy.parts) {
    const modules = facts.application.modules.filter(({ workload }) => workloads.includes(workload));
    if (modules.length === 0) continue;
    const findings = facts.findings.filter((finding) => workloads.includes(moduleOf(finding).workload));
    const scene: Scene = { facts, view, register, now, policy: part.id, modules, findings, moduleOf };
    for (const compiled of compilePolicy(part).criteria) {
      // A second policy's criterion of the same name stands beside the first one's, under its full name.
      const known = compiled.criterion.id;
      const result = judgeCriterion(compiled, ids.has(known) ? `${part.id}/${known}` : known, scene);
      if (result) {
        criteria.push(result);
        ids.add(known);
      }
    }
  }
  const forgotten = judgeForgotten(facts, policy, register, now);
  if (forgotten) criteria.push(forgotten);

  const verdict = overall(criteria);
  return {
    id,
    application: facts.application.name,
    environment: facts.environment,
    revision: facts.revision,
    verdict,
    allowed: verdict === 'pass' || verdict === 'waived',
    policy: { id: policy.parts.map((part) => part.policy.id).join('+') || 'none', digest: digestOfPolicy(policy) },
    inputsDigest: digestOfInputs(facts, exceptions),
    criteria,
    decidedAt: now,
  };
}

/** The gravest of what blocks. Where all of it only advises: a pass, if any of it has been evaluated at all. */
function overall(criteria: readonly CriterionResult[]): Verdict {
  const blocking = criteria.filter(({ enforcement }) => enforcement === 'block');
  if (blocking.length > 0) return combineVerdicts(blocking.map(({ verdict }) => verdict));
  return criteria.some(({ verdict }) => verdict !== 'not-evaluated') ? 'pass' : 'not-evaluated';
}

/** The module a finding names; one that names none that exists is judged in the strictest there is. */
function answering(modules: readonly FactModule[]): (finding: FindingFact) => FactModule {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const [first] = [...modules].sort((a, b) => strictness.indexOf(a.workload) - strictness.indexOf(b.workload));
  if (!first) throw new TypeError('an application has at least one module');
  return ({ module }) => byName.get(module) ?? first;
}

/** Modules that no policy is for have not been judged, and that is not a pass. */
function judgeForgotten(
  facts: Facts,
  policy: ResolvedPolicy,
  register: Register,
  now: string,
): CriterionResult | undefined {
  const judged = new Set(policy.parts.flatMap(({ workloads }) => workloads));
  const modules = facts.application.modules.filter(({ workload }) => !judged.has(workload));
  if (modules.length === 0) return undefined;
  const results = modules.map(({ name, workload }) =>
    judge(
      {
        verdict: 'not-evaluated',
        reason: { text: `No policy is for module ${name}, a ${workload}, in ${facts.environment}.` },
      },
      { criterion: ['policy'], environment: facts.environment },
      register,
      now,
    ),
  );
  return {
    id: 'policy',
    title: 'A policy judges every module',
    verdict: combineVerdicts(results.map(({ verdict }) => verdict)),
    summary: `Not judged: ${listed(modules.map(({ name }) => name))}.`,
    reasons: results.slice(0, 20).map(({ reason }) => reason),
    reasonsTotal: results.length,
    enforcement: 'block',
    next: 'Add a policy whose appliesTo names this workload and this environment.',
  };
}
