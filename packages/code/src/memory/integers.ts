import { widest } from '../languages/c/constants.ts';
import type { CType } from '../languages/c/facts.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import type { Frame } from './frame.ts';
import type { Journal } from './journal.ts';
import { isNumber, unknown, type Val } from './value.ts';

/** The numbers of a type; 64-bit ones as far as a `number` is exact. */
export function limits(type: CType | undefined): { lo: number; hi: number } {
  if (type?.kind !== 'integer') return { lo: -Infinity, hi: Infinity };
  if (type.name === 'bool') return { lo: 0, hi: 1 };
  if (type.size >= 8) return { lo: type.isSigned ? -widest : 0, hi: widest };
  const count = 2 ** (type.size * 8);
  return type.isSigned ? { lo: -count / 2, hi: count / 2 - 1 } : { lo: 0, hi: count - 1 };
}

/** A value put into a variable of a type: what does not fit is reported where the number may really come. */
export function narrowed(journal: Journal, frame: Frame, value: Val, type: CType, node: Node): Val {
  if (value.region !== 0 || value.fn) return value;
  const { lo, hi } = limits(type);
  if (value.lo >= lo && value.hi <= hi) return value;
  if (isNumber(value)) {
    if (value.isArithmetic && type.kind === 'integer' && type.isSigned && type.size < 4)
      journal.report('integer-overflow', frame, node, `${value.lo} does not fit into ${type.name}`, [value.step]);
    return wrap(value, type);
  }
  if (value.isOutside && value.isArithmetic && type.kind === 'integer' && type.name !== 'bool') {
    journal.report('integer-overflow', frame, node, `the result may not fit into ${type.name}`, [value.step]);
    return { ...unknown, step: value.step };
  }
  const isFinite = Number.isFinite(value.lo) && Number.isFinite(value.hi);
  if (value.isOutside)
    return {
      ...value,
      lo: isFinite && value.lo >= lo ? value.lo : lo,
      hi: isFinite && value.hi <= hi && value.lo >= lo ? value.hi : hi,
    };
  return { ...value, lo: value.lo < lo ? -Infinity : value.lo, hi: value.hi > hi ? Infinity : value.hi };
}

/** What a computer makes of a number that does not fit. */
export function wrap(value: Val, type: CType): Val {
  if (type.kind !== 'integer' || !Number.isInteger(value.lo)) return value;
  const { lo, hi } = limits(type);
  const count = hi - lo + 1;
  if (type.size >= 8) return type.isSigned || value.lo >= 0 ? value : { ...value, lo: widest, hi: widest };
  const at = ((((value.lo - lo) % count) + count) % count) + lo;
  return { ...value, lo: at, hi: at };
}

/** Numbers of an operation, before anything is cut off. */
export function combine(operator: string, a: Val, b: Val): { lo: number; hi: number } {
  switch (operator) {
    case '+':
      return { lo: a.lo + b.lo, hi: a.hi + b.hi };
    case '-':
      return { lo: a.lo - b.hi, hi: a.hi - b.lo };
    case '*': {
      const all = [times(a.lo, b.lo), times(a.lo, b.hi), times(a.hi, b.lo), times(a.hi, b.hi)];
      return { lo: Math.min(...all), hi: Math.max(...all) };
    }
    case '/': {
      if (b.lo <= 0 && b.hi >= 0) return { lo: -Infinity, hi: Infinity };
      const all = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi].map((one) => (Number.isNaN(one) ? 0 : one));
      return { lo: Math.min(...all), hi: Math.max(...all) };
    }
    case '%': {
      const most = Math.max(Math.abs(b.lo), Math.abs(b.hi)) - 1;
      if (!Number.isFinite(most)) return { lo: a.lo >= 0 ? 0 : -Infinity, hi: a.hi };
      return {
        lo: a.lo >= 0 ? 0 : -most,
        hi: a.hi <= 0 ? 0 : Math.min(most, Number.isFinite(a.hi) && a.lo >= 0 ? a.hi : most),
      };
    }
    case '&':
      if (b.lo >= 0 && Number.isFinite(b.hi)) return { lo: 0, hi: a.lo >= 0 ? Math.min(a.hi, b.hi) : b.hi };
      if (a.lo >= 0 && Number.isFinite(a.hi)) return { lo: 0, hi: a.hi };
      return { lo: -Infinity, hi: Infinity };
    case '>>':
      return a.lo >= 0 && b.lo >= 0 ? { lo: 0, hi: a.hi / 2 ** Math.min(b.lo, 64) } : { lo: -Infinity, hi: Infinity };
    default:
      return { lo: -Infinity, hi: Infinity };
  }
}

function times(a: number, b: number): number {
  const product = a * b;
  return Number.isNaN(product) ? 0 : product;
}

/** The exact result for two known numbers, where it is one. */
export function exact(operator: string, a: number, b: number, isFloat: boolean): number | undefined {
  switch (operator) {
    case '/':
      if (b === 0) return undefined;
      return isFloat || !Number.isInteger(a) || !Number.isInteger(b) ? a / b : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '<<':
      return b >= 0 && b < 53 ? a * 2 ** b : undefined;
    case '>>':
      return b >= 0 && b < 64 ? Math.floor(a / 2 ** b) : undefined;
    case '&':
      return safe(a, b) ? Number(BigInt.asIntN(64, BigInt(a) & BigInt(b))) : undefined;
    case '|':
      return safe(a, b) ? Number(BigInt.asIntN(64, BigInt(a) | BigInt(b))) : undefined;
    case '^':
      return safe(a, b) ? Number(BigInt.asIntN(64, BigInt(a) ^ BigInt(b))) : undefined;
    default:
      return undefined;
  }
}

function safe(a: number, b: number): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b);
}
