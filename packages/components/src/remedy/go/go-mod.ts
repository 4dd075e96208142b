import { compareVersions } from '../../version/compare.ts';
import type { Requirement } from '../registry.ts';

export interface GoRequire {
  name: string;
  /** Without the `v`. */
  version: string;
  isIndirect: boolean;
  /** Where the version stands in the text, its `v` included. */
  start: number;
  end: number;
}

export interface GoMod {
  requires: GoRequire[];
  replaced: Set<string>;
  /** Of `go` and `toolchain`, where they stand: the number only. */
  go: { version: string; start: number; end: number } | null;
  toolchain: { version: string; start: number; end: number } | null;
  retracted: [from: string, to: string][];
}

/** @see https://go.dev/ref/mod#go-mod-file */
export function readGoMod(text: string): GoMod {
  const mod: GoMod = { requires: [], replaced: new Set(), go: null, toolchain: null, retracted: [] };
  let block = '';
  let offset = 0;
  for (const line of text.split('\n')) {
    const bare = line.replace(/\/\/.*$/, '').trim();
    const open = /^(\w+)\s*\($/.exec(bare);
    if (open || bare === ')') block = open?.[1] ?? '';
    else readLine(mod, block, bare, line, offset);
    offset += line.length + 1;
  }
  return mod;
}

function readLine(mod: GoMod, block: string, bare: string, line: string, offset: number): void {
  const words = bare.split(/\s+/).filter(Boolean);
  const verb = block || words.shift() || '';
  const [first = '', second = ''] = words.map((word) => word.replace(/^"|"$/g, ''));
  const place = (word: string) => {
    const start = offset + line.lastIndexOf(word, line.includes('//') ? line.indexOf('//') : undefined);
    return { start, end: start + word.length };
  };
  switch (verb) {
    case 'require':
      if (second)
        mod.requires.push({
          name: first,
          version: second.replace(/^v/, ''),
          isIndirect: /\/\/\s*indirect\b/.test(line),
          ...place(second),
        });
      break;
    case 'replace':
      mod.replaced.add(first);
      break;
    case 'go':
      mod.go = { version: first, ...place(first) };
      break;
    case 'toolchain': {
      const number = first.replace(/^go/, '');
      mod.toolchain = { version: number, ...place(number) };
      break;
    }
    case 'retract': {
      const [from = '', to = from] = bare
        .replace(/^retract\s*/, '')
        .replaceAll(/[[\]\s]/g, '')
        .split(',')
        .map((one) => one.replace(/^v/, ''));
      if (/^\d/.test(from)) mod.retracted.push([from, to]);
      break;
    }
  }
}

/**
 * What a module asks for: other modules (what only those need is in their own go.mod, too) and, since Go 1.21 holds it
 * against the project's own line, a version of Go.
 */
export function requirementsOf({ requires, go }: GoMod): Requirement[] {
  const language: Requirement[] =
    go && compareVersions('Go', go.version, '1.21') >= 0
      ? [{ name: 'stdlib', range: go.version, kind: 'required' }]
      : [];
  return [
    ...requires.map(({ name, version, isIndirect }): Requirement => ({
      name,
      range: version,
      kind: isIndirect ? 'optional' : 'required',
    })),
    ...language,
  ];
}

export function isRetracted(mod: GoMod, version: string): boolean {
  return mod.retracted.some(
    ([from, to]) => compareVersions('Go', version, from) >= 0 && compareVersions('Go', version, to) <= 0,
  );
}

/** Since Go 1.17 a go.mod names every module that the build chooses from. */
export function namesAll(mod: GoMod): boolean {
  return mod.go !== null && compareVersions('Go', mod.go.version, '1.17') >= 0;
}
