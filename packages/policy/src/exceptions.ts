import { compareSeverity, type Exception, type ExceptionScope } from '@stoa/model';
import type { FindingFact } from './facts.ts';
import { isUnder } from './modules.ts';

/** What an exception may be held against. */
export interface Coverable {
  /** Ids under which the criterion is known. */
  criterion: readonly string[];
  environment: string;
  /** Left out: it is not a finding, and only an exception for the criterion covers it. */
  finding?: FindingFact;
}

export type Standing = 'live' | 'waiting' | 'expired';

/** Does it count now? Past its date it is `expired` whether or not anyone approved it in time. */
export function standingOf({ approver, expiresAt }: Exception, now: string): Standing {
  if (expiresAt <= now) return 'expired';
  return approver === null ? 'waiting' : 'live';
}

/** Does the scope say what it covers? An environment or a severity alone only narrows. */
export function names(scope: ExceptionScope): boolean {
  const { fingerprint, rule, purl, path, kind, criterion } = scope;
  return [fingerprint, rule, purl, path, kind, criterion].some((part) => part !== undefined);
}

/** Does the scope fit? Every field that is given must. */
export function fits(scope: ExceptionScope, { criterion, environment, finding }: Coverable): boolean {
  if (!names(scope)) return false;
  if (scope.environment !== undefined && scope.environment !== environment) return false;
  if (scope.criterion !== undefined && !criterion.includes(scope.criterion)) return false;
  const { fingerprint, rule, purl, path, kind, maxSeverity } = scope;
  if ([fingerprint, rule, purl, path, kind, maxSeverity].every((part) => part === undefined)) return true;
  if (!finding) return false;
  if (fingerprint !== undefined && fingerprint !== finding.fingerprint) return false;
  if (rule !== undefined && !isNamed(finding, rule)) return false;
  if (purl !== undefined && !(finding.purl !== undefined && isOf(finding.purl, purl))) return false;
  if (path !== undefined && !isWholly(finding, path)) return false;
  if (kind !== undefined && kind !== finding.kind) return false;
  return maxSeverity === undefined || compareSeverity(finding.severity, maxSeverity) >= 0;
}

function isNamed({ rules, advisoryIds }: FindingFact, rule: string): boolean {
  const wanted = rule.toLowerCase();
  return [...rules, ...advisoryIds].some((id) => id.toLowerCase() === wanted);
}

/** `pkg:npm/lodash` covers each of its versions, `pkg:npm/lodash@4.17.20` that one. */
function isOf(purl: string, scope: string): boolean {
  const bare = withoutQualifiers(purl);
  const wanted = withoutQualifiers(scope);
  return bare === wanted || withoutVersion(bare) === wanted;
}

function withoutQualifiers(purl: string): string {
  return purl.replace(/[?#].*$/s, '');
}

/** The version stands after the last `@` of the last part: a scope's own `@` is not one. */
function withoutVersion(purl: string): string {
  const at = purl.lastIndexOf('@');
  return at > purl.lastIndexOf('/') + 1 ? purl.slice(0, at) : purl;
}

/** An exception for `examples/` must not cover the same secret in `src/`, nor in a place nobody has named. */
function isWholly({ paths, places }: FindingFact, prefix: string): boolean {
  return paths.length > 0 && places <= paths.length && paths.every((path) => isUnder(path, prefix));
}
