import type { ComponentScope } from '@stoa/model';
import { posix } from 'node:path';
import { requirementOf } from '../declared.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { exactVersion } from './maven.ts';

interface GradleDependency {
  /** `group:artifact` */
  name: string;
  range: string;
  scope: ComponentScope;
  line: number;
}

/**
 * build.gradle and build.gradle.kts: dependencies that are written out, with variables of the same file and of
 * gradle.properties. What a script computes only Gradle knows; a lock file tells.
 */
export const gradleScript: LockfileReader = {
  id: 'gradle-script',
  files: [/\.gradle(?:\.kts)?$/],
  companions: ['gradle.properties'],
  async *read(text, path, nearby) {
    if (nearby.has(beside(path, 'gradle.lockfile')!)) return;
    const dependencies = parseGradleScript(text);
    const properties = new Map<string, string>();
    for (let at = nearby.above(path, 'gradle.properties'); at !== null;) {
      for (const [name, value] of (await nearby.parsed(at, parseProperties)) ?? []) {
        if (!properties.has(name)) properties.set(name, value);
      }
      const folder = posix.dirname(at);
      at = folder === '.' ? null : nearby.above(folder, 'gradle.properties');
    }
    for (const { name, range, scope, line } of dependencies) {
      const asked = withVariables(range, properties);
      const module = withVariables(name, properties);
      if (module.includes('$')) continue;
      yield toPackage(
        'Maven',
        module,
        exactVersion(asked),
        { path, line },
        { direct: true, scope, ...requirementOf(asked) },
      );
    }
  },
};

export function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const { row } of numberedLines(text)) {
    const match = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(row.slice(0, 2000));
    if (match && !row.startsWith('#')) properties.set(match[1]!, match[2]!);
  }
  return properties;
}

const configuration =
  /^\s*(?:add\(\s*)?["']?(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[cC]ompile|[rR]untime|[aA]nnotationProcessor|[kK]apt|ksp|classpath|[dD]etektPlugins|coreLibraryDesugaring|provided))["']?\b[\s(,]/;

/** Every dependency that stands on a line of its own, variables of the file put in. */
export function parseGradleScript(text: string): GradleDependency[] {
  const variables = new Map<string, string>();
  const found: GradleDependency[] = [];
  let isComment = false;
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 5000) continue;
    if (isComment || /^\s*\/\*/.test(row)) {
      isComment = !row.includes('*/');
      continue;
    }
    if (/^\s*\/\//.test(row)) continue;
    const variable =
      /(?:^|\s|\.)(?:(?:def|val|var|const val)\s+)?([A-Za-z_][\w.]*)\s*(?::\s*String\s*)?=\s*["']([^"'$]{1,200})["']/.exec(
        row,
      );
    if (variable) variables.set(variable[1]!.replace(/^(?:ext|project|rootProject)\./, ''), variable[2]!);
    // `val version by extra("1.0")`
    const extra = /val\s+(\w+)\s+by\s+extra\(\s*["']([^"'$]{1,200})["']/.exec(row);
    if (extra) variables.set(extra[1]!, extra[2]!);
    const named = configuration.exec(row);
    const module = named ? moduleOf(row.slice(named.index)) : pluginOf(row);
    if (!module) continue;
    found.push({
      name: withVariables(module.name, variables),
      range: withVariables(module.range, variables),
      scope: named ? scopeOf(named[1]!) : 'development',
      line,
    });
  }
  return found;
}

/** `"group:artifact:version@type"` or `group: 'g', name: 'a', version: 'v'`. */
function moduleOf(row: string): { name: string; range: string } | null {
  const text = /["']([^"':\s/]+:[^"':\s]+)(?::([^"':@\s]*))?(?::[^"'@\s]*)?(?:@\w+)?["']/.exec(row);
  if (text) return { name: text[1]!, range: text[2] ?? '' };
  const field = (name: string) =>
    new RegExp(String.raw`\b${name}\s*[:=]\s*(?:["']([^"']+)["']|([A-Za-z_][\w.]*))`).exec(row);
  const [group, artifact, version] = [field('group'), field('name'), field('version')];
  if (!group?.[1] || !artifact?.[1]) return null;
  return { name: `${group[1]}:${artifact[1]}`, range: version?.[1] ?? (version?.[2] ? `\${${version[2]}}` : '') };
}

/** `id("org.x") version "1.0"`: Gradle looks a plugin up under a name made of its id. */
function pluginOf(row: string): { name: string; range: string } | null {
  const plugin = /^\s*(?:id|kotlin)\s*\(?\s*["']([\w.-]+)["']\s*\)?\s*version\s*\(?\s*["']([^"']+)["']/.exec(row);
  if (!plugin) return null;
  const id = /^\s*kotlin/.test(row) ? `org.jetbrains.kotlin.${plugin[1]}` : plugin[1]!;
  return { name: `${id}:${id}.gradle.plugin`, range: plugin[2]! };
}

function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text
    .slice(0, 1000)
    .replaceAll(
      /\$\{([^}]{1,100})\}|\$([A-Za-z_]\w*)/g,
      (whole, braced: string | undefined, bare: string | undefined) => {
        const name = (braced ?? bare ?? '').replace(/^(?:ext|project|rootProject|extra|versions?)\.|["'\]]/g, '');
        return variables.get(braced ?? bare ?? '') ?? variables.get(name) ?? whole;
      },
    );
}

function scopeOf(name: string): ComponentScope {
  if (/^(?:\w*[tT]est|jmh)/.test(name) || /^(?:kapt|ksp|classpath|detektPlugins|annotationProcessor)/i.test(name)) {
    return 'development';
  }
  return /compileOnly|provided/i.test(name) ? 'peer' : 'required';
}
