import type { ComponentInput, ComponentScope } from '@stoa/model';
import { placeAt, requirementOf } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, listOf, textOf, textsOf } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';
import { numberedLines } from '../text/lines.ts';
import { exactVersion } from './maven.ts';

/** build.sbt and the Scala files of `project/`: dependencies that are written out, with variables of the same file. */
export const sbt: LockfileReader = {
  id: 'sbt',
  files: [/\.sbt$/, /(?:^|\/)project\/[^/]+\.scala$/],
  *read(text, path) {
    const variables = new Map<string, string>();
    for (const [, name, value] of text
      .slice(0, 2_000_000)
      .matchAll(/\bval\s+(\w+)\s*(?::\s*String\s*)?=\s*"([^"\n]{1,200})"/g)) {
      variables.set(name!, value!);
    }
    const scala = /scalaVersion\s*:=\s*(?:"([^"\n]+)"|(\w+))/.exec(text);
    const scalaVersion = scala?.[1] ?? variables.get(scala?.[2] ?? '') ?? '';
    for (const { row, line } of numberedLines(text)) {
      if (row.length > 5000 || /^\s*\/\//.test(row)) continue;
      for (const match of row.matchAll(dependency)) {
        const component = toComponent(match, { variables, scalaVersion, path, line, row });
        if (component) yield component;
      }
    }
  },
};

/** `"group" %% "artifact" % "version" % Test` */
const dependency =
  /"([\w.-]+)"\s*(%{1,3})\s*"([\w.-]+)"\s*%\s*(?:"([^"\n]{1,200})"|([A-Za-z_][\w.]*))(?:\s*%\s*"?([\w,>-]+)"?)?/g;

function toComponent(
  match: RegExpExecArray | RegExpMatchArray,
  {
    variables,
    scalaVersion,
    path,
    line,
    row,
  }: { variables: ReadonlyMap<string, string>; scalaVersion: string; path: string; line: number; row: string },
): ComponentInput | null {
  const [, group = '', cross = '', artifact = '', literal, variable = '', configuration = ''] = match;
  const range = literal ?? variables.get(variable.split('.').at(-1)!) ?? '';
  const isPlugin = /\baddSbtPlugin\s*\(/.test(row);
  // `%%` adds the Scala version that the artifact is built for; without knowing it there is no such name.
  const suffix = isPlugin ? '_2.12_1.0' : cross === '%' ? '' : scalaSuffix(scalaVersion);
  if (suffix === null) return null;
  return toPackage(
    'Maven',
    `${group}:${artifact}${suffix}`,
    exactVersion(range),
    { path, line },
    {
      direct: true,
      scope: isPlugin ? 'development' : scopeOf(configuration),
      ...requirementOf(range),
    },
  );
}

function scalaSuffix(version: string): string | null {
  if (version === '') return '';
  return version.startsWith('3') ? '_3' : `_${version.split('.').slice(0, 2).join('.')}`;
}

function scopeOf(configuration: string): ComponentScope {
  if (/^(?:Test|test|IntegrationTest|it)\b/.test(configuration)) return 'development';
  return /^(?:Provided|provided)\b/.test(configuration) ? 'peer' : 'required';
}

/** build.sbt.lock of sbt-dependency-lock. */
export const sbtLock: LockfileReader = {
  id: 'sbt-lock',
  files: [/\.sbt\.lock$/],
  *read(text, path) {
    const lock = parseJson(text);
    if (lock['lockVersion'] === undefined) throw new LockfileError('no lockVersion: not a lock file of sbt');
    const lineOf = keyLines(text);
    for (const one of listOf(lock['dependencies'])) {
      const [group, name, version] = ['org', 'name', 'version'].map((key) => textOf(fieldOf(one, key)) ?? '');
      const line = lineOf('org');
      const configurations = textsOf(fieldOf(one, 'configurations'));
      yield toPackage('Maven', `${group}:${name}`, version!, placeAt(path, line), {
        scope:
          configurations.length > 0 && configurations.every((one) => /test/i.test(one)) ? 'development' : 'required',
        hashes: hexHash(textOf(fieldOf(listOf(fieldOf(one, 'artifacts'))[0], 'hash'))?.replace(/^sha1:/, '')),
      });
    }
  },
};
