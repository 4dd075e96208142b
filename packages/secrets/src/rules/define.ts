import { judgeNamed } from '../judge/assigned.ts';
import { peculiar } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { once } from '../once.ts';
import { shapeOf } from './shape.ts';

type Given = Pick<SecretRule, 'id' | 'name'> & Partial<Omit<SecretRule, 'id' | 'name' | 'pattern' | 'where'>>;

/** Nothing of a word before; after an escape (`\n`, `\t`) or a percent sign a letter is no part of the word. */
const edgeBefore = (signs: string) => `(?:(?<![A-Za-z0-9${signs}])|(?<=\\\\[nrt]|%[0-9A-F]{2}))`;
const edgeAfter = (signs: string) => `(?![A-Za-z0-9${signs}])`;

/** Between the name of a service and its credential, at most. */
const reachOfNames = 90;

/** A secret that its issuer gives a look of its own, so that it is known wherever it stands. */
export function token(rule: Given & { shape: string | readonly string[] }): SecretRule {
  const { shape, ...rest } = rule;
  const shapes = [shape].flat().map(shapeOf);
  const keywords = rule.keywords ?? [...new Set(shapes.map(({ prefix }) => prefix))];
  // What begins like `xyz_` cannot be a piece of base64.
  const peculiarly = shapes.every(({ prefix }) => /[_.-]/.test(prefix));
  // What ends in something that is no word may be followed by anything.
  const after = shapes.every(({ source }) => source.endsWith('}')) ? edgeAfter(peculiarly ? '_-' : '_+/-') : '';
  const pattern = once(
    () =>
      new RegExp(
        `${edgeBefore(peculiarly ? '_-' : '_+/-')}(?<secret>${shapes.map(({ source }) => source).join('|')})${after}`,
      ),
  );
  return {
    severity: 'high',
    judge: peculiar,
    run: Math.min(...shapes.map(({ shortest }) => shortest)),
    isPrefix: rule.keywords === undefined,
    reach: { before: 4, after: Math.max(...shapes.map(({ source }) => longest(source))) + 8 },
    ...rest,
    keywords,
    get pattern() {
      return pattern();
    },
    get examples() {
      return [
        ...(rule.examples ?? []),
        ...shapes.map((one, index) => `value: "${one.example(seedOf(rule.id) + index)}"`),
      ];
    },
    get counterExamples() {
      return [
        ...(rule.counterExamples ?? []),
        ...shapes.map((one) => `value: "${one.prefix}${'x'.repeat(Math.max(1, one.shortest - one.prefix.length))}"`),
      ];
    },
  };
}

/** A secret without a look of its own, known by the service named before it: `CLEARBIT_KEY=…`, `clearbit: "…"`. */
export function named(rule: Given & { words: readonly string[]; shape: string | readonly string[] }): SecretRule {
  const { words, shape, ...rest } = rule;
  const shapes = [shape].flat().map(shapeOf);
  const [first = ''] = words;
  const name = /^[a-z0-9]+$/.test(first) ? `${first.toUpperCase()}_API_KEY` : `${first} key`;
  const pattern = once(
    () =>
      new RegExp(
        `(?<![A-Za-z0-9_])(?<secret>${shapes.map(({ source }) => source).join('|')})(?![A-Za-z0-9_]|-[A-Za-z0-9])`,
      ),
  );
  return {
    severity: 'high',
    judge: judgeNamed,
    run: Math.min(...shapes.map(({ shortest }) => shortest)),
    reach: { before: 0, after: reachOfNames + Math.max(...shapes.map(({ source }) => longest(source))) },
    ...rest,
    where: 'named',
    keywords: words,
    get pattern() {
      return pattern();
    },
    get examples() {
      return [
        ...(rule.examples ?? []),
        ...shapes.map((one, index) => `${name} = "${one.example(seedOf(rule.id) + index)}"`),
      ];
    },
    get counterExamples() {
      return [...(rule.counterExamples ?? []), `${name} = "your-api-key"`, `${name} = "\${${name}}"`];
    },
  };
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
