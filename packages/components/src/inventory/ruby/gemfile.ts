import type { ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';

export interface DeclaredGem {
  range: string;
  scope: ComponentScope;
  line: number;
}

/** A Gemfile without its lock file: ranges. */
export const gemfile: LockfileReader = {
  id: 'gemfile',
  files: ['Gemfile', 'gems.rb'],
  *read(text, path, nearby) {
    const declared = parseGemfile(text);
    if (nearby.has(beside(path, 'Gemfile.lock')!) || nearby.has(beside(path, 'gems.locked')!)) return;
    for (const [name, one] of declared) yield toGem(name, one, path);
  },
};

/** A gemspec: what the gem asks for wherever it is used. */
export const gemspec: LockfileReader = {
  id: 'gemspec',
  files: [/\.gemspec$/],
  *read(text, path, nearby) {
    if (nearby.has(beside(path, 'Gemfile.lock')!)) return;
    for (const { row, line } of numberedLines(text)) {
      const match = /\.add_(?:(development)_|runtime_)?dependency[\s(]+["']([\w.-]+)["'](?:\.freeze)?(.*)$/.exec(
        row.slice(0, 2000),
      );
      if (!match || /^\s*#/.test(row)) continue;
      const scope = match[1] ? 'development' : 'required';
      yield toGem(match[2]!, { range: rangesOf(match[3]!), scope, line }, path);
    }
  },
};

function toGem(name: string, { range, scope, line }: DeclaredGem, path: string) {
  const exact = /^=?\s*(\d[\w.]*)$/.exec(range);
  return toPackage(
    'RubyGems',
    name,
    exact?.[1] ?? '',
    { path, line },
    { direct: true, scope, ...requirementOf(range) },
  );
}

/** Every `gem 'name', '~> 1.0'` with the group it stands in. Ruby is not run. */
export function parseGemfile(text: string): Map<string, DeclaredGem> {
  const declared = new Map<string, DeclaredGem>();
  /** Groups of the blocks that are open, `null` for other blocks. */
  const blocks: (string | null)[] = [];
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 2000 || /^\s*#/.test(row)) continue;
    const group = /^\s*group[\s(]+(.*?)\)?\s+do\b/.exec(row);
    if (group) blocks.push(group[1]!);
    else if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(row) || /^\s*(?:if|unless|case|begin|def|while)\b/.test(row)) {
      blocks.push(null);
    } else if (/^\s*end\b/.test(row)) blocks.pop();
    const gem = /^\s*gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(row);
    if (!gem || /\b(?:path|git|github):/.test(gem[2]!) || declared.has(gem[1]!)) continue;
    const inline = /\bgroups?(?::|\s*=>)\s*(\[[^\]]*\]|:\w+|["']\w+["'])/.exec(gem[2]!);
    const groups = [...blocks.filter((one) => one !== null), ...(inline ? [inline[1]!] : [])].join(' ');
    declared.set(gem[1]!, { range: rangesOf(gem[2]!), scope: scopeOf(groups), line });
  }
  return declared;
}

/** The texts directly behind the name. */
function rangesOf(rest: string): string {
  const list = /^\s*,?\s*\[?((?:\s*["'][^"']*["'](?:\.freeze)?\s*,?)*)/.exec(rest)?.[1] ?? '';
  return [...list.matchAll(/["']([^"']*)["']/g)]
    .map(([, one]) => one!)
    .filter((one) => /^[~<>=!\d\s]/.test(one))
    .join(', ');
}

function scopeOf(groups: string): ComponentScope {
  const names = [...groups.matchAll(/\w+/g)].map(([name]) => name);
  return names.length > 0 && names.every((name) => /^(?:dev|test|ci|lint|doc)/.test(name)) ? 'development' : 'required';
}
