import type { Observation, VexState, VexStatement } from '@stoa/model';
import type { Purl } from '../package-url/package-url.ts';
import { readPurl } from '../package-url/read-purl.ts';
import type { VexClaim } from './claim.ts';

/** Where two claims of the same moment disagree, the more careful one stands. */
const careful = ['affected', 'under_investigation', 'fixed', 'not_affected'] as const satisfies VexState[];

/**
 * Holds claims against vulnerabilities. Of several claims on one the latest stands.
 *
 * @param application name of what is looked at: of documents that speak of several products, only the claims on this one
 *   count where one of them is called so
 */
export function judgeByVex(
  claims: readonly VexClaim[],
  application: string,
): (observation: Observation) => VexStatement | undefined {
  const about = claims.some((claim) => isAbout(claim, application))
    ? claims.filter((claim) => claim.products.length === 0 || isAbout(claim, application))
    : claims;
  const byId = new Map<string, { claim: VexClaim; purls: Purl[] }[]>();
  for (const claim of about) {
    const one = { claim, purls: claim.purls.flatMap((purl) => readPurl(purl) ?? []) };
    for (const id of claim.ids.map((name) => name.toUpperCase())) byId.set(id, [...(byId.get(id) ?? []), one]);
  }
  return ({ affected }) => {
    const purl = affected && readPurl(affected.purl);
    if (!purl) return undefined;
    const speaking = affected.advisoryIds
      .flatMap((id) => byId.get(id.toUpperCase()) ?? [])
      .filter(({ purls }) => purls.some((claimed) => holds(claimed, purl)))
      .map(({ claim }) => claim)
      .sort((a, b) => compare(momentOf(b), momentOf(a)) || careful.indexOf(a.state) - careful.indexOf(b.state));
    const [claim] = speaking;
    return claim && toStatement(claim);
  };
}

function toStatement({ state, justification, reason, action, source, at }: VexClaim): VexStatement {
  const said = reason ?? action;
  return {
    state,
    ...(justification !== undefined && { justification }),
    ...(said !== undefined && { reason: said }),
    source: source.slice(0, 500),
    ...(at !== '' && { at: at.slice(0, 50) }),
  };
}

function isAbout({ products }: VexClaim, application: string): boolean {
  return products.some((product) => product === application || readPurl(product)?.name === application);
}

/** The same package; the same version and qualifiers where the claim names them. */
function holds(claimed: Purl, purl: Purl): boolean {
  return (
    claimed.type === purl.type &&
    (claimed.namespace ?? '') === (purl.namespace ?? '') &&
    claimed.name === purl.name &&
    (claimed.version === undefined || claimed.version === purl.version) &&
    Object.entries(claimed.qualifiers ?? {}).every(([name, value]) => purl.qualifiers?.[name] === value)
  );
}

function momentOf({ at }: VexClaim): number {
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? 0 : moment;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
