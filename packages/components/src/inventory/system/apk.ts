import type { ComponentInput } from '@stoa/model';
import type { Nearby } from '../nearby.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { readSystem, releaseFiles } from './os-release.ts';
import { systemPurl, toSystemPackage, type Installed } from './system-package.ts';

/** The database of apk: paragraphs of one-letter fields. @see https://wiki.alpinelinux.org/wiki/Apk_spec */
export const apk: LockfileReader = {
  id: 'apk',
  files: [/(?:^|\/)lib\/apk\/db\/installed$/],
  companions: releaseFiles,
  origin: 'observed',
  read: (text, path, nearby) => readInstalled(text, path, nearby),
};

async function* readInstalled(text: string, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const system = await readSystem(path, nearby, 'alpine');
  const packages = [...parse(text)];
  /** Packages need each other by name, by library (`so:`) or by command (`cmd:`). */
  const providers = new Map<string, string>();
  for (const { one, provides } of packages) {
    const purl = systemPurl('apk', system, one);
    for (const name of [one.name, ...provides]) providers.set(name, purl);
  }
  for (const { one, line, needs } of packages) {
    const dependsOn = [...new Set(needs.flatMap((name) => providers.get(name) || []))];
    yield toSystemPackage('apk', system, { ...one, dependsOn }, { path, line });
  }
}

interface ApkPackage {
  one: Installed;
  line: number;
  needs: string[];
  provides: string[];
}

function* parse(text: string): Generator<ApkPackage> {
  let current: ApkPackage | null = null;
  for (const { row, line } of numberedLines(text)) {
    if (row === '') {
      if (current?.one.version) yield current;
      current = null;
      continue;
    }
    const value = row.slice(2);
    if (row[1] !== ':') continue;
    switch (row[0]) {
      case 'P':
        current = { one: { name: value, version: '', architecture: '' }, line, needs: [], provides: [] };
        break;
      case 'V':
        if (current) current.one.version = value;
        break;
      case 'A':
        if (current) current.one.architecture = value;
        break;
      case 'L':
        if (current) current.one.licence = value;
        break;
      case 'o':
        if (current && value !== current.one.name) current.one.sourceName = value;
        break;
      case 'D':
        if (current) current.needs = namesOf(value).filter((name) => !name.startsWith('!'));
        break;
      case 'p':
        if (current) current.provides = namesOf(value);
    }
  }
  if (current?.one.version) yield current;
}

function namesOf(list: string): string[] {
  return list.split(' ').map((one) => one.replace(/[<>=~].*$/, ''));
}
