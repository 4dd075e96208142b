import type { SourceFile } from '@stoa/model';

/** Smaller than any program of Go or Rust. */
const minBytes = 64 * 1024;

/** Might be a compiled program: executable, and large enough; what it is only the content tells. */
export function mayBeProgram({ path, size, executable }: Pick<SourceFile, 'path' | 'size' | 'executable'>): boolean {
  return size >= minBytes && (executable || /\.(?:exe|dll|so)$/i.test(path));
}

export type Format = 'elf' | 'pe' | 'mach-o';

export function formatOf(bytes: Uint8Array): Format | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64) return null;
  const magic = view.getUint32(0);
  if (magic === 0x7f454c46) return 'elf';
  if (magic >>> 16 === 0x4d5a) return 'pe';
  return [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].includes(magic) ? 'mach-o' : null;
}

/** The content of a section by its name; `null` when there is none, or the tables make no sense. */
export function sectionOf(bytes: Uint8Array, format: Format, name: string): Uint8Array | null {
  try {
    switch (format) {
      case 'elf':
        return elfSection(bytes, name);
      case 'pe':
        return peSection(bytes, name);
      case 'mach-o':
        return machSection(bytes, name);
    }
  } catch (error) {
    // An offset that leads out of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.sheader.html */
function elfSection(bytes: Uint8Array, name: string): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [is64, little] = [bytes[4] === 2, bytes[5] === 1];
  const wide = (at: number) => (is64 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const table = wide(is64 ? 40 : 32);
  const [entrySize, entries, namesIndex] = [0, 2, 4].map((at) => view.getUint16((is64 ? 58 : 46) + at, little)) as [
    number,
    number,
    number,
  ];
  const section = (index: number) => {
    const at = table + index * entrySize;
    return { name: view.getUint32(at, little), offset: wide(at + (is64 ? 24 : 16)), size: wide(at + (is64 ? 32 : 20)) };
  };
  const names = section(namesIndex);
  for (let index = 0; index < entries; index += 1) {
    const one = section(index);
    if (textAt(bytes, names.offset + one.name, name.length + 1) === `${name}\0`)
      return slice(bytes, one.offset, one.size);
  }
  return null;
}

/** @see https://learn.microsoft.com/windows/win32/debug/pe-format */
function peSection(bytes: Uint8Array, name: string): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = view.getUint32(0x3c, true);
  const sections = view.getUint16(head + 6, true);
  const table = head + 24 + view.getUint16(head + 20, true);
  for (let index = 0; index < sections; index += 1) {
    const at = table + index * 40;
    if (textAt(bytes, at, 8).replace(/\0+$/, '') !== name) continue;
    return slice(
      bytes,
      view.getUint32(at + 20, true),
      Math.min(view.getUint32(at + 16, true), view.getUint32(at + 8, true)),
    );
  }
  return null;
}

/** @see https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h */
function machSection(bytes: Uint8Array, name: string): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint32(0) >= 0xce000000 && view.getUint32(0) < 0xfe000000;
  const is64 = (view.getUint32(0, little) & 1) === 1;
  const commands = view.getUint32(16, little);
  let at = is64 ? 32 : 28;
  for (let index = 0; index < Math.min(commands, 10_000); index += 1) {
    const [command, size] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
    // A segment: 64 bits are 0x19, 32 bits are 1.
    if (command === (is64 ? 0x19 : 1)) {
      const count = view.getUint32(at + (is64 ? 64 : 48), little);
      for (let section = 0; section < Math.min(count, 1000); section += 1) {
        const start = at + (is64 ? 72 + section * 80 : 56 + section * 68);
        if (textAt(bytes, start, 16).replace(/\0+$/, '') !== name) continue;
        const length = is64 ? Number(view.getBigUint64(start + 40, little)) : view.getUint32(start + 36, little);
        return slice(bytes, view.getUint32(start + (is64 ? 48 : 40), little), length);
      }
    }
    if (size < 8) return null;
    at += size;
  }
  return null;
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytes.subarray(from, from + length)).toString('latin1');
}

function slice(bytes: Uint8Array, from: number, length: number): Uint8Array | null {
  return from >= 0 && length > 0 && from + length <= bytes.length ? bytes.subarray(from, from + length) : null;
}
