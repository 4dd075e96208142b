import type { ComponentInput } from '@stoa/model';
import { inflateSync } from 'node:zlib';
import { purlOf, toPackage } from '../package.ts';
import { fieldOf, listOf, textOf } from '../text/fields.ts';
import { parseJson } from '../text/json.ts';
import { sectionOf, type Format } from './executable.ts';

const maxInfoBytes = 32 * 1024 * 1024;

/**
 * What cargo-auditable writes into a program: the crates it was built from, as compressed JSON in a section of its own.
 * `null` when there is none.
 * @see https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md
 */
export function readRustProgram(bytes: Uint8Array, format: Format, path: string): ComponentInput[] | null {
  const section = sectionOf(bytes, format, '.dep-v0');
  if (section === null) return null;
  let text: string;
  try {
    text = inflateSync(section, { maxOutputLength: maxInfoBytes }).toString('utf8');
  } catch {
    return null;
  }
  const packages = listOf(parseJson(text)['packages']);
  const crates = packages.map((one) => ({
    name: textOf(fieldOf(one, 'name')) ?? '',
    version: textOf(fieldOf(one, 'version')) ?? '',
    isForeign: fieldOf(one, 'source') !== 'local',
    isBuild: fieldOf(one, 'kind') === 'build',
    needs: listOf(fieldOf(one, 'dependencies')).filter((index): index is number => typeof index === 'number'),
    isRoot: fieldOf(one, 'root') === true,
  }));
  const direct = new Set(crates.filter(({ isRoot }) => isRoot).flatMap(({ needs }) => needs));
  return crates.flatMap(({ name, version, isForeign, isBuild, needs, isRoot }, index) =>
    !isForeign || isRoot
      ? []
      : [
          toPackage(
            'crates.io',
            name,
            version,
            { path },
            {
              direct: direct.has(index),
              scope: isBuild ? 'development' : 'required',
              dependsOn: needs.flatMap((at) => {
                const other = crates[at];
                return other?.isForeign ? purlOf('crates.io', other.name, other.version) || [] : [];
              }),
            },
          ),
        ],
  );
}
