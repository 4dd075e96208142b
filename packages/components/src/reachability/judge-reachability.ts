import { posix } from 'node:path';
import type { Component, Reachability } from '@stoa/model';
import type { NamedUse } from '../advisories/advisory.ts';
import { nameOfPurl } from '../package-url/read-purl.ts';
import { importNames, type ImportNames } from './import-names.ts';
import type { CodeUses } from './port.ts';
import { rootsOf, type Graph } from './roots.ts';

const mostPlaces = 10;

/**
 * Does the project's code get to what is vulnerable? It does when it calls a function the advisories name, or imports a
 * package of which they name none. It does not only where that is sure: all code was read, nothing is imported by a
 * computed name, and nobody else in the dependency graph could get there. Everything else is unknown.
 */
export function judgeReachability(
  component: Component,
  uses: readonly NamedUse[],
  code: CodeUses,
  graph: Graph,
): Reachability {
  const names = importNames(component.ecosystem, component.name, pathsIn(uses));
  const read = names && code.read.get(names.family);
  if (!names || !read || read.files === 0)
    return unknown(`no code that would import packages of ${component.ecosystem} was read`);
  const scope = scopeOf(component.location.path, read.folders);
  const inScope = narrowed(code, scope);
  const own = inScope.imports.filter(({ key, isTest }) => key === names.key && !isTest);
  if (own.length > 0) return ofImported(own, uses, inScope, component, graph, names);
  const elsewhere = code.imports.find(({ key, isTest, path }) => key === names.key && !isTest && !isUnder(path, scope));
  if (elsewhere)
    return unknown(
      `it is imported at ${elsewhere.path}:${elsewhere.line} only, and the file that asks for it is in ${scope}`,
    );
  if (code.imports.some(({ key }) => key === names.key)) return unknown('only tests import it');
  return ofNotImported(component, code, graph);
}

/** The folder of the file that asks for a package, or the nearest above it that has code: requirements have folders too. */
function scopeOf(path: string, folders: ReadonlySet<string>): string {
  let folder = posix.dirname(path);
  while (folder !== '.' && ![...folders].some((one) => isUnder(one, folder))) folder = posix.dirname(folder);
  return folder;
}

function isUnder(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

function narrowed(code: CodeUses, scope: string): CodeUses {
  const inside = <T extends { path: string }>(list: readonly T[]) => list.filter(({ path }) => isUnder(path, scope));
  return { ...code, imports: inside(code.imports), calls: inside(code.calls), escapes: inside(code.escapes) };
}

function ofImported(
  own: CodeUses['imports'],
  uses: readonly NamedUse[],
  code: CodeUses,
  component: Component,
  graph: Graph,
  { key }: ImportNames,
): Reachability {
  const places = own.map(({ path, line }) => ({ path, line }));
  const parts = uses.filter(({ symbols }) => symbols.length > 0);
  const touched = uses.length === 0 ? own : own.filter(({ module }) => uses.some((use) => fits(module, use)));
  if (touched.length === 0)
    return unknown(`another part of it is imported (${own[0]!.module}) than the one the advisory names`);
  // An advisory that names a package and no function in it means all of it.
  const whole = touched.filter(
    ({ module }) => uses.length === 0 || uses.some((use) => use.symbols.length === 0 && fits(module, use)),
  );
  if (whole[0]) return found('imported', whole[0], places);
  const calls = code.calls.filter((call) => call.key === key && !call.isTest);
  const hits = calls.filter((call) =>
    parts.some((use) => fits(call.module, use) && use.symbols.some((one) => isSymbol(call.member, one))),
  );
  const [first] = hits;
  if (first) {
    const way = [...first.within, first.member].join(' → ');
    return {
      state: 'reachable',
      why: `called at ${first.path}:${first.line} (${way})`.slice(0, 500),
      places: hits.slice(0, mostPlaces).map(({ path, line, member }) => ({ path, line, symbol: member.slice(0, 300) })),
    };
  }
  const total = new Set(parts.flatMap(({ symbols }) => symbols)).size;
  const none = `it is imported at ${own[0]!.path}:${own[0]!.line}, and none of the ${total} functions that the advisory names is seen to be called`;
  const handedOn = code.escapes.find((escape) => escape.key === key && !escape.isTest);
  if (handedOn) return unknown(`${none}; but it is handed on at ${handedOn.path}:${handedOn.line}`, places);
  const isMethod = parts.some(({ symbols }) => symbols.some((symbol) => symbol.includes('.')));
  if (isMethod && calls.length > 0)
    return unknown(`${none}; but methods may be called in ways that are not followed`, places);
  if (!isReadWhole(component, code)) return unknown(`${none}; but not all code could be read`, places);
  const others = graph.dependentsOf(component.purl);
  if (others === null || others.length > 0)
    return unknown(
      `${none}; what ${others?.[0] ? nameOfPurl(others[0]) : 'other packages'} may call is not looked at`,
      places,
    );
  // Which functions of a library call each other is known for Go only, where the advisory lists the callers too.
  return component.ecosystem === 'Go'
    ? { state: 'not-reachable', why: none.slice(0, 500), places: [] }
    : unknown(`${none}; other functions of it may call them`, places);
}

function ofNotImported(component: Component, code: CodeUses, graph: Graph): Reachability {
  const roots = rootsOf(component, graph);
  if (roots === null) return unknown('nothing imports it here, and which package brings it in is not known');
  for (const root of roots) {
    const name = root.purl === component.purl ? 'it' : root.name;
    const names = importNames(root.ecosystem, root.name);
    if (!names?.isCertain)
      return unknown(`nothing is seen to import ${name}, but what it is imported as is not known for sure`);
    if (code.imports.some(({ key }) => key === names.key))
      return unknown(`it comes in through ${root.name}, and what that does with it is not looked at`);
    const mention = code.mentions.find(({ key }) => key === names.key);
    if (mention) return unknown(`nothing imports ${name}, but it is named at ${mention.path}:${mention.line}`);
    if (!isReadWhole(root, code)) return unknown(`nothing is seen to import ${name}, but not all code could be read`);
  }
  const files = code.read.get(importNames(component.ecosystem, component.name)!.family)?.files ?? 0;
  const who = roots.some(({ purl }) => purl === component.purl) ? 'it' : `it or ${roots[0]!.name}, which brings it in`;
  return { state: 'not-reachable', why: `none of ${files} files imports ${who}`.slice(0, 500), places: [] };
}

function isReadWhole({ ecosystem, name }: Component, { read }: CodeUses): boolean {
  const family = importNames(ecosystem, name)?.family;
  const { unread, computed } = (family && read.get(family)) || { unread: 1, computed: 0 };
  return unread === 0 && computed === 0;
}

function found(
  how: string,
  { path, line, module }: CodeUses['imports'][number],
  places: { path: string; line: number }[],
): Reachability {
  return {
    state: 'reachable',
    why: `${how} at ${path}:${line} (${module})`.slice(0, 500),
    places: places.slice(0, mostPlaces),
  };
}

function unknown(why: string, places: Reachability['places'] = []): Reachability {
  return { state: 'unknown', why: why.slice(0, 500), places: places.slice(0, mostPlaces) };
}

function pathsIn(uses: readonly NamedUse[]): string[] {
  return uses.flatMap(({ path }) => path ?? []);
}

/** Is this the package, or the class, that the advisory names? One without a path means any. */
function fits(module: string, { path }: NamedUse): boolean {
  if (path === undefined) return true;
  const bare = path.replace(/\.v\d+(?=\/|$)/, '');
  return module === path || module === bare;
}

/** `Decoder.Decode` is called as `Decoder.Decode`, or on something another call gave: `NewDecoder().Decode`. */
function isSymbol(member: string, symbol: string): boolean {
  const own = symbol.replaceAll('::', '.');
  if (member === own || own.endsWith(`.${member}`)) return true;
  const [method] = own.split('.').slice(-1);
  return own.includes('.') && /\(\)\.[^.()]+$/.test(member) && member.endsWith(`.${method}`);
}
