import type { Instruction } from '../ir/ir.ts';
import type { ApiFacts } from '../models/model-index.ts';
import type { State } from './state.ts';
import type { Arguments } from './arguments.ts';
import { holds, patternOf } from './conditions.ts';
import type { FunctionRun } from './function-run.ts';
import type { GivenTo } from './finding.ts';
import { namesAround } from './names-around.ts';
import type { Value } from './value.ts';

/** Calls that are dangerous by what they are given. */
export function applyCallRules(
  run: FunctionRun,
  one: Instruction,
  facts: ApiFacts & { guess?: boolean },
  receiver: Value | undefined,
  args: Arguments,
  state: State,
): void {
  const { world, fn } = run;
  for (const { rule, pattern } of facts.rules) {
    if (!rule.languages.includes(fn.module.module.language)) continue;
    const { into, notIn } = pattern;
    if (notIn && patternOf(notIn).test(fn.module.module.tree.text)) continue;
    if (into && !patternOf(into).test(namesAround(fn.module.module.tree, one.node).join(' '))) continue;
    if (!holds(run, pattern, receiver, args, state)) continue;
    const confidence = facts.guess ? rule.confidence * 0.7 : rule.confidence;
    world.add(rule, fn.module.places.of(one.node), [], confidence, parameterOf(run, receiver, one.name));
  }
}

/** The parameter that is the receiver, where nothing but its declared type is known of it. */
function parameterOf({ world, fn }: FunctionRun, receiver: Value | undefined, method: string): GivenTo | undefined {
  const [id] = receiver?.objects ?? [];
  if (id === undefined || receiver!.objects.length > 1 || !world.objects.isInputOf(id, fn.id)) return undefined;
  const { path, input = null } = world.objects.inputOf(id) ?? {};
  if (path !== '' || !input || !('parameter' in input) || input.parameter < 0) return undefined;
  return { function: fn.id, parameter: input.parameter, method };
}
