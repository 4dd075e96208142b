import type { ComponentInput } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { toRepository } from '../git-source.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { hclAttributes } from './hcl.ts';
import { toProvider } from './lock.ts';
import { providerName } from './provider.ts';

interface Block {
  source: string;
  version: string;
  line: number;
}

/** *.tf: modules, and the providers that are required where no lock file beside it says which. */
export const terraform: LockfileReader = {
  id: 'terraform-configuration',
  files: [/\.(?:tf|tofu)$/],
  *read(text, path, nearby) {
    const modules = new Map<string, Block>();
    const providers = new Map<string, Block>();
    for (const { way, name, value, line } of hclAttributes(text)) {
      const [head = '', second, third] = way;
      const isProvider = head === 'terraform' && second === 'required_providers';
      const blocks = isProvider ? providers : modules;
      const key = isProvider ? (third ?? name) : head;
      if (isProvider ? false : !head.startsWith('module ') || way.length !== 1) continue;
      const known = blocks.get(key) ?? { source: '', version: '', line };
      if (name === 'source') [known.source, known.line] = [value, line];
      // Before 0.13: `aws = "~> 2.0"`.
      else if (name === 'version' || (isProvider && third === undefined)) known.version = value;
      blocks.set(key, known);
    }
    for (const block of modules.values()) {
      const component = toModule(block, path);
      if (component) yield component;
    }
    if (nearby.has(beside(path, '.terraform.lock.hcl')!)) return;
    for (const [name, { source, version, line }] of providers) {
      yield toProvider(source || name, exact(version), { path, line }, { ...requirementOf(version) });
    }
  },
};

/** A module of a registry (`namespace/name/system`, with a version) or of git (`?ref=`); local ones are the project's. */
function toModule({ source, version, line }: Block, path: string): ComponentInput | null {
  const location = { path, line };
  if (source === '' || source.startsWith('.') || source.includes('${')) return null;
  // `//folder` inside the module.
  const [place = ''] = source
    .replace('://', ':\u0000')
    .split('//', 1)
    .map((one) => one.replace(':\u0000', '://'));
  const bare = place.split('?', 1)[0]!;
  if (/^(?:[\w.-]+\/)?[\w-]+\/[\w-]+\/[\w-]+$/.test(bare) && !/^(?:github|bitbucket)\./.test(bare)) {
    const { name, host } = providerName(bare);
    return toPackage('Terraform', name, exact(version), location, {
      direct: true,
      ...requirementOf(version),
      qualifiers: host ? { repository_url: host } : {},
    });
  }
  const reference = /[?&]ref=([^&]+)/.exec(source)?.[1] ?? '';
  return toRepository(bare, reference, location, { direct: true });
}

function exact(version: string): string {
  return /^=?\s*v?(\d+\.\d+\.\d+\S*)$/.exec(version.trim())?.[1] ?? '';
}
