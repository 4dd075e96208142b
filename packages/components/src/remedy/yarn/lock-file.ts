import { isRecord } from '../../inventory/text/fields.ts';
import type { Requirement } from '../registry.ts';
import { readSpecifier } from '../npm/specifier.ts';
import { RemedyError } from '../manager.ts';

/** yarn.lock, which both of yarn's generations write as entries under the requests that they answer. */
export interface YarnLock {
  isModern: boolean;
  /** Everything before the first entry. */
  head: string;
  entries: YarnEntry[];
}

export interface YarnEntry {
  /** `name@^1.0.0`, in the modern form `name@npm:^1.0.0`. */
  requests: string[];
  name: string;
  version: string;
  requirements: Requirement[];
  isForeign: boolean;
  /** The lines below the head line, as they stand. */
  body: string;
}

/** @throws {RemedyError} */
export function readYarnLock(text: string | null): YarnLock {
  if (text === null || !/^# yarn lockfile v1|^__metadata:/m.test(text))
    throw new RemedyError('yarn.lock is of no version of yarn that we know.');
  const isModern = /^__metadata:/m.test(text);
  const parts = text.split(/^(?=[^\s#].*:[ \t]*$)/m);
  const head = /^[^\s#].*:[ \t]*$/m.test(parts[0]!) && !parts[0]!.startsWith('#') ? '' : parts.shift()!;
  const entries: YarnEntry[] = [];
  let before = head;
  for (const part of parts) {
    const end = part.indexOf('\n');
    const [line, body] = [part.slice(0, end), part.slice(end + 1)];
    if (line.startsWith('__metadata')) before += part;
    else entries.push(readEntry(line, body));
  }
  return { isModern, head: before, entries };
}

function readEntry(line: string, body: string): YarnEntry {
  const requests = line
    .replace(/:\s*$/, '')
    .split(/,\s+/)
    .flatMap((one) => one.replace(/^"|"$/g, '').split(/,\s+/));
  const first = requests[0] ?? '';
  const alias = /^(?:@[^/]+\/)?[^@]+@npm:((?:@[^/]+\/)?[a-zA-Z][^@]*)@/.exec(first);
  const name = alias?.[1] ?? /^((?:@[^/]+\/)?[^@]+)@/.exec(first)?.[1] ?? '';
  const version = /^ {2}version:? "?([^"\s]+)"?$/m.exec(body)?.[1] ?? '';
  const isForeign = requests.some((one) =>
    /@(?:workspace|link|portal|file|patch|git\+|git:|https?:|github:)/.test(one),
  );
  return { requests, name, version, requirements: isForeign ? [] : requirementsIn(body), isForeign, body };
}

function requirementsIn(body: string): Requirement[] {
  const requirements: Requirement[] = [];
  const optional = new Set([...body.matchAll(/^ {4}"?([^"\s:]+)"?:\n {6}optional: true$/gm)].map(([, name]) => name!));
  let kind: Requirement['kind'] | null = null;
  for (const line of body.split('\n')) {
    const group = /^ {2}(\w+):\s*$/.exec(line)?.[1];
    if (/^ {2}\S/.test(line))
      kind = group === 'dependencies' ? 'required' : group === 'optionalDependencies' ? 'optional' : null;
    const [, name, range] = (kind && /^ {4}"?([^"\s:]+)"?:? "?(.+?)"?$/.exec(line)) || [];
    if (name === undefined || range === undefined) continue;
    const read = readSpecifier(name, range.replace(/^npm:(?=[^@]*$)/, ''), optional.has(name) ? 'optional' : kind!);
    if (read) requirements.push(read);
  }
  return requirements;
}

/** How a request is written in this lock file. */
export function requestOf({ isModern }: YarnLock, key: string, range: string): string {
  return isModern && !/^[a-z]+:/.test(range) ? `${key}@npm:${range}` : `${key}@${range}`;
}

export function writeYarnLock({ isModern, head, entries }: YarnLock): string {
  const written = entries.map((entry) => ({ key: headLine(entry.requests, isModern), body: entry.body.trimEnd() }));
  const sorted = written.toSorted((a, b) => compare(a.key.replace(/^"/, ''), b.key.replace(/^"/, '')));
  return `${head.trimEnd()}\n\n${isModern ? '' : '\n'}${sorted.map(({ key, body }) => `${key}:\n${body}\n`).join('\n')}`;
}

function headLine(requests: readonly string[], isModern: boolean): string {
  const sorted = requests.toSorted(compare);
  if (isModern) return `"${sorted.join(', ')}"`;
  return sorted.map(quote).join(', ');
}

/** The classic form puts only in quotes what could be read as something else. */
export function quote(text: string): string {
  return /^(?:true|false)/.test(text) || /[:\s\n\\",[\]]/.test(text) || !/^[a-zA-Z]/.test(text)
    ? JSON.stringify(text)
    : text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function groupText(value: unknown, group: string, isModern: boolean): string {
  const entries = isRecord(value)
    ? Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string')
    : [];
  if (entries.length === 0) return '';
  const lines = entries
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, range]) =>
      isModern
        ? `    ${/^[@\d]/.test(name) ? `"${name}"` : name}: "${/^[a-z]+:/.test(range) ? range : `npm:${range}`}"`
        : `    ${quote(name)} ${JSON.stringify(range)}`,
    );
  return `  ${group}:\n${lines.join('\n')}\n`;
}
