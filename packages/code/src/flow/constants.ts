import type { Constant } from '../ir/ir.ts';
import { constantsValue, isConstant, unknown, type Value } from './value.ts';

const mostPairs = 16;
const longestText = 2000;

/** Every pair of constants through a function; unknown where either side is, or there are too many. */
export function foldBinary(operator: string, a: Value, b: Value): Value {
  if (!isConstant(a) || !isConstant(b) || a.constants.length * b.constants.length > mostPairs) return unknown;
  const results = new Set<Constant>();
  for (const left of a.constants)
    for (const right of b.constants) {
      const result = applyBinary(operator, left, right);
      if (result === undefined) return unknown;
      results.add(result);
    }
  return constantsValue([...results]);
}

export function foldUnary(operator: string, a: Value): Value {
  if (!isConstant(a)) return unknown;
  const results = new Set<Constant>();
  for (const one of a.constants) {
    const result = applyUnary(operator, one);
    if (result === undefined) return unknown;
    results.add(result);
  }
  return constantsValue([...results]);
}

/** Texts side by side. */
export function foldTexts(parts: readonly Value[]): Value {
  let texts = [''];
  for (const part of parts) {
    if (!isConstant(part) || texts.length * part.constants.length > mostPairs) return unknown;
    texts = texts.flatMap((head) => part.constants.map((tail) => head + String(tail)));
    if (texts.some((text) => text.length > longestText)) return unknown;
  }
  return constantsValue([...new Set(texts)]);
}

function applyUnary(operator: string, a: Constant): Constant | undefined {
  if (operator === '!' || operator === 'not') return !a;
  if (typeof a !== 'number') return undefined;
  if (operator === '-') return -a;
  if (operator === '+') return a;
  if (operator === '~') return ~a;
  return undefined;
}

function applyBinary(operator: string, a: Constant, b: Constant): Constant | undefined {
  switch (operator) {
    case '==':
      return a === b || (typeof a !== typeof b && a !== null && b !== null && String(a) === String(b));
    case '!=':
      return !(a === b || (typeof a !== typeof b && a !== null && b !== null && String(a) === String(b)));
  }
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
    const text = String(a) + String(b);
    return text.length > longestText ? undefined : text;
  }
  if (operator === 'in') return typeof a === 'string' && typeof b === 'string' ? b.includes(a) : undefined;
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '<') return a < b;
    if (operator === '>') return a > b;
    return undefined;
  }
  if (operator === '*' && typeof a === 'string' && typeof b === 'number')
    return b >= 0 && a.length * b <= longestText ? a.repeat(b) : undefined;
  const left = typeof a === 'boolean' ? Number(a) : a;
  const right = typeof b === 'boolean' ? Number(b) : b;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/': {
      if (right === 0) return undefined;
      // Whole numbers divide to whole numbers in half of the languages; where it does not come out even, nobody knows.
      const quotient = left / right;
      return Number.isInteger(quotient) || !Number.isInteger(left) || !Number.isInteger(right) ? quotient : undefined;
    }
    case '//':
      return right === 0 ? undefined : Math.floor(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '**':
      return left ** right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    case '>>>':
      return left >>> right;
    default:
      return undefined;
  }
}

/** Methods of texts with known arguments, as Java, JavaScript, Python, Go and C++ call them. `undefined`: none such. */
export function foldTextMethod(method: string, receiver: Value, args: readonly Value[]): Value | undefined {
  if (
    !isConstant(receiver) ||
    receiver.constants.some((one) => typeof one !== 'string') ||
    args.some((one) => !isConstant(one))
  )
    return undefined;
  let rows: Constant[][] = [[]];
  for (const arg of args) {
    const known = arg.constants ?? [];
    if (rows.length * known.length > mostPairs) return undefined;
    rows = rows.flatMap((row) => known.map((one) => [...row, one]));
  }
  const results = new Set<Constant>();
  for (const text of receiver.constants as string[])
    for (const row of rows) {
      const result = applyTextMethod(method, text, row);
      if (result === undefined) return undefined;
      results.add(result);
    }
  return constantsValue([...results]);
}

function applyTextMethod(method: string, text: string, [a, b]: readonly Constant[]): Constant | undefined {
  switch (method) {
    case 'charAt':
    case 'at':
      return typeof a === 'number' ? (text.at(a) ?? '') : undefined;
    case 'length':
    case 'size':
    case '__len__':
      return text.length;
    case 'toString':
    case 'intern':
    case 'strip':
    case 'trim':
    case 'toCharArray':
      return method === 'toString' || method === 'intern' ? text : method === 'toCharArray' ? undefined : text.trim();
    case 'toLowerCase':
    case 'lower':
      return text.toLowerCase();
    case 'toUpperCase':
    case 'upper':
      return text.toUpperCase();
    case 'substring':
    case 'slice':
      return typeof a === 'number' ? text.slice(a, typeof b === 'number' ? b : undefined) : undefined;
    case 'concat':
      return typeof a === 'string' ? text + a : undefined;
    case 'indexOf':
    case 'find':
    case 'index':
      return typeof a === 'string' ? text.indexOf(a) : undefined;
    case 'startsWith':
    case 'startswith':
      return typeof a === 'string' ? text.startsWith(a) : undefined;
    case 'endsWith':
    case 'endswith':
      return typeof a === 'string' ? text.endsWith(a) : undefined;
    case 'contains':
    case 'includes':
      return typeof a === 'string' ? text.includes(a) : undefined;
    case 'equals':
      return text === a;
    case 'equalsIgnoreCase':
      return typeof a === 'string' ? text.toLowerCase() === a.toLowerCase() : undefined;
    case 'isEmpty':
      return text === '';
    case 'replace':
    case 'replaceAll':
      return typeof a === 'string' && typeof b === 'string' && !/[\\^$.|?*+()[\]{}]/.test(a)
        ? text.replaceAll(a, b)
        : undefined;
    default:
      return undefined;
  }
}
