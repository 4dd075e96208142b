import type { ComponentInput } from '@stoa/model';
import { asDeclared } from '../declared.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf } from '../package.ts';
import { fieldOf, fieldsOf, isRecord, type Fields } from '../text/fields.ts';
import { lineCounter } from '../text/lines.ts';
import { parsePackageJson } from './manifest.ts';
import { realPackage, toComponent } from './npm-entry.ts';

/** A level of nested `dependencies`, with the levels it is seen from. */
interface Level {
  dependencies: Fields;
  above: Level | null;
}

/** package-lock.json of version 1: a tree as on the disk. What is direct only package.json knows. */
export async function* readNpmTree(
  lock: Fields,
  text: string,
  path: string,
  nearby: Nearby,
): AsyncGenerator<ComponentInput> {
  const manifestPath = beside(path, 'package.json')!;
  const manifest = await nearby.parsed(manifestPath, parsePackageJson);
  const lineOf = lineCounter(text);
  let offset = 0;
  const stack: Level[] = [{ dependencies: fieldsOf(lock['dependencies']), above: null }];
  while (stack.length > 0) {
    const level = stack.pop()!;
    for (const [name, entry] of Object.entries(level.dependencies)) {
      if (!isRecord(entry)) continue;
      const isTop = level.above === null;
      const found = isTop ? text.indexOf(`${JSON.stringify(name)}: {`, offset) : -1;
      if (found >= 0) offset = found + 1;
      const inner: Level = { dependencies: fieldsOf(entry['dependencies']), above: level };
      const declared = isTop ? manifest?.declared.get(name) : undefined;
      yield toComponent(
        name,
        entry,
        { path, ...(found >= 0 && { line: lineOf(found) }) },
        declared ? asDeclared(declared, manifestPath) : manifest ? { direct: false } : {},
        Object.keys(fieldsOf(entry['requires'])).flatMap((required) => resolve(inner, required)),
      );
      if (isRecord(entry['dependencies'])) stack.push(inner);
    }
  }
}

function resolve(from: Level, name: string): string[] {
  for (let level: Level | null = from, steps = 0; level && steps < 200; level = level.above, steps += 1) {
    const entry = fieldOf(level.dependencies, name);
    if (!isRecord(entry)) continue;
    const real = realPackage(name, entry);
    const purl = real.version && purlOf('npm', real.name, real.version);
    return purl ? [purl] : [];
  }
  return [];
}
