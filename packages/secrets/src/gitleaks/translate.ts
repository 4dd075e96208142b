import { escapedByte } from './character-classes.ts';
import { parseExpression, type Expression } from './expression.ts';

/** An expression of RE2 in JavaScript, and what the scanner must know of it. */
export interface Translated {
  pattern: RegExp;
  /** Bytes of the longest match; Infinity where there is no end to it. */
  longest: number;
  /** One of these (lower case) is in every match; none where nothing is sure. */
  needed: readonly string[];
  /** Its repetitions can be entangled: it is run with a limit of time. */
  mayBacktrack: boolean;
  groups: number;
}

/** @throws {ExpressionError} */
export function translate(source: string): Translated {
  const expression = parseExpression(source);
  const cases = casesOf(expression);
  const everywhere = cases.any && !cases.exact;
  return {
    pattern: new RegExp(print(expression, everywhere), everywhere ? 'i' : ''),
    longest: longestOf(expression),
    needed: neededOf(expression),
    mayBacktrack: isEntangled(expression),
    groups: groupsOf(expression),
  };
}

function print(one: Expression, everywhere: boolean): string {
  switch (one.kind) {
    case 'byte': {
      const text = escapedByte(one.code);
      const other = otherCase(one.code);
      return one.anyCase && !everywhere && other !== undefined ? `[${text}${escapedByte(other)}]` : text;
    }
    case 'class':
      return one.anyCase && !everywhere ? `(?i:${one.source})` : one.source;
    case 'place':
      return one.source;
    case 'group': {
      const begin = one.look ?? (one.capture ? (one.name ? `?<${one.name}>` : '') : '?:');
      return `(${begin}${print(one.inner, everywhere)})`;
    }
    case 'sequence':
      return one.items.map((item) => print(item, everywhere)).join('');
    case 'choice':
      return one.options.map((option) => print(option, everywhere)).join('|');
    case 'repeat': {
      const inner = print(one.inner, everywhere);
      const whole = one.inner.kind === 'sequence' || one.inner.kind === 'choice' ? `(?:${inner})` : inner;
      return `${whole}${timesOf(one.least, one.most)}${one.lazy ? '?' : ''}`;
    }
  }
}

function timesOf(least: number, most: number): string {
  if (least === most) return `{${least}}`;
  if (most !== Infinity) return `{${least},${most}}`;
  return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
}

function otherCase(code: number): number | undefined {
  if (code >= 65 && code <= 90) return code + 32;
  return code >= 97 && code <= 122 ? code - 32 : undefined;
}

/** Of what can differ in case: is some of it any case, is some exact? */
function casesOf(one: Expression): { any: boolean; exact: boolean } {
  switch (one.kind) {
    case 'byte':
      return otherCase(one.code) === undefined
        ? { any: false, exact: false }
        : { any: one.anyCase, exact: !one.anyCase };
    case 'class':
      // `\w`, `.` and the like are the same in any case.
      return /^\[(?:0-9A-Za-z_?|\^\\n|\\s\\S|0-9|A-Za-z)\]$/.test(one.source) ||
        !/[A-Za-z]/.test(one.source.replace(/\\[a-z]/g, ''))
        ? { any: false, exact: false }
        : { any: one.anyCase, exact: !one.anyCase };
    case 'place':
      return { any: false, exact: false };
    default: {
      const inner = partsOf(one).map(casesOf);
      return { any: inner.some(({ any }) => any), exact: inner.some(({ exact }) => exact) };
    }
  }
}

function partsOf(one: Expression): readonly Expression[] {
  switch (one.kind) {
    case 'group':
    case 'repeat':
      return [one.inner];
    case 'sequence':
      return one.items;
    case 'choice':
      return one.options;
    default:
      return [];
  }
}

function longestOf(one: Expression): number {
  switch (one.kind) {
    case 'byte':
    case 'class':
      return 1;
    case 'place':
      return 0;
    case 'group':
      return one.look ? 0 : longestOf(one.inner);
    case 'sequence':
      return one.items.reduce((sum, item) => sum + longestOf(item), 0);
    case 'choice':
      return Math.max(...one.options.map(longestOf));
    case 'repeat': {
      const inner = longestOf(one.inner);
      return inner === 0 ? 0 : inner * one.most;
    }
  }
}

function groupsOf(one: Expression): number {
  return (one.kind === 'group' && one.capture ? 1 : 0) + partsOf(one).reduce((sum, part) => sum + groupsOf(part), 0);
}

/** Texts (lower case): `whole` where it matches nothing else than these, `inside` where one of them is in any match. */
interface Texts {
  whole?: readonly string[];
  inside?: readonly string[];
}

const mostTexts = 64;

function neededOf(expression: Expression): readonly string[] {
  const { whole, inside } = textsOf(expression);
  const best = better(whole, inside) ?? [];
  return best.every((text) => text.length >= 2) ? [...new Set(best)] : [];
}

function textsOf(one: Expression): Texts {
  switch (one.kind) {
    case 'byte':
      return one.code < 0x80 ? { whole: [String.fromCharCode(one.code).toLowerCase()] } : {};
    case 'class':
      return one.members ? { whole: one.members.map((code) => String.fromCharCode(code).toLowerCase()) } : {};
    case 'place':
      return { whole: [''] };
    case 'group':
      return one.look ? { whole: [''] } : textsOf(one.inner);
    case 'choice': {
      const options = one.options.map(textsOf);
      const whole = options.every((option) => option.whole) ? options.flatMap((option) => option.whole!) : undefined;
      const each = options.map(({ whole: all, inside }) => better(all, inside));
      const inside = each.every((texts) => texts !== undefined) ? each.flat() : undefined;
      return {
        ...(whole && whole.length <= mostTexts && { whole }),
        ...(inside && inside.length <= mostTexts * 2 && { inside: inside as string[] }),
      };
    }
    case 'repeat': {
      if (one.least === 0) return {};
      const { whole, inside } = textsOf(one.inner);
      if (one.least === 1 && one.most === 1) return { ...(whole && { whole }), ...(inside && { inside }) };
      const best = better(whole, inside);
      return best ? { inside: best } : {};
    }
    case 'sequence': {
      let run: readonly string[] = [''];
      let best: readonly string[] | undefined;
      let isWhole = true;
      for (const item of one.items) {
        const { whole, inside } = textsOf(item);
        best = better(best, inside);
        if (whole && run.length * whole.length <= mostTexts) {
          run = run.flatMap((text) => whole.map((next) => text + next));
          continue;
        }
        isWhole = false;
        best = better(best, run);
        run = whole && whole.length <= mostTexts ? whole : [''];
      }
      best = better(best, run);
      return { ...(isWhole && { whole: run }), ...(best && { inside: best }) };
    }
  }
}

/** Long texts tell more than short ones, few more than many. */
function better(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  const worth = (texts: readonly string[] | undefined) =>
    texts === undefined ? -1 : Math.min(8, ...texts.map(({ length }) => length)) - texts.length / 1000;
  return worth(b) > worth(a) ? b : a;
}

/** Above this many rounds a repetition counts as one that can take long. */
const manyRounds = 20;

/** A repetition within a repetition, or more than one without an end: such can take time without bounds. */
function isEntangled(expression: Expression): boolean {
  let endless = 0;
  const visit = (one: Expression, within: boolean): boolean => {
    const long = one.kind === 'repeat' && one.most > manyRounds;
    if (one.kind === 'repeat' && one.most === Infinity) endless += 1;
    if (long && within) return true;
    return partsOf(one).some((part) => visit(part, within || long));
  };
  return visit(expression, false) || endless > 2;
}
