import type { Observation } from '@stoa/model';
import { findSecrets, type Found } from './find-secrets.ts';
import { observe } from './observe.ts';
import type { SecretRule } from './rule.ts';
import { createScanner, type ScannerOptions } from './scan-bytes.ts';
import { toText } from './text.ts';

export interface ScannedFile {
  observations: Observation[];
  /** Not all of it was looked at: it holds more than any file in good faith. */
  exhausted: boolean;
}

/** One file with what is secret in it: for the issuers of the secrets, never for anybody else. */
export interface OpenedFile extends ScannedFile {
  /** In the order of the observations. */
  found: readonly Found[];
  text: Buffer;
}

/** Looks at whole files and keeps the secrets: the inner side of `createFileScanner`. */
export function createFileOpener(rules: readonly SecretRule[], key: Uint8Array, options?: ScannerOptions) {
  const scanner = createScanner(rules, options);
  return function openFile(path: string, bytes: Uint8Array): OpenedFile | null {
    const text = toText(bytes);
    if (text === null) return null;
    const { found, places, exhausted } = findSecrets(scanner, path, text);
    return { observations: observe(path, text, found, places, key), found, text, exhausted };
  };
}

/**
 * Looks at whole files: text of any encoding, and what stands encoded in it; null where it is no text. Made once for
 * some rules, used for every file.
 *
 * @param key for the secrets' digests, 32 bytes
 */
export function createFileScanner(rules: readonly SecretRule[], key: Uint8Array, options?: ScannerOptions) {
  const openFile = createFileOpener(rules, key, options);
  return function scanFile(path: string, bytes: Uint8Array): ScannedFile | null {
    const file = openFile(path, bytes);
    return file && { observations: file.observations, exhausted: file.exhausted };
  };
}
