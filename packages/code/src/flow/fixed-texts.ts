import type { Instruction, Register } from '../ir/ir.ts';
import type { Program } from './program.ts';

/** How deep an expression of constants is looked into. */
const deepest = 8;

/** The text of a variable that is written once, with texts put together of constants; `undefined` where it is not known. */
function fixedText(program: Program, fn: number, register: Register, depth = 0): string | undefined {
  const by = program.fixedValue(fn, register);
  if (!by || depth > deepest) return undefined;
  const textOf = (one: Register) => fixedText(program, fn, one, depth + 1);
  const joined = (parts: readonly (string | undefined)[], between: string) =>
    parts.includes(undefined) ? undefined : parts.join(between);
  switch (by.op) {
    case 'constant':
      return by.value === null ? undefined : String(by.value);
    case 'binary':
      return by.name === '+' ? joined([textOf(by.a), textOf(by.b)], '') : undefined;
    case 'concat':
      return joined(by.args.map(textOf), '');
    case 'array':
      return by.keys?.some((key) => key !== '') ? undefined : joined(by.args.map(textOf), ',');
    default:
      return undefined;
  }
}

/** The text of `new RegExp('…')`, which stands for `/…/` too. */
export function fixedExpression(program: Program, fn: number, by: Instruction | undefined): string | undefined {
  const isMade = (by?.op === 'new' || by?.op === 'callNamed') && by.name === 'RegExp';
  const [source] = isMade ? by.args : [];
  return source === undefined ? undefined : fixedText(program, fn, source);
}
