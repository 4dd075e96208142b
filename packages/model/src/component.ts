import { z } from 'zod';

/**
 * What a project needs a package for. `peer`: whoever uses the project is to bring it.
 * The strongest first: of several uses the first of these counts.
 */
export const componentScopes = ['required', 'peer', 'optional', 'development'] as const;
export const ComponentScope = z.enum(componentScopes);
export type ComponentScope = z.infer<typeof ComponentScope>;

/**
 * What says that a package is there: the project's sources (`declared`: manifests and lock files), what was made of
 * them (`built`: jars, binaries, restored dependencies) or what stands on a system (`observed`: installed packages).
 */
export const ComponentOrigin = z.enum(['declared', 'built', 'observed']);
export type ComponentOrigin = z.infer<typeof ComponentOrigin>;

/** A place in a manifest or lock file. */
const Place = z.object({ path: z.string().max(4096), line: z.int().min(1).optional() });

/** What a lock file lets one wonder about. */
export const ComponentMark = z.enum(['install-script', 'insecure-source', 'no-digest', 'deprecated']);
export type ComponentMark = z.infer<typeof ComponentMark>;

/** A package in use, by package URL, as one file says. */
export const Component = z.object({
  /** `pkg:npm/%40scope/name@1.2.3` — https://github.com/package-url/purl-spec */
  purl: z.string().min(1).max(2000),
  name: z.string().min(1).max(1000),
  /** Empty where the manifest does not pin one. */
  version: z.string().max(300),
  /** As OSV names it: `npm`, `PyPI`, `Debian:12` …; others by their usual name: `Docker`, `Terraform`, `conda`. */
  ecosystem: z.string().max(100),
  /** Named by the project itself; `undefined` where the file cannot tell. */
  direct: z.boolean().optional(),
  scope: ComponentScope.default('required'),
  /** The range as the project's manifest words it, such as `^1.2.0`, where it names the package. */
  requirement: z.string().max(500).optional(),
  /** Which reader saw it, such as `npm`, `poetry`, `maven`; nothing for an inventory from elsewhere. */
  source: z.string().max(50).optional(),
  /** `declared` where nothing is said. Not a default: it would change the digest of what older senders send again. */
  origin: ComponentOrigin.optional(),
  licences: z.array(z.string().max(500)).max(100).default([]),
  /** `{ 'SHA-512': hex }`, named as CycloneDX names them. */
  hashes: z.record(z.string().max(50), z.string().max(300)).default({}),
  /** Not kept by a server: for whoever looks at the inventory when it is taken. */
  marks: z.array(ComponentMark).max(10).optional(),
  /** The manifest or lock file and the line. */
  location: Place,
  /** Where the project itself asks for it, when that is another place: the manifest beside a lock file. */
  declaredAt: Place.optional(),
  /** purls this one depends on, where the file tells. */
  dependsOn: z.array(z.string().max(2000)).default([]),
});
export type Component = z.infer<typeof Component>;
export type ComponentInput = z.input<typeof Component>;

/** Of two uses of one package the stronger scope. */
export function strongerScope(a: ComponentScope, b: ComponentScope): ComponentScope {
  return componentScopes.indexOf(a) <= componentScopes.indexOf(b) ? a : b;
}
