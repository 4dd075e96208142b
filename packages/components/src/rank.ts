import type { AffectedPackage, Exposure, Priority, Severity } from '@stoa/model';

/** What decides how soon a vulnerability is looked at. What is not known is left out, and counts for nothing. */
export interface RankFacts extends Pick<AffectedPackage, 'cvssScore' | 'exploited' | 'epss' | 'reachability' | 'vex'> {
  severity: Severity;
  /** Of the module that uses the package. */
  exposure?: Exposure | undefined;
  /** Used to build and test only, or where it happens to be there. */
  scope?: 'required' | 'peer' | 'optional' | 'development' | undefined;
  /** No source says how severe it is. */
  isUnrated?: boolean | undefined;
  /** The package itself is an attack. */
  isMalicious?: boolean | undefined;
}

type Term = Priority['terms'][number];

const severityPoints: Readonly<Record<Severity, number>> = { critical: 38, high: 32, medium: 22, low: 10, info: 0 };

/**
 * How soon to look at it: 0 (not at all) to 100 (now). A sum, so that each term shows what it brings: severity up to 40,
 * known exploitation 30, the forecast up to 15, reachability and exposure 10 each; what speaks against it is taken away.
 *
 * @example rank({ severity: 'high', cvssScore: 7.5 }).score // 30
 */
export function rank(facts: RankFacts): Priority {
  const terms = [
    ofSeverity(facts),
    ofExploitation(facts),
    ofForecast(facts),
    ofReachability(facts),
    ofExposure(facts),
    ofScope(facts),
    ofMalice(facts),
    ofVex(facts),
  ].filter((term) => term !== null);
  const sum = terms.reduce((total, { value }) => total + value, 0);
  return { score: rounded(Math.min(100, Math.max(0, sum))), terms };
}

function ofSeverity({ severity, cvssScore, isUnrated }: RankFacts): Term {
  if (isUnrated)
    return { name: 'severity', value: severityPoints[severity], why: `no source rates it: counted as ${severity}` };
  return cvssScore === undefined
    ? { name: 'severity', value: severityPoints[severity], why: `${severity}, without a CVSS score` }
    : { name: 'severity', value: rounded(cvssScore * 4), why: `CVSS ${cvssScore.toFixed(1)}` };
}

function ofExploitation({ exploited }: RankFacts): Term | null {
  if (!exploited) return null;
  const since = `exploited, as ${exploited.source} has known since ${exploited.since}`;
  return exploited.ransomware
    ? { name: 'exploited', value: 35, why: `${since}, by ransomware too` }
    : { name: 'exploited', value: 30, why: since };
}

/** The root, because the forecasts that matter are small numbers: 1 % is already more than most have. */
function ofForecast({ epss }: RankFacts): Term | null {
  if (!epss) return null;
  return {
    name: 'forecast',
    value: rounded(15 * Math.sqrt(epss.score)),
    why: `${percent(epss.score)} likely to be tried within 30 days, more than ${percent(epss.percentile)} of all (EPSS, ${epss.asOf})`,
  };
}

function ofReachability({ reachability }: RankFacts): Term | null {
  if (!reachability) return null;
  const why = reachability.why.slice(0, 300);
  switch (reachability.state) {
    case 'reachable':
      return { name: 'reachability', value: reachability.places.some(({ symbol }) => symbol) ? 10 : 5, why };
    case 'not-reachable':
      return { name: 'reachability', value: -25, why };
    case 'unknown':
      return { name: 'reachability', value: 0, why };
  }
}

function ofExposure({ exposure }: RankFacts): Term | null {
  switch (exposure) {
    case undefined:
      return null;
    case 'internet':
      return { name: 'exposure', value: 10, why: 'its module answers the internet' };
    case 'partner':
      return { name: 'exposure', value: 5, why: 'its module answers partners' };
    case 'internal':
      return { name: 'exposure', value: 0, why: 'its module answers inside only' };
    case 'none':
      return { name: 'exposure', value: -5, why: 'nobody can call its module' };
  }
}

function ofScope({ scope }: RankFacts): Term | null {
  switch (scope) {
    case 'development':
      return { name: 'scope', value: -15, why: 'used to build and test only' };
    case 'optional':
    case 'peer':
      return { name: 'scope', value: -5, why: `an ${scope === 'peer' ? 'expected' : 'optional'} dependency` };
    case 'required':
    case undefined:
      return null;
  }
}

function ofMalice({ isMalicious }: RankFacts): Term | null {
  return isMalicious ? { name: 'malicious', value: 60, why: 'the package itself is an attack' } : null;
}

function ofVex({ vex }: RankFacts): Term | null {
  if (!vex) return null;
  const who = `as ${vex.source} states`.slice(0, 200);
  switch (vex.state) {
    case 'not_affected':
      return { name: 'vex', value: -100, why: `not affected, ${who}` };
    case 'fixed':
      return { name: 'vex', value: -100, why: `fixed, ${who}` };
    case 'affected':
      return { name: 'vex', value: 5, why: `affected, ${who}` };
    case 'under_investigation':
      return { name: 'vex', value: 0, why: `under investigation, ${who}` };
  }
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? value.toFixed(0) : value.toPrecision(1)} %`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
