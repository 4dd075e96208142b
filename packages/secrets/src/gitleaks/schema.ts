import { z } from 'zod';

const texts = z.array(z.string());

/** What is read of a configuration. Names are compared without case, as Gitleaks does. */
export const Allowlist = z.object({
  condition: z.string().optional(),
  commits: texts.optional(),
  paths: texts.optional(),
  regexes: texts.optional(),
  regexTarget: z.string().optional(),
  stopwords: texts.optional(),
  targetRules: texts.optional(),
});
export type Allowlist = z.infer<typeof Allowlist>;

export const Rule = z.object({
  id: z.string().min(1).max(200),
  description: z.string().optional(),
  regex: z.string().optional(),
  secretGroup: z.number().int().nonnegative().optional(),
  entropy: z.number().optional(),
  keywords: texts.optional(),
  path: z.string().optional(),
  tags: texts.optional(),
  severity: z.string().optional(),
  allowlist: Allowlist.optional(),
  allowlists: z.array(Allowlist).optional(),
  required: z.array(z.unknown()).optional(),
  skipReport: z.boolean().optional(),
});
export type Rule = z.infer<typeof Rule>;

export const Configuration = z.object({
  title: z.string().optional(),
  extend: z
    .object({
      path: z.string().optional(),
      url: z.string().optional(),
      useDefault: z.boolean().optional(),
      disabledRules: texts.optional(),
    })
    .optional(),
  rules: z.array(z.unknown()).optional(),
  allowlist: Allowlist.optional(),
  allowlists: z.array(Allowlist).optional(),
});
export type Configuration = z.infer<typeof Configuration>;

/** Keys as the schemas spell them; in a configuration they may be written in any case. */
const known = new Map(
  [Configuration, Rule, Allowlist, Configuration.shape.extend.unwrap()]
    .flatMap((schema) => Object.keys(schema.shape))
    .map((key) => [key.toLowerCase(), key]),
);

/** A value of TOML with its keys spelled as the schemas want. */
export function withKnownKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKnownKeys);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [known.get(key.toLowerCase()) ?? key, withKnownKeys(inner)]),
  );
}

/** Keys of a rule that nothing here reads. */
export function unknownKeys(rule: unknown): string[] {
  return typeof rule === 'object' && rule !== null ? Object.keys(rule).filter((key) => !(key in Rule.shape)) : [];
}
