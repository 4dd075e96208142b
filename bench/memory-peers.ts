/**
 * The analysis of memory beside cppcheck and clang's analyzer, on the same programs: which of the bad ones each finds,
 * and which of the good ones it complains about. Peers that are not installed are left out.
 *
 *     node bench/memory-peers.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectC } from './memory-own.ts';
import { memoryCases, type MemoryCase } from './memory-programs.ts';

const cases = memoryCases();
const folder = mkdtempSync(join(tmpdir(), 'stoa-memory-'));
for (const { files } of cases) for (const [name, text] of files) writeFileSync(join(folder, name), text);

/** File → weaknesses said of it. */
type Said = Map<string, Set<string>>;

const own = await inspectC(cases);
const tools: [string, Said][] = [['stoa', own.said]];
const cppcheck = peer(
  'cppcheck',
  ['--enable=all', '--inconclusive', '--template={file}:{id}', '-q', folder],
  cppcheckIds,
);
if (cppcheck) tools.push(['cppcheck', cppcheck]);
const clang = peer(
  'clang',
  [
    '--analyze',
    '--analyzer-output',
    'text',
    '-Xanalyzer',
    '-analyzer-checker=core,unix,alpha.security.ArrayBoundV2,alpha.unix.cstring,alpha.core',
    ...cases.flatMap(({ files }) => [...files.keys()].map((name) => join(folder, name))),
  ],
  clangIds,
);
if (clang) tools.push(['clang', clang]);
rmSync(folder, { recursive: true });

const weaknesses = [...new Set(cases.map(({ weakness }) => weakness))];
console.log(`${cases.length} programs; stoa took ${own.milliseconds} ms\n`);
console.log(`| weakness | ${tools.map(([name]) => `${name}: recall | precision`).join(' | ')} |`);
console.log(`|---|${tools.map(() => '---|---|').join('')}`);
for (const weakness of [...weaknesses, 'all']) {
  const chosen = cases.filter((one) => weakness === 'all' || one.weakness === weakness);
  const cells = tools.map(([, said]) => {
    const hits = chosen.filter((one) => one.isBad && isSaid(said, one)).length;
    const wrong = chosen.filter((one) => !one.isBad && isSaid(said, one)).length;
    const bad = chosen.filter((one) => one.isBad).length;
    return `${Math.round((100 * hits) / bad)} % | ${hits + wrong === 0 ? '–' : `${Math.round((100 * hits) / (hits + wrong))} %`}`;
  });
  console.log(`| ${weakness} | ${cells.join(' | ')} |`);
}
for (const one of cases)
  if (one.isBad !== isSaid(own.said, one))
    console.log(`${one.isBad ? 'missed' : 'false alarm'}: ${one.weakness}, ${one.way} (${[...one.files.keys()][0]})`);

function isSaid(said: Said, { files, weakness }: MemoryCase): boolean {
  return [...files.keys()].some((name) => said.get(name)?.has(weakness) === true);
}

function peer(command: string, args: readonly string[], read: (id: string) => string): Said | null {
  const { error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    cwd: tmpdir(),
  });
  if (error) {
    console.warn(`${command} is not installed: left out.`);
    return null;
  }
  const said: Said = new Map();
  for (const line of `${stdout}\n${stderr}`.split('\n')) {
    const file = /([\w]+\.c)[:(]/.exec(line)?.[1];
    const weakness = file && read(line);
    if (file && weakness) said.set(file, (said.get(file) ?? new Set()).add(weakness));
  }
  return said;
}

function cppcheckIds(line: string): string {
  if (/memleak|resourceLeak/i.test(line)) return 'memory-leak';
  if (/doubleFree/.test(line)) return 'double-free';
  if (/deallocuse|useAfterFree|deallocret/i.test(line)) return 'use-after-free';
  if (/nullPointer/.test(line)) return 'null-dereference';
  if (/uninit/i.test(line)) return 'uninitialized';
  if (/bufferAccessOutOfBounds|arrayIndexOutOfBounds|negativeIndex|pointerOutOfBounds|outOfBounds/i.test(line))
    return 'buffer-overflow';
  return '';
}

function clangIds(line: string): string {
  if (!line.includes('warning:')) return '';
  if (/leak/i.test(line)) return 'memory-leak';
  if (/free released|double free/i.test(line)) return 'double-free';
  if (/after it is freed|use of memory after/i.test(line)) return 'use-after-free';
  if (/null/i.test(line)) return 'null-dereference';
  if (/uninitialized|garbage|undefined/i.test(line)) return 'uninitialized';
  if (/overflow|out of bound|too many|overlap/i.test(line)) return 'buffer-overflow';
  return '';
}
