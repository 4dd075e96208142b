import type { ComponentInput } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf } from '../text/fields.ts';
import { parseToml, tomlLines } from '../text/toml.ts';
import { exactVersion } from './maven.ts';

/**
 * A version catalogue: libraries and plugins with the versions that build scripts refer to.
 * @see https://docs.gradle.org/current/userguide/version_catalogs.html
 */
export const gradleCatalogue: LockfileReader = {
  id: 'gradle-catalogue',
  files: [/\.versions\.toml$/],
  *read(text, path) {
    const file = parseToml(text);
    const lines = tomlLines(text);
    const versions = fieldsOf(file['versions']);
    for (const [alias, value] of Object.entries(fieldsOf(file['libraries']))) {
      const [group, artifact, short = ''] = (textOf(value) ?? textOf(fieldOf(value, 'module')) ?? '').split(':');
      const name = `${group || (textOf(fieldOf(value, 'group')) ?? '')}:${artifact ?? textOf(fieldOf(value, 'name')) ?? ''}`;
      const range = short || rangeOf(fieldOf(value, 'version'), versions);
      yield toLibrary(name, range, { path, line: lines.get(`libraries.${alias}`) ?? 1 });
    }
    for (const [alias, value] of Object.entries(fieldsOf(file['plugins']))) {
      const [id = '', short = ''] = (textOf(value) ?? textOf(fieldOf(value, 'id')) ?? '').split(':');
      const range = short || rangeOf(fieldOf(value, 'version'), versions);
      const place = { path, line: lines.get(`plugins.${alias}`) ?? 1 };
      yield { ...toLibrary(`${id}:${id}.gradle.plugin`, range, place), scope: 'development' };
    }
  },
};

function toLibrary(name: string, range: string, location: ComponentInput['location']): ComponentInput {
  return toPackage('Maven', name, exactVersion(range), location, {
    direct: true,
    ...requirementOf(range),
  });
}

/** A text, a reference, or a rich version whose `strictly` counts before `require` and `prefer`. */
function rangeOf(value: unknown, versions: Readonly<Record<string, unknown>>): string {
  if (!isRecord(value)) return textOf(value) ?? '';
  const reference = textOf(value['ref']);
  if (reference !== undefined) {
    const target = fieldOf(versions, reference);
    return isRecord(target) && target['ref'] !== undefined ? '' : rangeOf(target, versions);
  }
  return textOf(value['strictly']) ?? textOf(value['require']) ?? textOf(value['prefer']) ?? '';
}
