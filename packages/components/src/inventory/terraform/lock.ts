import type { ComponentInput } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { hclAttributes } from './hcl.ts';
import { providerName } from './provider.ts';

/** .terraform.lock.hcl: providers with their versions. @see https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const terraformLock: LockfileReader = {
  id: 'terraform',
  files: ['.terraform.lock.hcl'],
  *read(text, path) {
    const providers = new Map<string, { version: string; constraints: string; sum: string; line: number }>();
    for (const { way, name, value, line } of hclAttributes(text)) {
      const [head = ''] = way;
      if (!head.startsWith('provider ')) continue;
      const source = head.slice(9);
      const known = providers.get(source) ?? { version: '', constraints: '', sum: '', line: Math.max(1, line - 1) };
      if (name === 'version') known.version = value;
      else if (name === 'constraints') known.constraints = value;
      else if (name === '' && value.startsWith('zh:')) known.sum ||= value.slice(3);
      providers.set(source, known);
    }
    for (const [source, { version, constraints, sum, line }] of providers) {
      yield toProvider(
        source,
        version,
        { path, line },
        {
          ...requirementOf(constraints),
          hashes: /^[0-9a-f]{64}$/.test(sum) ? { 'SHA-256': sum } : {},
        },
      );
    }
  },
};

export function toProvider(
  source: string,
  version: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput>,
): ComponentInput {
  const { name, host } = providerName(source);
  return toPackage('Terraform', name, version, location, {
    direct: true,
    ...more,
    qualifiers: host ? { repository_url: host } : {},
  });
}
