import type { Constant } from '../ir/ir.ts';
import type { Api } from './api.ts';
import { withoutRoom } from './short-lists.ts';
import { joinMarks, type Mark } from './taint.ts';

/** What may be in a register, as far as it is known. Immutable. */
export interface Value {
  /** All texts, numbers … it may be; `null` when it may be anything. */
  readonly constants: readonly Constant[] | null;
  readonly marks: readonly Mark[];
  readonly apis: readonly Api[];
  /** Objects it may point to: numbers of the state's heap. */
  readonly objects: readonly number[];
  /** Functions of the project it may be: numbers of the program. */
  readonly functions: readonly number[];
}

const none: readonly never[] = [];
export const unknown: Value = { constants: null, marks: none, apis: none, objects: none, functions: none };

const most = 8;

export function constantValue(constant: Constant): Value {
  return { constants: [constant], marks: none, apis: none, objects: none, functions: none };
}

export function constantsValue(constants: readonly Constant[]): Value {
  return constants.length > most ? unknown : { ...unknown, constants };
}

export function apiValue(api: Api): Value {
  return { constants: null, marks: none, apis: [api], objects: none, functions: none };
}

export function objectValue(object: number, apis: readonly Api[] = none): Value {
  return { constants: null, marks: none, apis, objects: [object], functions: none };
}

export function functionValue(fn: number): Value {
  return { constants: null, marks: none, apis: none, objects: none, functions: [fn] };
}

export function withMarks(value: Value, marks: readonly Mark[]): Value {
  return marks === value.marks ? value : { ...value, marks };
}

/** What either may be; gives `a` itself when `b` adds nothing. */
export function join(a: Value, b: Value): Value {
  if (a === b) return a;
  const constants = joinConstants(a.constants, b.constants);
  const marks = joinMarks(a.marks, b.marks);
  const apis = union(a.apis, b.apis);
  const objects = union(a.objects, b.objects);
  const functions = union(a.functions, b.functions);
  if (
    constants === a.constants &&
    marks === a.marks &&
    apis === a.apis &&
    objects === a.objects &&
    functions === a.functions
  )
    return a;
  return { constants, marks, apis, objects, functions };
}

function joinConstants(a: readonly Constant[] | null, b: readonly Constant[] | null): readonly Constant[] | null {
  if (a === null || b === null) return null;
  return union(a, b, null);
}

/** The first list itself where the second adds nothing; cut (or `over`) past eight. */
function union<T>(a: readonly T[], b: readonly T[]): readonly T[];
function union<T>(a: readonly T[], b: readonly T[], over: null): readonly T[] | null;
function union<T>(a: readonly T[], b: readonly T[], over?: null): readonly T[] | null {
  if (a === b || b.length === 0) return a;
  if (a.length === 0 && b.length <= most) return b;
  let made: T[] | undefined;
  for (const one of b) {
    if (a.includes(one)) continue;
    if ((made ?? a).length >= most) return over === null ? null : (made ?? a);
    (made ??= [...a]).push(one);
  }
  return made ? withoutRoom(made) : a;
}

/** Nothing but constants: no data from outside can be in it. */
export function isConstant(value: Value | undefined): value is Value & { constants: readonly Constant[] } {
  return value !== undefined && value.constants !== null && value.constants.length > 0;
}

/** `true`, `false`, or `undefined` when it may be either. Empty texts, zero and null are false. */
export function truth(value: Value | undefined): boolean | undefined {
  if (!value) return undefined;
  if (value.constants === null || value.constants.length === 0) {
    return undefined;
  }
  const first = Boolean(value.constants[0]);
  return value.constants.every((one) => Boolean(one) === first) ? first : undefined;
}
