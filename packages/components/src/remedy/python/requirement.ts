import { bump, countNumbers } from '../../version/constraint.ts';
import { normaliseName } from '../../purl.ts';
import type { Requirement } from '../registry.ts';

export interface PythonRequirement {
  name: string;
  extras: string[];
  /** Specifiers of PEP 440. */
  range: string;
  marker: string;
}

/**
 * `requests[socks] >=2.0,<3 ; python_version < "3.9"`; null for what names an address or is none.
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 */
export function readRequirement(text: string): PythonRequirement | null {
  const [, name, extras = '', rest = ''] =
    /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || rest.startsWith('@') || rest.startsWith('/') || rest.startsWith(':')) return null;
  const [range = '', ...marker] = rest.split(';');
  return {
    name: normaliseName('PyPI', name),
    extras: extras
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    range: range.trim().replace(/^\((.*)\)$/s, '$1'),
    marker: marker.join(';').trim(),
  };
}

/** As a requirement of a package: what only an extra asks for is left out, what hangs on the platform may be missing. */
export function toRequirement(text: string): Requirement | null {
  const read = readRequirement(text);
  if (!read || /\bextra\s*==/.test(read.marker)) return null;
  return { name: read.name, range: read.range, kind: read.marker === '' ? 'required' : 'optional' };
}

/** Poetry's `^1.2`, `~1.2` and `1.2` in PEP 440's words; alternatives stay joined by `||`. */
export function fromPoetry(range: string): string {
  return range
    .split(/\|\|?/)
    .map((part) =>
      part
        .split(/,|(?<=[\d*])\s+(?=[<>=!~^])/)
        .map((one) => fromPoetryPhrase(one.trim()))
        .filter(Boolean)
        .join(','),
    )
    .join('||');
}

function fromPoetryPhrase(text: string): string {
  const [, sign = '', version = ''] = /^([~^]?)\s*v?(\d\S*)$/.exec(text) ?? [];
  if (text === '*' || text === '') return '';
  if (version === '') return text;
  if (sign === '') return `==${version}`;
  const count = countNumbers(version);
  if (sign === '~') return `>=${version},<${bump(version, Math.min(count - 1, 1))}`;
  const numbers = version.split('.');
  const first = numbers.slice(0, count).findIndex((number) => !/^0+$/.test(number));
  return `>=${version},<${bump(version, first < 0 ? count - 1 : first)}`;
}

/** The range that asks for a version as the old one asked for its own: `==1.2` becomes `==1.4.1`, `^1.2` `^1.4.1`. */
export function pythonRangeLike(old: string, version: string): string {
  const [, sign, rest = ''] = /^\s*(===?|~=|\^|~|>=)?\s*(\d[\w.*+!-]*)\s*$/.exec(old) ?? [];
  if (rest !== '') {
    if (sign === '~=' || sign === '~') return `${sign}${version}`;
    return `${sign ?? ''}${version}`;
  }
  // Something longer: at least this version, and no further than its own line goes.
  return `>=${version},<${bump(version, 0)}`;
}

/** The oldest version that a range of Python's versions admits. */
export function oldestOf(range: string): string | undefined {
  return /(?:>=|==|~=|\^|~)\s*(\d+(?:\.\d+)*)/.exec(range)?.[1];
}
