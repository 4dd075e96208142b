import type { FlowFinding } from '../flow/finding.ts';
import { Places } from '../flow/place.ts';
import type { Module } from '../ir/ir.ts';
import type { MemoryRule } from '../rules/rule.ts';
import { analyzeMemory } from './analyze.ts';

/** What the analysis of memory finds, as the rest of the engine knows findings. */
export function inspectMemory(
  modules: readonly Module[],
  rules: readonly MemoryRule[],
  paths?: ReadonlySet<string>,
): FlowFinding[] {
  const byProblem = new Map(rules.map((rule) => [rule.problem, rule]));
  const places = new Map<Module, Places>();
  const placesOf = (module: Module) => {
    let found = places.get(module);
    if (!found) {
      found = new Places(module.tree);
      places.set(module, found);
    }
    return found;
  };
  const findings: FlowFinding[] = [];
  for (const { problem, module, node, steps } of analyzeMemory(
    modules,
    ({ home }) => !paths || paths.has(home.module.path),
  )) {
    const rule = byProblem.get(problem);
    if (!rule) continue;
    const trace = steps.map((step) => ({ place: placesOf(step.module).of(step.node), note: step.note }));
    findings.push({ rule, place: placesOf(module).of(node), steps: trace, confidence: rule.confidence });
  }
  return findings;
}
