import type { ComponentInput } from '@stoa/model';
import { toPackage } from '../package.ts';
import { numberedLines } from '../text/lines.ts';

const magic = Buffer.from('\u00ff Go buildinf:', 'latin1');
/** The block is aligned; its header takes 32 bytes. */
const alignment = 16;
const headerBytes = 32;

/**
 * What Go 1.18 and later write into every program: the version of Go, and the modules it was built from. `null` when it
 * is no program of Go.
 * @see https://github.com/golang/go/blob/master/src/debug/buildinfo/buildinfo.go
 */
export function readGoProgram(bytes: Uint8Array, path: string): ComponentInput[] | null {
  const info = findBuildInfo(bytes);
  if (info === null) return null;
  const components = [toPackage('Go', 'stdlib', info.version.replace(/^go/, '').split(' ')[0]!, { path })];
  let last: ComponentInput | null = null;
  // `dep  path  version  sum`, and `=>  path  version  sum` for what it was replaced by.
  for (const { row } of numberedLines(info.modules)) {
    const [kind, name = '', version = '', sum = ''] = row.split('\t');
    if (kind !== 'dep' && kind !== '=>') continue;
    if (kind === '=>' && last) components.pop();
    last = {
      ...toPackage('Go', name, version, { path }, sum.startsWith('h1:') ? { hashes: { h1: sum.slice(3) } } : {}),
      version: version.replace(/^v/, ''),
    };
    if (!/^[./]/.test(name)) components.push(last);
  }
  return components;
}

function findBuildInfo(bytes: Uint8Array): { version: string; modules: string } | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(magic); at >= 0; at = buffer.indexOf(magic, at + alignment)) {
    // Bit 2 of the flags: the texts follow in place, each after its length.
    if (at + headerBytes > buffer.length || (buffer[at + 15]! & 2) === 0) continue;
    const version = textAt(buffer, at + headerBytes);
    const modules = version && textAt(buffer, version.end);
    if (!version?.text.startsWith('go') && !version?.text.startsWith('devel')) continue;
    // Sixteen bytes on either side mark the modules.
    return { version: version.text, modules: modules ? modules.bytes.subarray(16, -16).toString('utf8') : '' };
  }
  return null;
}

function textAt(buffer: Buffer, from: number): { text: string; bytes: Buffer; end: number } | null {
  let length = 0;
  let at = from;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = buffer[at];
    if (byte === undefined) return null;
    at += 1;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (at + length > buffer.length) return null;
  const bytes = buffer.subarray(at, at + length);
  return { text: bytes.subarray(0, 200).toString('utf8'), bytes, end: at + length };
}
