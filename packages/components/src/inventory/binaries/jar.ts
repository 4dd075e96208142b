import type { ComponentInput } from '@stoa/model';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { parseProperties } from '../jvm/gradle-script.ts';
import { decodeText } from '../nearby.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { zipMembers, type UnpackBudget } from './zip.ts';

/** Archives in archives: an .ear with a .war with its libraries, and what tools pack once more. */
const maxDepth = 16;
const limits: Readonly<UnpackBudget> = { bytes: 1024 ** 3, entries: 1_000_000 };
const archive = /\.(?:jar|war|ear|sar|par|hpi|jpi|nar)$/i;

/**
 * Archives of Java, with those inside them: each says by Maven's pom.properties what it is; where it does not, its
 * manifest and its name tell. One that has a version but says nowhere whose it is stands there as what nobody knows.
 */
export const jar: LockfileReader = {
  id: 'jar',
  files: [archive],
  origin: 'built',
  maxBytes: 512 * 1024 * 1024,
  readBytes: (bytes, path) => readArchive(bytes, { path, place: path, depth: 0, budget: { ...limits } }),
};

interface Place {
  path: string;
  /** `outer.war!/WEB-INF/lib/inner.jar` */
  place: string;
  depth: number;
  budget: UnpackBudget;
}

async function* readArchive(bytes: Uint8Array, { path, place, depth, budget }: Place): AsyncGenerator<ComponentInput> {
  const coordinates: { group: string; artifact: string; version: string }[] = [];
  let manifest = new Map<string, string>();
  try {
    for await (const { name, content } of zipMembers(bytes, (name) => isWanted(name, depth), budget)) {
      if (archive.test(name)) {
        yield* readArchive(content, { path, place: `${place}!/${name}`, depth: depth + 1, budget });
      } else if (name.endsWith('pom.properties')) {
        const properties = parseProperties(decodeText(content));
        const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((key) => properties.get(key) ?? '');
        if (group && artifact && version) coordinates.push({ group, artifact, version });
      } else manifest = parseManifest(decodeText(content));
    }
  } catch (error) {
    // One that is damaged inside another is as if it were not there: its name says nothing for certain.
    if (depth > 0) return;
    throw new LockfileError(
      `no archive that can be read: ${error instanceof Error ? error.message.slice(0, 200) : ''}`,
    );
  }
  const hashes = { 'SHA-1': createHash('sha1').update(bytes).digest('hex') };
  const name = posix.basename(place);
  // A shaded archive has the properties of what was put into it, too; the file's own name tells which are its own.
  const own = coordinates.find(({ artifact }) => name.startsWith(artifact));
  for (const one of coordinates) {
    yield toPackage('Maven', `${one.group}:${one.artifact}`, one.version, { path }, one === own ? { hashes } : {});
  }
  if (own === undefined && coordinates.length === 0) {
    const { group, artifact, version } = fromManifest(manifest, name);
    if (group && version) yield toPackage('Maven', `${group}:${artifact}`, version, { path }, { hashes });
    else if (version) yield toPackage('generic', artifact, version, { path }, { hashes });
  }
}

function isWanted(name: string, depth: number): boolean {
  if (archive.test(name)) return depth + 1 < maxDepth;
  return name === 'META-INF/MANIFEST.MF' || /(?:^|\/)pom\.properties$/.test(name);
}

/** The main section; a line that begins with a space goes on. */
function parseManifest(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let last = '';
  for (const { row } of numberedLines(text)) {
    if (row === '') break;
    if (row.startsWith(' ')) fields.set(last, `${fields.get(last) ?? ''}${row.slice(1)}`.slice(0, 5000));
    else {
      const colon = row.indexOf(':');
      last = row.slice(0, Math.max(0, colon));
      fields.set(last, row.slice(colon + 1).trim());
    }
  }
  return fields;
}

/** OSGi's symbolic name, the vendor's id or the file's own name begin with a domain; the file's name has the rest. */
function fromManifest(fields: ReadonlyMap<string, string>, fileName: string) {
  const file = /^(.+?)-(\d[\w.+-]*?)\.\w+$/.exec(fileName);
  const artifact = file?.[1] ?? fileName.replace(/\.\w+$/, '');
  const version = file?.[2] ?? fields.get('Implementation-Version') ?? fields.get('Bundle-Version') ?? '';
  const symbolic = fields.get('Bundle-SymbolicName')?.split(';')[0]?.trim() ?? '';
  const last = symbolic.slice(symbolic.lastIndexOf('.') + 1);
  const vendor = fields.get('Implementation-Vendor-Id') ?? '';
  const candidates = [
    vendor,
    // `org.apache.logging.log4j.core` of log4j-core: the last part is the artifact's.
    `-${artifact}`.endsWith(`-${last}`) ? symbolic.slice(0, -last.length - 1) : symbolic,
    /^(?:com|io|net|org|de|fr|edu|jakarta|javax)\..+\.[\w-]+$/.test(artifact) ? artifact.replace(/\.[\w-]+$/, '') : '',
  ];
  const group = candidates.find((one) => /^[a-z][\w-]*(?:\.[\w-]+)+$/.test(one));
  return { group: group ?? '', artifact, version: /^\d/.test(version) ? version : '' };
}
