import type { LicenceCategory, LicencePolicy, LicenceVerdict, Workload } from '@stoa/model';

type Row = Record<LicenceCategory, LicenceVerdict>;

const free = { 'public-domain': 'allow', permissive: 'allow', 'weak-copyleft': 'allow' } as const;

/**
 * What most organisations can live with, by what the workload is: something handed out (a library, pages in a browser)
 * passes on what copyleft asks; a service that stays at home is met by network copyleft only.
 */
export const defaultLicencePolicy: LicencePolicy = {
  workloads: {
    service: {
      ...free,
      'strong-copyleft': 'review',
      'network-copyleft': 'deny',
      'source-available': 'deny',
      'non-commercial': 'deny',
      proprietary: 'review',
    },
    web: {
      ...free,
      'strong-copyleft': 'deny',
      'network-copyleft': 'deny',
      'source-available': 'deny',
      'non-commercial': 'deny',
      proprietary: 'review',
    },
    library: {
      ...free,
      'strong-copyleft': 'deny',
      'network-copyleft': 'deny',
      'source-available': 'deny',
      'non-commercial': 'deny',
      proprietary: 'deny',
    },
    batch: {
      ...free,
      'strong-copyleft': 'review',
      'network-copyleft': 'review',
      'source-available': 'review',
      'non-commercial': 'deny',
      proprietary: 'review',
    },
    infrastructure: {
      ...free,
      'strong-copyleft': 'allow',
      'network-copyleft': 'review',
      'source-available': 'review',
      'non-commercial': 'deny',
      proprietary: 'review',
    },
    sample: {
      ...free,
      'strong-copyleft': 'review',
      'network-copyleft': 'review',
      'source-available': 'review',
      'non-commercial': 'review',
      proprietary: 'review',
    },
  } satisfies Record<Workload, Row>,
  licences: {},
};

/** A team's own policy before the default one, cell by cell. */
export function completePolicy(own: LicencePolicy): LicencePolicy {
  const workloads = Object.fromEntries(
    Object.entries(defaultLicencePolicy.workloads).map(([workload, row]) => [
      workload,
      { ...row, ...own.workloads[workload as Workload] },
    ]),
  );
  return { workloads, licences: own.licences };
}
