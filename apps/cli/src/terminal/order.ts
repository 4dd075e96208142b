import { compareSeverity, type Observation, type Severity } from '@stoa/model';
import { percentOf } from './percent.ts';

/** Where something without a priority of its own stands among those that have one. */
const places: Readonly<Record<Severity, number>> = { critical: 80, high: 50, medium: 30, low: 12, info: 0 };

/** What to look at first stands first: by priority where there is one, else by severity. */
export function compareUrgency(a: Observation, b: Observation): number {
  return placeOf(b) - placeOf(a) || compareSeverity(a.severity, b.severity);
}

function placeOf({ affected, severity }: Observation): number {
  return affected?.priority?.score ?? places[severity];
}

/** What moves a vulnerability up or down, in a few words: `exploited, EPSS 94 %, reachable, priority 87`. Empty for others. */
export function urgencyWords({ affected }: Observation): string {
  if (!affected?.priority) return '';
  const { exploited, epss, reachability, vex, priority } = affected;
  return [
    vex && vex.state.replaceAll('_', ' '),
    exploited && (exploited.ransomware ? 'exploited, also by ransomware' : 'exploited'),
    epss && `EPSS ${percentOf(epss.score)}`,
    reachability && (reachability.state === 'unknown' ? 'reachability unknown' : reachability.state.replace('-', ' ')),
    `priority ${Math.round(priority.score)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
