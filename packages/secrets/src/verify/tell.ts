import type { Observation } from '@stoa/model';
import type { Verification } from './provider.ts';

/** What the issuer's word makes of an observation: one that works is as bad as it gets, one that does not can wait. */
export function withVerification(observation: Observation, { state, reason }: Verification): Observation {
  const told = { ...observation, tags: [...observation.tags, `verified ${state}`] };
  const { description, severity } = observation;
  switch (state) {
    case 'active':
      return { ...told, severity: 'critical', confidence: 1, description: `${description} It works: ${reason}.` };
    case 'inactive':
      return {
        ...told,
        severity: severity === 'info' ? 'info' : 'low',
        description: `${description} It no longer works: ${reason}.`,
        fix: 'It no longer works: take it out of the file when you pass by.',
      };
    case 'unknown':
      return { ...told, description: `${description} Whether it works is unknown: ${reason}.` };
  }
}
