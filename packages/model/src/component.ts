import { z } from 'zod';

/** A package in use, by package URL, with every file that says so. */
export const Component = z.object({
  /** `pkg:npm/%40scope/name@1.2.3` — https://github.com/package-url/purl-spec */
  purl: z.string().min(1).max(2000),
  name: z.string().min(1).max(1000),
  /** Empty where the manifest does not pin one. */
  version: z.string().max(300),
  /** As OSV names it: `npm`, `PyPI`, `Go`, `crates.io`, `Maven` … */
  ecosystem: z.string().max(100),
  /** Named by the project itself; `undefined` where the file cannot tell. */
  direct: z.boolean().optional(),
  scope: z.enum(['required', 'development', 'optional']).default('required'),
  licences: z.array(z.string().max(500)).max(100).default([]),
  /** `{ 'SHA-512': hex }`, named as CycloneDX names them. */
  hashes: z.record(z.string().max(50), z.string().max(300)).default({}),
  /** The manifest or lock file and the line. */
  location: z.object({ path: z.string().max(4096), line: z.int().min(1).optional() }),
  /** purls this one depends on, where the file tells. */
  dependsOn: z.array(z.string().max(2000)).default([]),
});
export type Component = z.infer<typeof Component>;
export type ComponentInput = z.input<typeof Component>;
