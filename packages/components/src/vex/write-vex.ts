import { createHash } from 'node:crypto';
import type { VexState } from '@stoa/model';
import { nameOfPurl } from '../package-url/read-purl.ts';
import { isJustification, toCycloneDx } from './justification.ts';

export const vexFormats = ['openvex', 'csaf', 'cyclonedx'] as const;
export type VexFormat = (typeof vexFormats)[number];

/** One statement of ours. */
export interface VexOutput {
  ids: readonly [string, ...string[]];
  purl: string;
  state: VexState;
  justification?: string | undefined;
  reason?: string | undefined;
  /** What to do: asked for where we are affected. */
  action?: string | undefined;
}

export interface VexMeta {
  /** Name of the application the packages are in. */
  application: string;
  author: string;
  /** ISO 8601. */
  timestamp: string;
  toolVersion: string;
}

/** VEX for others, as one of three standards wants it. The same input gives the same text. */
export function writeVex(format: VexFormat, statements: readonly VexOutput[], meta: VexMeta): string {
  const value = formats[format](statements.map(complete), meta);
  return `${JSON.stringify(value, null, 2)}\n`;
}

const formats: Readonly<Record<VexFormat, (statements: readonly VexOutput[], meta: VexMeta) => object>> = {
  openvex: toOpenVex,
  csaf: toCsaf,
  cyclonedx: toCycloneDxBom,
};

/** The standards want a reason for "not affected", and an action for "affected". */
function complete(statement: VexOutput): VexOutput {
  const { state, justification, reason, action } = statement;
  if (state === 'not_affected' && !isJustification(justification) && !reason)
    return { ...statement, reason: 'No reason was written down.' };
  if (state === 'affected' && !action) return { ...statement, action: 'No action is known yet.' };
  return statement;
}

/** @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
function toOpenVex(statements: readonly VexOutput[], { application, author, timestamp, toolVersion }: VexMeta) {
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${uuidOf(application, timestamp, statements)}`,
    author,
    timestamp,
    version: 1,
    tooling: `stoa ${toolVersion}`,
    statements: statements.map(({ ids: [name, ...aliases], purl, state, justification, reason, action }) => ({
      vulnerability: { name, ...(aliases.length > 0 && { aliases }) },
      products: [{ '@id': `pkg:generic/${encodeURIComponent(application)}`, subcomponents: [{ '@id': purl }] }],
      status: state,
      ...(state === 'not_affected' && isJustification(justification) && { justification }),
      ...(reason && (state === 'not_affected' ? { impact_statement: reason } : { status_notes: reason })),
      ...(state === 'affected' && { action_statement: action }),
    })),
  };
}

const csafStatus: Readonly<Record<VexState, string>> = {
  affected: 'known_affected',
  fixed: 'fixed',
  not_affected: 'known_not_affected',
  under_investigation: 'under_investigation',
};

/** @see https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html#45-profile-5-vex */
function toCsaf(statements: readonly VexOutput[], { application, author, timestamp, toolVersion }: VexMeta) {
  const idOf = (purl: string) => `${application}:${purl}`;
  const purls = [...new Set(statements.map(({ purl }) => purl))];
  const product = (name: string, id: string, purl?: string) => ({
    name,
    product_id: id,
    ...(purl !== undefined && { product_identification_helper: { purl } }),
  });
  return {
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      title: `Vulnerabilities in what ${application} is made of`,
      publisher: { category: 'vendor', name: author, namespace: `urn:stoa:${encodeURIComponent(application)}` },
      tracking: {
        id: uuidOf(application, timestamp, statements),
        status: 'final',
        version: '1',
        initial_release_date: timestamp,
        current_release_date: timestamp,
        generator: { engine: { name: 'stoa', version: toolVersion } },
        revision_history: [{ number: '1', date: timestamp, summary: 'As it stands' }],
      },
    },
    product_tree: {
      full_product_names: [product(application, application), ...purls.map((purl) => product(purl, purl, purl))],
      relationships: purls.map((purl) => ({
        category: 'default_component_of',
        product_reference: purl,
        relates_to_product_reference: application,
        full_product_name: product(`${purl} in ${application}`, idOf(purl)),
      })),
    },
    vulnerabilities: statements.map(({ ids, purl, state, justification, reason, action }) => {
      const cve = ids.find((id) => /^CVE-\d{4}-\d{4,}$/.test(id));
      const others = ids.filter((id) => id !== cve);
      const product_ids = [idOf(purl)];
      const isNot = state === 'not_affected';
      return {
        ...(cve !== undefined && { cve }),
        ...(others.length > 0 && { ids: others.map((text) => ({ system_name: 'OSV', text })) }),
        notes: [{ category: 'summary', text: reason ?? `${ids[0]} in ${purl}` }],
        product_status: { [csafStatus[state]]: product_ids },
        ...(isNot && isJustification(justification) && { flags: [{ label: justification, product_ids }] }),
        ...(reason && { threats: [{ category: 'impact', details: reason, product_ids }] }),
        ...(state === 'affected' && {
          remediations: [{ category: 'mitigation', details: action, product_ids }],
        }),
      };
    }),
  };
}

const cycloneDxState: Readonly<Record<VexState, string>> = {
  affected: 'exploitable',
  fixed: 'resolved',
  not_affected: 'not_affected',
  under_investigation: 'in_triage',
};

/** @see https://cyclonedx.org/capabilities/vex/ */
function toCycloneDxBom(statements: readonly VexOutput[], { application, author, timestamp, toolVersion }: VexMeta) {
  const purls = [...new Set(statements.map(({ purl }) => purl))];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(application, timestamp, statements)}`,
    version: 1,
    metadata: {
      timestamp,
      tools: { components: [{ type: 'application', name: 'stoa', version: toolVersion }] },
      authors: [{ name: author }],
      component: { type: 'application', name: application, 'bom-ref': application },
    },
    components: purls.map((purl) => ({ type: 'library', 'bom-ref': purl, name: nameOfPurl(purl), purl })),
    vulnerabilities: statements.map(({ ids: [id, ...aliases], purl, state, justification, reason, action }) => {
      const word = toCycloneDx(justification);
      return {
        id,
        ...(aliases.length > 0 && {
          references: aliases.map((alias) => ({ id: alias, source: { name: alias.split('-', 1)[0] } })),
        }),
        ...(state === 'affected' && { recommendation: action }),
        analysis: {
          state: cycloneDxState[state],
          ...(state === 'not_affected' && word !== undefined && { justification: word }),
          ...(reason && { detail: reason }),
        },
        affects: [{ ref: purl }],
      };
    }),
  };
}

/** A UUID (version 8) of what is said. */
function uuidOf(application: string, timestamp: string, statements: readonly VexOutput[]): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([application, timestamp, statements]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
