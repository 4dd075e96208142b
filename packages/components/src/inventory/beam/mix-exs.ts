import type { ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';

interface DeclaredApp {
  range: string;
  scope: ComponentScope;
  line: number;
}

/** mix.exs without its lock file: ranges. */
export const mixExs: LockfileReader = {
  id: 'mix-exs',
  files: ['mix.exs'],
  *read(text, path, nearby) {
    const declared = parseMixExs(text);
    if (nearby.has(beside(path, 'mix.lock')!)) return;
    for (const [name, { range, scope, line }] of declared) {
      const exact = /^==\s*(\S+)$/.exec(range)?.[1] ?? '';
      yield toPackage('Hex', name, exact, { path, line }, { direct: true, scope, ...requirementOf(range) });
    }
  },
};

/** `{:plug, "~> 1.0", only: [:dev, :test]}` inside `deps`. Elixir is not run. */
export function parseMixExs(text: string): Map<string, DeclaredApp> {
  const declared = new Map<string, DeclaredApp>();
  let isInside = false;
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 2000 || /^\s*#/.test(row)) continue;
    if (/^\s*defp?\s+\w*deps\w*\b/.test(row)) isInside = true;
    else if (/^\s{0,2}(?:end|defp?)\b/.test(row)) isInside = false;
    const match = /\{:([a-z]\w*),\s*(?:"([^"]+)")?(.*)$/.exec(row);
    if (!isInside || !match || /\b(?:path|git|github|in_umbrella):/.test(match[3]!)) continue;
    const only = /\bonly:\s*(\[[^\]]*\]|:\w+)/.exec(match[3]!)?.[1] ?? '';
    const isDevelopment = only !== '' && !only.includes(':prod');
    const isOptional = /\boptional:\s*true/.test(match[3]!);
    const scope = isDevelopment ? 'development' : isOptional ? 'optional' : 'required';
    declared.set(match[1]!, { range: match[2] ?? '', scope, line });
  }
  return declared;
}
