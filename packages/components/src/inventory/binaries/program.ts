import type { LockfileReader } from '../reader.ts';
import { formatOf, mayBeProgram } from './executable.ts';
import { readGoProgram } from './go-binary.ts';
import { readRustProgram } from './rust-binary.ts';

/** Compiled programs of Go, and those of Rust that were built with cargo-auditable: what they were built from. */
export const program: LockfileReader = {
  id: 'program',
  files: [],
  matches: mayBeProgram,
  origin: 'built',
  maxBytes: 512 * 1024 * 1024,
  readBytes: (bytes, path) => {
    const format = formatOf(bytes);
    return format && (readRustProgram(bytes, format, path) ?? readGoProgram(bytes, path));
  },
};
