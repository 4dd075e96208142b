import { z } from 'zod';

export const workloads = ['service', 'web', 'library', 'batch', 'infrastructure', 'sample'] as const;
export const Workload = z.enum(workloads);
export type Workload = z.infer<typeof Workload>;

export const exposures = ['internet', 'partner', 'internal', 'none'] as const;
export const Exposure = z.enum(exposures);
export type Exposure = z.infer<typeof Exposure>;

/** A part of an application with a character of its own. */
export const Module = z.object({
  name: z.string().min(1).max(200),
  /** Path prefix in the repository; `''` is all of it. */
  path: z.string().default(''),
  workload: Workload.default('service'),
  exposure: Exposure.default('internal'),
  dataClasses: z.array(z.string().max(100)).default([]),
});
export type Module = z.infer<typeof Module>;

/** `stoa.yaml`, as people write it. */
export const ApplicationManifest = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, {
    error: 'a name has lower-case letters, digits, dots, dashes and underscores, 100 at most',
  }),
  trunk: z.string().optional(),
  modules: z.array(Module).default([]),
  environments: z.array(z.string().min(1).max(100)).default(['production']),
  owners: z.array(z.string().max(200)).default([]),
});
export type ApplicationManifest = z.infer<typeof ApplicationManifest>;
