import { random } from '../judge.ts';
import type { SecretRule } from '../rule.ts';

const edgeBefore = '(?<![A-Za-z0-9_+/-])';
const edgeAfter = '(?![A-Za-z0-9_+/-])';

type Given = Omit<SecretRule, 'severity' | 'pattern' | 'examples' | 'keywords'> & {
  severity?: SecretRule['severity'];
  keywords?: readonly string[];
  examples: readonly string[];
};

/** A secret that its issuer gives a prefix of its own, so that it is known wherever it stands. */
export function prefixed(rule: Given & { prefix: string; body: string }): SecretRule {
  const { prefix, body, ...rest } = rule;
  return {
    severity: 'high',
    keywords: [prefix.replace(/\\/g, '')],
    judge: random(2.6),
    ...rest,
    pattern: new RegExp(`${edgeBefore}(?<secret>${prefix}${body})${edgeAfter}`),
  };
}

/** A secret without a look of its own, known by the name it is given to: `NAME = "…"`, `name: …`, `--name=…`. */
export function assigned(rule: Given & { names: string; body: string; keywords: readonly string[] }): SecretRule {
  const { names, body, ...rest } = rule;
  return {
    severity: 'high',
    judge: random(2.8),
    ...rest,
    reach: { before: 10, after: 200 },
    pattern: new RegExp(
      `(?:${names})[\\w.-]{0,40}["'\\]\`]{0,2}[ \\t]{0,8}(?:=>|:=|[:=,]|\\|\\||is|to)?[ \\t]{0,8}(?:[A-Za-z]{1,10}\\()?["'\`= \\t]{0,5}(?<secret>${body})(?![A-Za-z0-9_-])`,
      'i',
    ),
  };
}
