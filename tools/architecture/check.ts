import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCycles } from './cycles.ts';
import { readImports, readRooms, resolveImport, type Import, type Room } from './imports.ts';
import { apps, appsThatMayBeKnown, bannedNames, edge, longFile, machine, mayKnow, pure, tables } from './rules.ts';

export interface Violation {
  rule: string;
  where: string;
  what: string;
}

export interface Report {
  rooms: number;
  imports: number;
  violations: Violation[];
  /** Files in which to look for a second idea, as `path (lines)`: a warning, not a violation. */
  long: string[];
}

/** Reads every import below the root and holds it against the rules. A tree without imports is a violation itself. */
export function checkArchitecture(root: string): Report {
  const rooms = readRooms(root);
  const violations: Violation[] = [];
  const long: string[] = [];
  let seen = 0;
  for (const room of rooms) {
    violations.push(...checkDoor(root, room));
    const graph = new Map<string, Set<string>>();
    for (const file of room.files) {
      if (bannedNames.test(file)) violations.push({ rule: 'name', where: file, what: 'say what the file is about' });
      const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
      if (lines > longFile && !tables.includes(file)) long.push(`${file} (${lines})`);
      const imports = readImports(root, file);
      seen += imports.length;
      for (const one of imports) {
        violations.push(...checkImport(room, one, rooms));
        if (one.specifier.startsWith('.')) link(graph, file, resolveImport(one));
      }
    }
    for (const cycle of findCycles(graph)) {
      violations.push({ rule: 'file-cycle', where: cycle[0] ?? '', what: cycle.join(' -> ') });
    }
  }
  const packages = new Map(
    rooms.map(({ name, dependencies }) => [
      name,
      new Set(dependencies.filter((d) => d.startsWith('@stoa/')).map((d) => d.slice(6))),
    ]),
  );
  for (const cycle of findCycles(packages)) {
    violations.push({ rule: 'package-cycle', where: cycle[0] ?? '', what: cycle.join(' -> ') });
  }
  if (rooms.length === 0 || seen === 0) {
    violations.push({
      rule: 'empty',
      where: root,
      what: 'no rooms or no imports were seen: the check looked at nothing',
    });
  }
  return { rooms: rooms.length, imports: seen, violations, long };
}

function checkDoor(root: string, { name, folder, dependencies }: Room): Violation[] {
  const violations: Violation[] = [];
  const needed = apps.includes(name) ? ['README.md'] : ['README.md', 'index.ts'];
  for (const file of needed) {
    if (!existsSync(join(root, folder, file)))
      violations.push({ rule: 'door', where: folder, what: `${file} is missing` });
  }
  const allowed = mayKnow[name];
  if (!allowed)
    return [...violations, { rule: 'unknown-room', where: folder, what: 'add it to tools/architecture/rules.ts' }];
  for (const dependency of dependencies) {
    if (!dependency.startsWith('@stoa/')) continue;
    const other = dependency.slice(6);
    const isApp = apps.includes(other) && !(appsThatMayBeKnown[name] ?? []).includes(other);
    if (isApp || !(allowed.includes('*') || allowed.includes(other))) {
      violations.push({ rule: 'direction', where: `${folder}/package.json`, what: `${name} may not know ${other}` });
    }
  }
  return violations;
}

function checkImport(room: Room, one: Import, rooms: readonly Room[]): Violation[] {
  const where = `${one.from}:${one.line}`;
  const { specifier } = one;
  const isTest = one.from.includes('/test/');
  if (specifier.startsWith('.')) {
    const inside = resolveImport(one).startsWith(`${room.folder}/`);
    return inside || isTest
      ? []
      : [{ rule: 'relative', where, what: `${specifier} leaves the room: import it by its name` }];
  }
  if (pure.includes(room.name) && machine.test(specifier) && !isTest && !one.from.includes(edge)) {
    return [{ rule: 'pure', where, what: `${room.name} is pure and may not import ${specifier}` }];
  }
  if (!specifier.startsWith('@stoa/')) return [];
  const [, name = '', ...rest] = specifier.split('/');
  if (name === room.name) return [];
  const other = rooms.find((candidate) => candidate.name === name);
  const violations: Violation[] = [];
  const usable = isTest ? [...room.dependencies, ...room.testDependencies] : room.dependencies;
  if (!usable.includes(`@stoa/${name}`)) {
    violations.push({ rule: 'unlisted', where, what: `${specifier} is not in the dependencies of ${room.folder}` });
  }
  const door = rest.length === 0 ? '.' : `./${rest.join('/')}`;
  if (other && !other.exports.includes(door))
    violations.push({ rule: 'deep', where, what: `${specifier} is behind the door of ${name}` });
  return violations;
}

function link(graph: Map<string, Set<string>>, from: string, to: string): void {
  const known = graph.get(from);
  if (known) known.add(to);
  else graph.set(from, new Set([to]));
}
