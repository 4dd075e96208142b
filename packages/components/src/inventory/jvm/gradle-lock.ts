import type { ComponentScope } from '@stoa/model';
import { posix } from 'node:path';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { parseGradleScript } from './gradle-script.ts';

/**
 * gradle.lockfile (`group:artifact:version=configuration,…`), and the lock files of single configurations that Gradle
 * wrote before version 7.
 * @see https://docs.gradle.org/current/userguide/dependency_locking.html
 */
export const gradleLock: LockfileReader = {
  id: 'gradle',
  files: [/(?:^|\/)(?:buildscript-)?gradle\.lockfile$/, /(?:^|\/)gradle\/dependency-locks\/[^/]+\.lockfile$/],
  async *read(text, path, nearby) {
    const name = posix.basename(path);
    const folder = posix.dirname(path).replace(/(?:^|\/)gradle\/dependency-locks$/, '') || '.';
    const script = [posix.join(folder, 'build.gradle.kts'), posix.join(folder, 'build.gradle')].find((one) =>
      nearby.has(one),
    );
    const declared = script === undefined ? null : await nearby.parsed(script, parseGradleScript);
    for (const { row, line } of numberedLines(text)) {
      const match = /^([^:=#\s]+:[^:=\s]+):([^:=\s]+)(?:=(.*))?$/.exec(row.trim().slice(0, 5000));
      if (!match) continue;
      const [, module = '', version = '', configurations] = match;
      const own = declared?.find((one) => one.name === module);
      const names = name.startsWith('buildscript-')
        ? ['buildscript']
        : (configurations ?? name.replace(/\.lockfile$/, '')).split(',');
      yield toPackage(
        'Maven',
        module,
        version,
        { path, line },
        {
          scope: scopeOf(names),
          ...(declared && own && { direct: true }),
          ...(own?.range && { requirement: own.range }),
          ...(own && { declaredAt: { path: script!, line: own.line } }),
        },
      );
    }
  },
};

/** What is on no class path that runs is for development. */
function scopeOf(configurations: readonly string[]): ComponentScope {
  const isDevelopment = (name: string) =>
    /^(?:buildscript$|test|androidTest|integrationTest|jmh|kapt|ksp|annotationProcessor|checkstyle|pmd|spotbugs|jacoco|detekt|ktlint)/i.test(
      name,
    ) || /(?:test|AnnotationProcessor)\w*(?:Classpath|Dependencies)?$/i.test(name);
  return configurations.every(isDevelopment) ? 'development' : 'required';
}
