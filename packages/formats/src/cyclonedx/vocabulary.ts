// What each version of the specification allows: https://cyclonedx.org/docs/1.7/json/ and its predecessors.

/** In the order they came. */
export const versions = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'] as const;
export type SpecVersion = (typeof versions)[number];

export function isSince(version: SpecVersion, since: SpecVersion): boolean {
  return versions.indexOf(version) >= versions.indexOf(since);
}

const types: readonly [name: string, since: SpecVersion][] = [
  ['application', '1.0'],
  ['framework', '1.0'],
  ['library', '1.0'],
  ['operating-system', '1.0'],
  ['device', '1.0'],
  ['file', '1.1'],
  ['container', '1.2'],
  ['firmware', '1.2'],
  ['platform', '1.5'],
  ['device-driver', '1.5'],
  ['machine-learning-model', '1.5'],
  ['data', '1.5'],
  ['cryptographic-asset', '1.6'],
];

export function isComponentType(type: string, version: SpecVersion): boolean {
  return types.some(([name, since]) => name === type && isSince(version, since));
}

export const scopes = new Set(['required', 'optional', 'excluded']);
export const issueTypes = new Set(['defect', 'enhancement', 'security']);
export const patchTypes = new Set(['unofficial', 'monkey', 'backport', 'cherry-pick']);
export const flows = new Set(['inbound', 'outbound', 'bi-directional', 'unknown']);
export const tlp = new Set(['CLEAR', 'GREEN', 'AMBER', 'AMBER_AND_STRICT', 'RED']);
