import { join } from 'node:path';
import { drain } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { openTree } from '@stoa/tree';
import { unpackPackage } from './packages.ts';

/** Packages many people use, whose findings were looked at one by one: `docs/noise.md` says what came of it. */
const popular = [
  ['express', '4.21.2'],
  ['lodash', '4.17.21'],
  ['axios', '1.7.9'],
  ['chalk', '5.4.1'],
  ['commander', '13.0.0'],
  ['fastify', '5.2.1'],
  ['ws', '8.18.0'],
  ['js-yaml', '4.1.0'],
  ['semver', '7.6.3'],
  ['handlebars', '4.7.8'],
] as const;

/** Every finding in the popular packages and in this repository, to be judged by a person. `node bench/noise.ts [NAME]` */
async function benchNoise(only: string | undefined): Promise<void> {
  const repository = join(import.meta.dirname, '..');
  const trees = [
    ...popular.map(([name, version]) => ({
      name,
      title: `${name} ${version}`,
      folder: () => unpackPackage(name, version),
    })),
    { name: 'stoa', title: 'this repository', folder: () => repository },
  ];
  const rows: string[] = [];
  for (const { name, title, folder } of trees) {
    if (only !== undefined && only !== name) continue;
    const at = folder();
    if (at === null) {
      rows.push(`| ${title} | not to be had | | |`);
      continue;
    }
    console.log(`\n### ${title}\n`);
    let findings = 0;
    let samples = 0;
    const { coverage } = await drain(scanCode(await openTree(at)), (item) => {
      if (item.type !== 'observation') return;
      const { location, rule, confidence, excerpt } = item.observation;
      // Files that rules are tried on break them on purpose.
      if (/(^|\/)test\/cases\//.test(location?.path ?? '')) {
        samples += 1;
        return;
      }
      findings += 1;
      console.log(`- ${location?.path}:${location?.startLine} ${rule.id} ${confidence}: \`${excerpt?.slice(0, 120)}\``);
    });
    if (samples > 0) console.log(`- and ${samples} in files that rules are tried on`);
    rows.push(`| ${title} | ${coverage.looked} | ${((coverage.bytes ?? 0) / 1000).toFixed(0)} | ${findings} |`);
  }
  console.log(`\n| tree | files | KB | findings |\n|---|---|---|---|\n${rows.join('\n')}`);
}

await benchNoise(process.argv[2]);
