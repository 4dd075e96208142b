import type { Constant } from '../ir/ir.ts';

/** What an expression always is: one value, or some value of a type. */
export type Known = { readonly value: Exclude<Constant, null> } | { readonly type: 'string' | 'number' | 'boolean' };

export function typeOf(known: Known): 'string' | 'number' | 'boolean' {
  return 'type' in known ? known.type : (typeof known.value as 'string' | 'number' | 'boolean');
}

/** What an operator makes of two things that are known. */
export function combine(sign: string, a: Known | undefined, b: Known | undefined): Known | undefined {
  if (!a || !b) return undefined;
  const types = [typeOf(a), typeOf(b)];
  const isText = types.includes('string');
  // Texts are filled in with `%`.
  if (sign === '%' && typeOf(a) === 'string') return { type: 'string' };
  if (!('value' in a) || !('value' in b)) {
    if (sign === '+') return isText ? { type: 'string' } : { type: 'number' };
    return isText ? undefined : { type: 'number' };
  }
  if (isText) return sign === '+' ? { value: String(a.value) + String(b.value) } : undefined;
  const [x, y] = [Number(a.value), Number(b.value)];
  switch (sign) {
    case '+':
      return { value: x + y };
    case '-':
      return { value: x - y };
    case '*':
      return { value: x * y };
    case '/':
      return { value: x / y };
    case '%':
      return { value: x % y };
    case '|':
      return { value: x | y };
    case '&':
      return { value: x & y };
    case '^':
      return { value: x ^ y };
    case '<<':
      return { value: x << y };
    default:
      return undefined;
  }
}
