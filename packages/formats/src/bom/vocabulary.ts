import licenceIds from 'spdx-license-ids/index.json' with { type: 'json' };
import oldLicenceIds from 'spdx-license-ids/deprecated.json' with { type: 'json' };

/** Bytes of a digest by algorithm, named as CycloneDX names them. */
export const hashBytes: Readonly<Record<string, number>> = {
  MD5: 16,
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
  'SHA3-256': 32,
  'SHA3-384': 48,
  'SHA3-512': 64,
  'BLAKE2b-256': 32,
  'BLAKE2b-384': 48,
  'BLAKE2b-512': 64,
  BLAKE3: 32,
  'Streebog-256': 32,
  'Streebog-512': 64,
};

/** Lengths that a digest may have at all, in hexadecimal digits. */
const lengths = new Set([32, 40, 64, 96, 128]);

export function isHashContent(content: string): boolean {
  return lengths.has(content.length) && /^[0-9a-fA-F]+$/.test(content);
}

const licences = new Set<string>([...licenceIds, ...oldLicenceIds]);

/** An identifier of https://spdx.org/licenses/ */
export function isLicenceId(id: string): boolean {
  return licences.has(id);
}
