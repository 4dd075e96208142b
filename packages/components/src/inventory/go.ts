import type { ComponentInput } from '@stoa/model';
import { toPurl } from '../purl.ts';
import { LockfileError, type LockfileReader } from './reader.ts';

/**
 * go.mod: the modules that a build chooses from (Go 1.17 and later list the indirect ones too), `replace` and `exclude`
 * applied; and the toolchain's own standard library, which has advisories of its own.
 * @see https://go.dev/ref/mod#go-mod-file
 */
export const go: LockfileReader = {
  id: 'go',
  files: ['go.mod'],
  read: readGoMod,
};

interface Requirement {
  name: string;
  version: string;
  direct: boolean;
  line: number;
}

function* readGoMod(text: string, path: string): Generator<ComponentInput> {
  if (!/^\s*module\s+\S/m.test(text)) throw new LockfileError('no module line: not a go.mod');
  const required = new Map<string, Requirement>();
  const replaced = new Map<string, string>();
  const excluded = new Set<string>();
  let block = '';
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const bare = row.replace(/\/\/.*$/, '').trim();
    const open = /^(\w+)\s*\($/.exec(bare);
    if (open || bare === ')') {
      block = open?.[1] ?? '';
      continue;
    }
    const [verb = '', ...rest] = block ? [block, ...bare.split(/\s+/)] : bare.split(/\s+/);
    const words = rest.map((word) => word.replace(/^"|"$/g, ''));
    if (verb === 'require' && words.length >= 2) {
      required.set(words[0]!, { name: words[0]!, version: words[1]!, direct: !/\/\/\s*indirect/.test(row), line });
    } else if (verb === 'replace') replaced.set(words[0]!, words.slice(words.indexOf('=>') + 1).join(' '));
    else if (verb === 'exclude') excluded.add(words.join(' '));
    else if ((verb === 'go' && !required.has('stdlib')) || verb === 'toolchain') {
      required.set('stdlib', { name: 'stdlib', version: (words[0] ?? '').replace(/^go/, ''), direct: true, line });
    }
  }
  for (const one of required.values()) {
    const replacement = replaced.get(one.name)?.split(' ');
    if (replacement?.[0]?.startsWith('.') || excluded.has(`${one.name} ${one.version}`)) continue;
    const name = replacement?.[0] ?? one.name;
    const version = (replacement ? (replacement[1] ?? '') : one.version).replace(/^v/, '');
    yield {
      purl: toPurl('Go', name, version && (name === 'stdlib' ? version : `v${version}`)),
      name,
      version,
      ecosystem: 'Go',
      direct: one.direct,
      location: { path, line: one.line },
    };
  }
}
