import { judgeNamed } from '../judge/assigned.ts';
import { peculiar } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { once } from '../once.ts';
import { prefixOf, shapeOf, type Shape } from './shape.ts';

type Given = Pick<SecretRule, 'id' | 'name'> & Partial<Omit<SecretRule, 'id' | 'name' | 'pattern' | 'where'>>;

/** Nothing of a word before; after an escape (`\n`, `\t`) or a percent sign a letter is no part of the word. */
const edgeBefore = (signs: string) => `(?:(?<![A-Za-z0-9${signs}])|(?<=\\\\[nrt]|%[0-9A-F]{2}))`;
const edgeAfter = (signs: string) => `(?![A-Za-z0-9${signs}])`;

/** Between the name of a service and its credential, at most. */
const reachOfNames = 90;

/** A secret that its issuer gives a look of its own, so that it is known wherever it stands. */
export function token(rule: Given & { shape: string | readonly string[] }): SecretRule {
  const { shape, ...rest } = rule;
  const prefixes = [shape].flat().map(prefixOf);
  const shapes = once(() => [shape].flat().map(shapeOf));
  const pattern = once(() => {
    // What begins like `xyz_` cannot be a piece of base64.
    const signs = prefixes.every((prefix) => /[_.-]/.test(prefix)) ? '_-' : '_+/-';
    const sources = shapes().map(({ source }) => source);
    // What ends in something that is no word may be followed by anything.
    const after = sources.every((source) => source.endsWith('}')) ? edgeAfter(signs) : '';
    return new RegExp(`${edgeBefore(signs)}(?<secret>${sources.join('|')})${after}`);
  });
  return {
    severity: 'high',
    judge: peculiar,
    get run() {
      return shortestOf(shapes());
    },
    isPrefix: rule.keywords === undefined,
    get reach() {
      return { before: 4, after: longestOf(shapes()) + 8 };
    },
    ...rest,
    keywords: rule.keywords ?? [...new Set(prefixes)],
    get pattern() {
      return pattern();
    },
    get examples() {
      return [
        ...(rule.examples ?? []),
        ...shapes().map((one, index) => `value: "${one.example(seedOf(rule.id) + index)}"`),
      ];
    },
    get counterExamples() {
      return [
        ...(rule.counterExamples ?? []),
        ...shapes().map((one) => `value: "${one.prefix}${'x'.repeat(Math.max(1, one.shortest - one.prefix.length))}"`),
      ];
    },
  };
}

/** A secret without a look of its own, known by the service named before it: `CLEARBIT_KEY=…`, `clearbit: "…"`. */
export function named(rule: Given & { words: readonly string[]; shape: string | readonly string[] }): SecretRule {
  const { words, shape, ...rest } = rule;
  const shapes = once(() => [shape].flat().map(shapeOf));
  const [first = ''] = words;
  const name = /^[a-z0-9]+$/.test(first) ? `${first.toUpperCase()}_API_KEY` : `${first} key`;
  const pattern = once(
    () =>
      new RegExp(
        `(?<![A-Za-z0-9_])(?<secret>${shapes()
          .map(({ source }) => source)
          .join('|')})(?![A-Za-z0-9_]|-[A-Za-z0-9])`,
      ),
  );
  return {
    severity: 'high',
    judge: judgeNamed,
    get run() {
      return shortestOf(shapes());
    },
    get reach() {
      return { before: 0, after: reachOfNames + longestOf(shapes()) };
    },
    ...rest,
    where: 'named',
    keywords: words,
    get pattern() {
      return pattern();
    },
    get examples() {
      return [
        ...(rule.examples ?? []),
        ...shapes().map((one, index) => `${name} = "${one.example(seedOf(rule.id) + index)}"`),
      ];
    },
    get counterExamples() {
      return [...(rule.counterExamples ?? []), `${name} = "your-api-key"`, `${name} = "\${${name}}"`];
    },
  };
}

function shortestOf(shapes: readonly Shape[]): number {
  return Math.min(...shapes.map(({ shortest }) => shortest));
}

function longestOf(shapes: readonly Shape[]): number {
  return Math.max(...shapes.map(({ source }) => longest(source)));
}

/** The longest text a shape's source allows. */
function longest(source: string): number {
  const counted = source.replace(/\[[^\]]*\]\{(?:\d+,)?(\d+)\}/g, (_, most: string) => '.'.repeat(Number(most)));
  return counted.length;
}

/** Different for each rule, the same at every start. */
function seedOf(id: string): number {
  let seed = 7;
  for (const character of id) seed = (seed * 31 + character.charCodeAt(0)) % 9973;
  return seed;
}
