import type { ComponentInput } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { at, itemsOf, parseYaml, type Yaml } from '../text/yaml.ts';

/** Chart.lock, and requirements.lock of Helm 2; the ranges are in the chart. @see https://helm.sh/docs/topics/charts/ */
export const helmLock: LockfileReader = {
  id: 'helm',
  files: ['Chart.lock', 'requirements.lock'],
  companions: ['requirements.yaml'],
  async *read(text, path, nearby) {
    const chartPath = beside(path, path.endsWith('Chart.lock') ? 'Chart.yaml' : 'requirements.yaml')!;
    const chart = (await nearby.parsed(chartPath, parseChart)) ?? [];
    for (const one of parseChart(text)) {
      const declared = chart.find(({ name }) => name === one.name);
      const component = toChart(one, path, one.version);
      if (!component) continue;
      yield {
        ...component,
        ...(declared && {
          requirement: declared.version,
          declaredAt: { path: chartPath, line: declared.line },
        }),
      };
    }
  },
};

/** Chart.yaml without its lock file: ranges. */
export const helmChart: LockfileReader = {
  id: 'helm-chart',
  files: ['Chart.yaml'],
  *read(text, path, nearby) {
    const dependencies = parseChart(text);
    if (nearby.has(beside(path, 'Chart.lock')!)) return;
    for (const one of dependencies) {
      const component = toChart(one, path, /^v?\d+\.\d+\.\d+\S*$/.test(one.version) ? one.version : '');
      if (component) yield { ...component, ...requirementOf(one.version) };
    }
  },
};

interface ChartDependency {
  name: string;
  version: string;
  repository: string;
  digest: string;
  line: number;
}

function parseChart(text: string): ChartDependency[] {
  return itemsOf(at(parseYaml(text)[0], 'dependencies')).map((one: Yaml) => ({
    name: at(one, 'name')?.text ?? '',
    version: (at(one, 'version')?.text ?? '').slice(0, 300),
    repository: at(one, 'repository')?.text ?? '',
    digest: at(one, 'digest')?.text ?? '',
    line: one.line,
  }));
}

/** A chart that lies in the repository (`file://`) is no package. */
function toChart(
  { name, repository, digest, line }: ChartDependency,
  path: string,
  version: string,
): ComponentInput | null {
  if (repository.startsWith('file://') || name === '') return null;
  const place = repository.replace(/^(?:https?|oci):\/\//, '').replace(/\/+$/, '');
  return toPackage(
    'Helm',
    name,
    version,
    { path, line },
    {
      direct: true,
      hashes: hexHash(digest),
      qualifiers: repository.includes('://') ? { repository_url: place } : {},
    },
  );
}
