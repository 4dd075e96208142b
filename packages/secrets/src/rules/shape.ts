import { madeUp } from './made-up.ts';

/**
 * The look of a token, written as people read it: `ghp_{alnum:36}`, `sk_{hex:32}`, `{uuid}`, `{alnum:20-40}`. From it
 * come the pattern, the shortest length, and an example that is nobody's.
 */
export interface Shape {
  /** Source of a regular expression. */
  source: string;
  /** What every text of this shape begins with; may be empty. */
  prefix: string;
  /** Characters, at least. */
  shortest: number;
  /** A text of this shape, drawn at random, always the same for a seed. */
  example(seed: number): string;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';

const alphabets: Readonly<Record<string, { of: string; source: string }>> = {
  hex: { of: `${digits}abcdef`, source: '[a-f0-9]' },
  HEX: { of: `${digits}ABCDEF`, source: '[A-F0-9]' },
  anyhex: { of: `${digits}abcdefABCDEF`, source: '[A-Fa-f0-9]' },
  alnum: { of: digits + lower + upper, source: '[A-Za-z0-9]' },
  lower: { of: digits + lower, source: '[a-z0-9]' },
  upper: { of: digits + upper, source: '[A-Z0-9]' },
  base32: { of: `${upper}234567`, source: '[A-Z2-7]' },
  digits: { of: digits, source: '[0-9]' },
  letters: { of: lower + upper, source: '[A-Za-z]' },
  word: { of: `${digits + lower + upper}_`, source: '[A-Za-z0-9_]' },
  url: { of: `${digits + lower + upper}-_`, source: '[A-Za-z0-9_-]' },
  dotted: { of: `${digits + lower + upper}-_`, source: '[A-Za-z0-9_.-]' },
  base64: { of: `${digits + lower + upper}+/`, source: '[A-Za-z0-9+/]' },
  base64url: { of: `${digits + lower + upper}-_`, source: '[A-Za-z0-9+/_=-]' },
};

/** The uuid of a shape; `hex` in groups. */
const uuid = '{anyhex:8}-{anyhex:4}-{anyhex:4}-{anyhex:4}-{anyhex:12}';

/** What every text of such a shape begins with; may be empty. */
export function prefixOf(template: string): string {
  const whole = template.replaceAll('{uuid}', uuid);
  const first = whole.search(/\{[A-Za-z0-9]+:[0-9-]+\}/);
  return first === -1 ? whole : whole.slice(0, first);
}

export function shapeOf(template: string): Shape {
  const parts = template.replaceAll('{uuid}', uuid).split(/(\{[A-Za-z0-9]+:[0-9-]+\})/);
  const read = parts.filter(Boolean).map((part) => {
    const [, name, least, most = least] = /^\{([A-Za-z0-9]+):(\d+)(?:-(\d+))?\}$/.exec(part) ?? [];
    if (name === undefined) return { literal: part };
    const alphabet = alphabets[name];
    if (!alphabet) throw new Error(`No alphabet "${name}" in the shape ${template}.`);
    return { alphabet, least: Number(least), most: Number(most) };
  });
  return {
    source: read
      .map((one) =>
        'literal' in one
          ? one.literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          : `${one.alphabet.source}{${one.least}${one.most === one.least ? '' : `,${one.most}`}}`,
      )
      .join(''),
    prefix: prefixOf(template),
    shortest: read.reduce((sum, one) => sum + ('literal' in one ? one.literal.length : one.least), 0),
    example: (seed) =>
      read
        .map((one, index) =>
          'literal' in one ? one.literal : madeUp(one.alphabet.of, one.least, seed * 31 + index * 7 + 3),
        )
        .join(''),
  };
}
