import { posix } from 'node:path';
import { isSkip, type FileTree, type SourceFile } from '@stoa/model';
import { openParsers, type Parsers } from '../edge/parsers.ts';
import { ParseTimeout } from '../syntax/parse-timeout.ts';
import { languageOf } from '../languages/detect.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { families, familyOf } from '../languages/registry.ts';
import { readSourceText } from '../source-text.ts';
import { isTestCode } from '../test-code.ts';
import { rustUsesIn } from './rust-uses.ts';
import type { PackageUses, WantedPackage } from './use.ts';
import { usesIn, type FileUses } from './uses-in.ts';

const maxFileBytes = 1024 * 1024;

/**
 * What a tree's code does with some packages: who imports them, what of them is called, and from where. Only files that
 * have a package's name in their text are parsed, so that asking costs little more than reading.
 */
export async function findUses(tree: FileTree, wanted: readonly WantedPackage[]): Promise<PackageUses> {
  const uses: PackageUses = { imports: [], calls: [], escapes: [], mentions: [], read: new Map() };
  const byFamily = Map.groupBy(wanted, ({ family }) => family);
  let parsers: Parsers | undefined;
  for await (const file of tree.files()) {
    const language = languageOf(isSkip(file) ? file.place : file.path);
    const family = language && (language === 'rust' ? 'rust' : familyOf(language));
    const asked = family && byFamily.get(family);
    if (!asked || !language) continue;
    const read = uses.read.get(family) ?? { files: 0, folders: new Set(), unread: 0, computed: 0 };
    uses.read.set(family, read);
    const text = isSkip(file) ? null : await readText(file);
    if (text === null || isSkip(file)) {
      read.unread += 1;
      continue;
    }
    read.files += 1;
    read.folders.add(posix.dirname(file.path));
    const named = asked.filter(({ modules }) => modules.some((module) => text.includes(module)));
    // What imports by a name that is computed may import anything, whatever its text says.
    const mayCompute = /\b(?:require|import|__import__|import_module)\s*\(\s*[^'"`\s)]/.test(text);
    if (named.length === 0 && !mayCompute) continue;
    try {
      parsers ??= await openParsers([]);
      await parsers.loadFor(file.path, language);
      const syntax = parsers.parse(file.path, text, language);
      const isTest = isTestCode(file.path, text, language);
      const found =
        family === 'rust'
          ? rustUsesIn(syntax, isTest, (name) => keyOf(name, named))
          : usesIn((await familyNamed(family)).lower(syntax), isTest, (name) => keyOf(name, named));
      read.computed += found.computed;
      uses.imports.push(...found.imports);
      uses.calls.push(...found.calls);
      uses.escapes.push(...found.escapes);
      uses.mentions.push(...mentionsIn(file.path, text, named, found));
    } catch (error) {
      if (!(error instanceof ParseTimeout) && !(error instanceof RangeError)) throw error;
      read.unread += 1; // too much for the parser, or nested too deep
    }
  }
  return uses;
}

const loaded = new Map<string, LanguageFamily>();

async function familyNamed(name: string): Promise<LanguageFamily> {
  const known = loaded.get(name) ?? (await families[name]!());
  loaded.set(name, known);
  return known;
}

async function readText(file: SourceFile): Promise<string | null> {
  if (file.size > maxFileBytes) return null;
  try {
    const text = readSourceText(file.path, await file.read());
    return typeof text === 'string' ? text : null;
  } catch {
    return null; // gone since, or not readable: counted as unread
  }
}

/** Of several packages the one with the longest name that fits: `@aws/x/y` before `@aws/x`. */
function keyOf(name: string, packages: readonly WantedPackage[]): string | undefined {
  let best: { key: string; length: number } | undefined;
  for (const { key, modules } of packages)
    for (const module of modules)
      if (isBelow(name, module) && module.length > (best?.length ?? -1)) best = { key, length: module.length };
  return best?.key;
}

/** The lowering leaves versions of Go's paths out: `gopkg.in/yaml.v2` is `gopkg.in/yaml` there. */
function isBelow(name: string, module: string): boolean {
  const [own, bare] = [module, module.replace(/\.v\d+$|\/v\d+$/, '')];
  return [own, bare].some((one) => name === one || (name.startsWith(one) && /^[./]/.test(name.slice(one.length))));
}

function mentionsIn(
  path: string,
  text: string,
  named: readonly WantedPackage[],
  { imports }: FileUses,
): PackageUses['mentions'] {
  const imported = new Set(imports.map(({ key }) => key));
  return named
    .filter(({ key }) => !imported.has(key))
    .map(({ key, modules }) => {
      const module = modules.find((one) => text.includes(one)) ?? '';
      const line = text.slice(0, text.indexOf(module)).split('\n').length;
      return { key, module, path, line, isTest: false };
    });
}
