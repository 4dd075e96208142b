import { placeAt } from '../declared.ts';
import { hexHash, integrityHashes } from '../hashes.ts';
import { purlOf, toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf, textsOf, type Fields } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';

/**
 * deno.lock, versions 2 to 5: packages of JSR and npm, and which of them the project asks for (`specifiers`).
 * @see https://docs.deno.com/runtime/fundamentals/modules/
 */
export const deno: LockfileReader = {
  id: 'deno',
  files: ['deno.lock'],
  *read(text, path) {
    const lock = parseJson(text);
    if (lock['version'] === undefined) throw new LockfileError('no version: not a deno lock file');
    const { specifiers, ...body } = bodyOf(lock);
    const lineOf = keyLines(text);
    const only = onlyVersions(body);
    for (const kind of ['jsr', 'npm'] as const) {
      const direct = directOf(specifiers, kind);
      for (const [key, entry] of Object.entries(fieldsOf(body[kind]))) {
        const one = identify(key);
        const line = lineOf(key);
        if (!one) continue;
        const requirement = direct.get(`${one.name}@${one.version}`);
        yield toPackage(kind === 'jsr' ? 'JSR' : 'npm', one.name, one.version, placeAt(path, line), {
          direct: requirement !== undefined,
          ...(requirement && { requirement }),
          hashes: { ...integrityHashes(fieldOf(entry, 'integrity')), ...hexHash(fieldOf(entry, 'integrity')) },
          dependsOn: dependenciesOf(entry, kind, only),
        });
      }
    }
  },
};

/** Version 2 knows npm alone and keeps it under itself, version 3 has all of it a level deeper. */
function bodyOf(lock: Fields): { specifiers: Fields; jsr: Fields; npm: Fields } {
  const older = fieldsOf(lock['npm']);
  if (isRecord(older['packages'])) {
    const specifiers = Object.entries(fieldsOf(older['specifiers'])).map(([name, value]) => [
      `npm:${name}`,
      `npm:${String(value)}`,
    ]);
    return { specifiers: Object.fromEntries(specifiers) as Fields, jsr: {}, npm: older['packages'] };
  }
  const body = isRecord(lock['packages']) ? lock['packages'] : lock;
  return { specifiers: fieldsOf(body['specifiers']), jsr: fieldsOf(body['jsr']), npm: fieldsOf(body['npm']) };
}

/** `name@1.0.0_peer@2.0.0` */
function identify(key: string): { name: string; version: string } | null {
  const at = key.indexOf('@', 1);
  const version = key.slice(at + 1).split('_', 1)[0]!;
  return at > 0 && version ? { name: key.slice(0, at), version } : null;
}

/** `"npm:express@^4": "4.17.1"` (4 and later) or `"npm:express@4.17.1"` (3). */
function directOf(specifiers: Fields, kind: string): Map<string, string> {
  const direct = new Map<string, string>();
  for (const [specifier, value] of Object.entries(specifiers)) {
    if (!specifier.startsWith(`${kind}:`) || typeof value !== 'string') continue;
    const asked = specifier.slice(kind.length + 1);
    const at = asked.indexOf('@', 1);
    const name = at < 0 ? asked : asked.slice(0, at);
    const version = value.startsWith(`${kind}:`) ? value.slice(value.indexOf('@', kind.length + 2) + 1) : value;
    direct.set(`${name}@${version.split('_', 1)[0]}`, at < 0 ? '' : asked.slice(at + 1));
  }
  return direct;
}

function dependenciesOf(entry: unknown, kind: 'jsr' | 'npm', only: ReadonlyMap<string, string>): string[] {
  const listed = fieldOf(entry, 'dependencies');
  const keys = isRecord(listed) ? Object.values(listed).flatMap((one) => textOf(one) ?? []) : textsOf(listed);
  return keys.flatMap((key) => {
    const [, prefix, rest = ''] = /^(?:(jsr|npm):)?(.*)$/.exec(key) ?? [];
    const of = (prefix ?? kind) as 'jsr' | 'npm';
    const one = identify(rest) ?? identify(only.get(`${of}:${rest}`) ?? '');
    return one && /^\d/.test(one.version) ? purlOf(of === 'jsr' ? 'JSR' : 'npm', one.name, one.version) || [] : [];
  });
}

/** A bare name is the one version there is. */
function onlyVersions(body: Fields): Map<string, string> {
  const only = new Map<string, string>();
  for (const kind of ['jsr', 'npm']) {
    for (const key of Object.keys(fieldsOf(body[kind]))) only.set(`${kind}:${identify(key)?.name ?? ''}`, key);
  }
  return only;
}
