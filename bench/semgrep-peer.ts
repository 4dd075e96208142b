import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { languageOf, openParsers, SemgrepRules } from '@stoa/code';
import { machine } from './measure.ts';

/**
 * Holds our reading of Semgrep's rule language against Semgrep itself, on a folder of pairs: `x.yaml` and programs
 * `x.py`, `x.js` … A rule agrees when both find the same lines in its programs.
 *
 *     node bench/semgrep-peer.ts FOLDER [PEERS_ANSWERS.json]
 *
 * Rules the peer refuses are named and not counted. `SEMGREP` names the peer's command. With a second argument its answers are kept there and not asked for again.
 */
type Lines = Map<string, Set<string>>;

/** What the peer itself does not take is compared with nothing. */
const refused = new Set<string>();

const [folder, kept] = process.argv.slice(2);
if (!folder) throw new Error('Say which folder of pairs: node bench/semgrep-peer.ts FOLDER');
const names = readdirSync(folder);
const rulesOf = (name: string) => `${name.slice(0, -extname(name).length)}.yaml`;
const targets = names.filter((name) => languageOf(name) !== undefined && names.includes(rulesOf(name)));

const peer = peersAnswers(folder, kept);
const own = await ownAnswers(folder);
report(own, peer);

function peersAnswers(at: string, file: string | undefined): Lines {
  if (file && existsSync(file)) return readAnswers(readFileSync(file, 'utf8'));
  const command = process.env['SEMGREP'] ?? 'semgrep';
  const flags = [
    '--json',
    '--quiet',
    '--metrics=off',
    '--disable-version-check',
    '--no-git-ignore',
    '--jobs=1',
    '--x-ignore-semgrepignore-files',
  ];
  const { stdout, error } = spawnSync(command, ['scan', ...flags, '--config', '.', '.'], {
    cwd: resolve(at),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (file) writeFileSync(file, stdout);
  return readAnswers(stdout);
}

function readAnswers(text: string): Lines {
  const found: Lines = new Map();
  const { results, errors } = JSON.parse(text) as {
    results: { check_id: string; path: string; start: { line: number } }[];
    errors: { rule_id?: string; path?: string; message: string }[];
  };
  for (const { rule_id: id, path, message } of errors) {
    console.log(`the peer says: ${message.slice(0, 200).replaceAll('\n', ' ')}`);
    if (id && !path) refused.add(id.slice(id.lastIndexOf('.') + 1));
  }
  for (const { check_id: id, path, start } of results)
    add(found, id.slice(id.lastIndexOf('.') + 1), `${basename(path)}:${start.line}`);
  return found;
}

async function ownAnswers(at: string): Promise<Lines> {
  const found: Lines = new Map();
  const parsers = await openParsers();
  for (const file of new Set(targets.map(rulesOf))) {
    const set = await SemgrepRules.read([{ path: file, text: readFileSync(join(at, file), 'utf8') }], parsers);
    for (const { rule, message } of set.problems) console.log(`left out: ${rule} (${file}): ${message}`);
    for (const name of targets.filter((one) => rulesOf(one) === file)) {
      const language = languageOf(name)!;
      const tree = parsers.parse(name, readFileSync(join(at, name), 'utf8'), language);
      for (const { rule, match } of set.match(tree, language))
        add(found, rule.id, `${name}:${tree.position(match.start).line}`);
    }
  }
  return found;
}

function report(ours: Lines, theirs: Lines): void {
  const counts = new Map<string, { same: number; all: number }>();
  for (const file of new Set(targets.map(rulesOf)))
    for (const [, id] of readFileSync(join(folder!, file), 'utf8').matchAll(/\bid: ([\w-]+)/g)) {
      if (refused.has(id!)) continue;
      const programs = targets.filter((name) => rulesOf(name) === file);
      const isOwn = (place: string) => programs.includes(place.slice(0, place.lastIndexOf(':')));
      const left = [...(ours.get(id!) ?? [])].filter(isOwn);
      const right = [...(theirs.get(id!) ?? [])].filter(isOwn);
      const language = languageOf(programs[0]!)!;
      const count = counts.get(language) ?? { same: 0, all: 0 };
      counts.set(language, count);
      count.all += 1;
      const more = left.filter((place) => !right.includes(place));
      const missed = right.filter((place) => !left.includes(place));
      if (more.length + missed.length === 0) count.same += 1;
      else console.log([`differs: ${id}`, ...more.map(show('+')), ...missed.map(show('-'))].join('\n'));
    }
  console.log(`\n${machine()}\n\n| language | rules | agree |\n|---|---|---|`);
  for (const [language, { same, all }] of counts)
    console.log(`| ${language} | ${all} | ${same} (${Math.round((same / all) * 100)} %) |`);
}

/** `+` found by us only, `-` by the peer only. */
function show(sign: string) {
  return (place: string): string => {
    const [name = '', line = ''] = place.split(':');
    const text = readFileSync(join(folder!, name), 'utf8').split('\n')[Number(line) - 1] ?? '';
    return `  ${sign} ${place}  ${text.trim()}`;
  };
}

function add(lines: Lines, id: string, place: string): void {
  const known = lines.get(id);
  if (known) known.add(place);
  else lines.set(id, new Set([place]));
}
