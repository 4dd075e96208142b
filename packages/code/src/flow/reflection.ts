import type { Instruction } from '../ir/ir.ts';
import type { Api } from './api.ts';
import type { Arguments } from './arguments.ts';
import { onlyConstant } from './collections.ts';
import type { Program, ProgramClass } from './program.ts';
import { apiValue, join, unknown, type Value } from './value.ts';

/** A class of the project as a value is the API `com.acme.User.class`; made ready to make objects, `…getConstructor()`. */
const classPath = /^(.+)\.class(?:\.get(?:Declared)?Constructor\(\))?$/;

/** The class that a value of type `Class` or `Constructor` stands for. */
export function reflectedClass(program: Program, { path }: Api): ProgramClass | undefined {
  const name = classPath.exec(path)?.[1];
  return name === undefined ? undefined : program.classNamed(name);
}

/** `Class.forName("…")`, `getClass()`, `getMethod("…")`, `getField("…")` with names that are known. */
export function reflect(
  program: Program,
  one: Pick<Instruction, 'op' | 'name'>,
  receiver: Value | undefined,
  { values }: Arguments,
): Value | undefined {
  const first = values[0] && onlyConstant(values[0]);
  if (one.op === 'callNamed') {
    if (one.name !== 'java.lang.Class.forName' || typeof first !== 'string') return undefined;
    const cls = program.classNamed(first.replaceAll('$', '.'));
    return cls && apiValue(program.api(`${cls.name}.class`));
  }
  if (!receiver) return undefined;
  if (one.name === 'getClass' && values.length === 0) {
    const classes = receiver.apis.filter(({ path }) => program.classNamed(path));
    return classes.length === 1 ? apiValue(program.api(`${classes[0]!.path}.class`)) : undefined;
  }
  let found: Value | undefined;
  for (const api of receiver.apis) {
    const cls = reflectedClass(program, api);
    const part = cls && partOf(program, cls, api, one.name, first);
    if (part) found = found === undefined ? part : join(found, part);
  }
  return found;
}

function partOf(program: Program, cls: ProgramClass, api: Api, method: string, name: unknown): Value | undefined {
  switch (method) {
    case 'getMethod':
    case 'getDeclaredMethod': {
      const functions = typeof name === 'string' ? program.methodsOf(cls, name) : [];
      return functions.length === 0 ? undefined : { ...unknown, functions };
    }
    case 'getField':
    case 'getDeclaredField':
      return typeof name === 'string' ? apiValue(api.member(name)) : undefined;
    case 'getConstructor':
    case 'getDeclaredConstructor':
      return apiValue(api.member(method).result());
    default:
      return undefined;
  }
}

/** `field.get(object)`: the field's name. */
export function reflectedField(program: Program, { parent, name }: Api): string | undefined {
  return parent && name && reflectedClass(program, parent) ? name : undefined;
}
