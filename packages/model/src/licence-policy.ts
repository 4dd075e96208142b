import { z } from 'zod';
import { Workload } from './profile.ts';

/** What a licence asks of whoever passes the software on, from the least to the most. */
export const licenceCategories = [
  'public-domain',
  'permissive',
  'weak-copyleft',
  'strong-copyleft',
  'network-copyleft',
  'source-available',
  'non-commercial',
  'proprietary',
] as const;
export const LicenceCategory = z.enum(licenceCategories);
export type LicenceCategory = z.infer<typeof LicenceCategory>;

/** `allow`: fine, with its obligations. `review`: somebody should look. `deny`: not here. */
export const LicenceVerdict = z.enum(['allow', 'review', 'deny']);
export type LicenceVerdict = z.infer<typeof LicenceVerdict>;

const Verdicts = z.partialRecord(LicenceCategory, LicenceVerdict);

/** What may be used where: by category for each workload, and single licences by their SPDX identifier before all. */
export const LicencePolicy = z.object({
  workloads: z.partialRecord(Workload, Verdicts).default({}),
  /** By SPDX identifier; a licence of one's own by its name, as it is written. */
  licences: z.record(z.string().max(200), LicenceVerdict).default({}),
});
export type LicencePolicy = z.infer<typeof LicencePolicy>;
