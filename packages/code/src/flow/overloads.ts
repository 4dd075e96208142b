import { onlyConstant } from './collections.ts';
import { isNumeric } from './inputs.ts';
import type { ProgramFunction } from './program.ts';
import type { Value } from './value.ts';
import type { World } from './world.ts';

/**
 * Of Java's functions of one name those that these arguments may mean: by their number, then by what is known of their
 * types. All of them where none seems to fit.
 */
export function fitting(world: World, targets: readonly number[], values: readonly Value[]): readonly number[] {
  if (targets.length < 2) return targets;
  const { functions } = world.program;
  if (functions[targets[0]!]!.module.module.language !== 'java') return targets;
  const exact = targets.filter((id) => takes(functions[id]!, values.length, false));
  const byNumber = exact.length > 0 ? exact : targets.filter((id) => takes(functions[id]!, values.length, true));
  if (byNumber.length < 2) return byNumber.length === 0 ? targets : byNumber;
  const byType = byNumber.filter((id) =>
    functions[id]!.fn.parameters.every(({ type, rest }, at) => rest !== '' || mayBe(world, values[at]!, type)),
  );
  return byType.length === 0 ? byNumber : byType;
}

function takes({ fn: { parameters } }: ProgramFunction, count: number, asList: boolean): boolean {
  const isList = parameters.at(-1)?.rest === 'list';
  return isList ? asList && count >= parameters.length - 1 : count === parameters.length;
}

/** Only what is certain counts: a constant's own type, an object of a class of the project. */
function mayBe(world: World, value: Value, type: string): boolean {
  if (type === '' || type === 'java.lang.Object') return true;
  const constant = onlyConstant(value);
  if (typeof constant === 'string' && constant.length !== 1) return !isNumeric(type);
  if (typeof constant === 'number' || typeof constant === 'boolean') return !texts.has(type);
  if (value.functions.length > 0) return !texts.has(type) && !isNumeric(type);
  const isObject = value.objects.length > 0 && value.apis.some(({ path }) => world.program.classNamed(path));
  if (isObject && (texts.has(type) || isNumeric(type))) return false;
  const wanted = world.program.classNamed(type);
  if (!wanted || !isObject) return true;
  return value.apis.some(({ path }) => {
    const own = world.program.classNamed(path);
    return (
      own === undefined ||
      supers(world, own.name).includes(wanted.name) ||
      supers(world, wanted.name).includes(own.name)
    );
  });
}

function supers(world: World, name: string): readonly string[] {
  return world.program.supersOf(name, world.index.supers).map((one) => world.program.classNamed(one)?.name ?? one);
}

const texts = new Set([
  'java.lang.String',
  'java.lang.CharSequence',
  'java.lang.StringBuilder',
  'java.lang.StringBuffer',
]);
