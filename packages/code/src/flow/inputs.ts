import type { Annotation, Parameter } from '../ir/ir.ts';
import { parseApiPath } from '../models/api-path.ts';
import type { EntryPoint } from '../models/model.ts';
import type { World } from './world.ts';
import type { ProgramFunction } from './program.ts';
import type { Slots } from './slots.ts';
import { emptyState, type State } from './state.ts';
import { allButSizes, firstStep, type Input, type Mark } from './taint.ts';
import { apiValue, join, unknown, type Value } from './value.ts';

/** What a function begins with: its inputs stand for whatever callers give; those a framework gives are from outside. */
export function startState(world: World, fn: ProgramFunction, slots: Slots): State {
  const { fn: ir, module } = fn;
  const state = emptyState(slots);
  if (ir.self >= 0) {
    const value = inputValue(world, fn, { parameter: -1 }, '');
    const self = ir.className ? world.program.api(ir.className) : null;
    state.set(ir.self, { ...value, apis: self ? [self] : [] });
  }
  const entries = entriesOf(world, fn);
  ir.parameters.forEach((parameter, at) => {
    const place = module.places.of(ir.node);
    let value = inputValue(world, fn, { parameter: at }, parameter.name);
    if (isNumeric(parameter.type))
      value = { ...value, marks: value.marks.map((mark) => ({ ...mark, clean: allButSizes })) };
    const type = parameter.type || entries.map(({ types }) => types?.[at]).find(Boolean) || '';
    if (type && !isNumeric(type)) {
      const api = world.canonical(world.program.api(type));
      if (api) value = join(value, apiValue(api));
      const source = world.factsOf(world.program.api(type)).source;
      if (source) value = withSource(world, value, source, place, parameter.name);
    }
    const hint = world.hints.get(fn.id)?.[at];
    if (hint) value = join(value, { ...hint, constants: null });
    for (const entry of entries)
      if (entry.parameters && isFromOutside(parameter, entry) && !isNumeric(parameter.type))
        value = withSource(world, value, entry.parameters, place, parameter.name);
    state.set(parameter.register, value);
  });
  return state;
}

/** The value an input stands for. */
export function inputValue(world: World, fn: ProgramFunction, input: Input, name: string): Value {
  const origin = world.origins.input(input);
  const step = firstStep(fn.module.places.of(fn.fn.node), name ? `given as ${name}` : 'given by the caller');
  const isSelf = 'parameter' in input && input.parameter === -1;
  const marks: Mark[] = isSelf ? [] : [{ origin, clean: 0, step }];
  return { ...unknown, marks, objects: [world.objects.ofInput(fn.id, origin)] };
}

function withSource(
  world: World,
  value: Value,
  kind: NonNullable<EntryPoint['parameters']>,
  place: Mark['step']['place'],
  name: string,
): Value {
  const mark: Mark = {
    origin: world.origins.source(kind, place),
    clean: 0,
    step: firstStep(place, `comes in as ${name}`),
  };
  return { ...value, marks: [...value.marks, mark] };
}

/** What the models say of functions a framework calls: by their annotations, by what they override. */
export function entriesOf(world: World, { fn, module }: ProgramFunction): EntryPoint[] {
  const { index, program } = world;
  const found: EntryPoint[] = [];
  if (index.annotated.size > 0)
    for (const annotation of fn.annotations)
      found.push(...(index.annotated.get(annotation.name) ?? annotatedBySuffix(world, module, annotation)));
  const named = fn.className === '' && fn.parent === 0 ? index.named.get(fn.parameters[0]?.name ?? '') : undefined;
  for (const entry of named ?? []) if (importsOf(module).has(entry.imports ?? '')) found.push(entry);
  if (index.overridden.size > 0 && fn.className)
    for (const type of program.supersOf(fn.className, index.supers))
      found.push(...(index.overridden.get(`${type}.${fn.name}`) ?? []));
  return found;
}

const imported = new WeakMap<ProgramFunction['module'], ReadonlySet<string>>();

/** The first parts of the names a module imports. */
function importsOf(module: ProgramFunction['module']): ReadonlySet<string> {
  let known = imported.get(module);
  if (!known) {
    const instructions = module.module.functions[0]!.blocks.flatMap((block) => block.instructions);
    known = new Set(instructions.flatMap(({ op, keys }) => (op === 'import' ? [keys?.[0]?.split('.')[0] ?? ''] : [])));
    imported.set(module, known);
  }
  return known;
}

/**
 * A decorator such as `app.route` of a variable: what the variable holds is known after the module has run. Where nobody
 * knows (the application is handed in), a first argument that is a route will do: `*.route('/x')`.
 */
function annotatedBySuffix(world: World, module: ProgramFunction['module'], one: Annotation): readonly EntryPoint[] {
  const { name } = one;
  const dot = name.indexOf('.');
  if (dot === -1) return [];
  const top = module.module.functions[0]!;
  const register = top.registers.indexOf(name.slice(0, dot));
  const value = register === -1 ? undefined : world.environmentOf(module).values[register];
  const known = value?.apis.flatMap((api) => world.index.annotated.get(`${api.path}${name.slice(dot)}`) ?? []) ?? [];
  if (known.length > 0 || !one.arguments.get('0')?.startsWith('/')) return known;
  return world.index.annotated.get(`*${name.slice(name.lastIndexOf('.'))}`) ?? [];
}

function isFromOutside(parameter: Parameter, { parameterAnnotations, types }: EntryPoint): boolean {
  if (types && types.length > 0) return false;
  if (!parameterAnnotations) return true;
  const names = parameterAnnotations.flatMap((text) => parseApiPath(text).map(({ path }) => path));
  return parameter.annotations.some(({ name }: Annotation) => names.includes(name));
}

/** Numbers carry sizes, never text. */
export function isNumeric(type: string): boolean {
  return numericTypes.has(type);
}

const numericTypes = new Set([
  'int',
  'long',
  'short',
  'byte',
  'double',
  'float',
  'boolean',
  'bool',
  'number',
  'bigint',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'uintptr',
  'java.lang.Integer',
  'java.lang.Long',
  'java.lang.Short',
  'java.lang.Double',
  'java.lang.Float',
  'java.lang.Boolean',
  'java.util.UUID',
  'size_t',
  'ssize_t',
  'unsigned',
  'unsigned int',
  'unsigned long',
  'uint8_t',
  'uint16_t',
  'uint32_t',
  'uint64_t',
  'int32_t',
  'int64_t',
]);
