import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AdvisoryError, packType, unpackAdvisories, verifyPack, writePack, type PackContent } from '@stoa/components';
import { keyIdOf, openEnvelope, signPayload } from '@stoa/evidence';
import { CommandError } from '../failure.ts';
import { stoaHome } from '../home.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';
import { advisoryFolder, ageOf } from './db.ts';

export interface PackOptions extends OutputOptions {
  /** Files with public keys of those whose packs are taken. */
  key?: string[];
  force?: boolean;
}

/** All advisories of this machine in one signed file. */
export async function packDatabase(file: string, options: OutputOptions): Promise<void> {
  const key = await ownKey();
  const sign = (manifest: Uint8Array) => JSON.stringify(signPayload(packType, manifest, key));
  const content = await writePack(advisoryFolder(), file, new Date().toISOString(), sign);
  if (options.json) return printJson({ file, keyId: keyIdOf(key), ...content });
  printContent(content);
  const size = content.files.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  print(`${file}: ${(size / 1e6).toFixed(1)} MB, signed by the key ${keyIdOf(key).slice(0, 16)}…`);
  print('On the other machine: stoa db unpack FILE --key KEY, with the key that "stoa db key" prints here.');
}

/** The public key of this machine's packs: hand it over by another way than the pack. */
export async function printPackKey(options: OutputOptions): Promise<void> {
  const key = await ownKey();
  const pem = createPublicKey(key as never)
    .export({ type: 'spki', format: 'pem' })
    .toString();
  if (options.json) printJson({ keyId: keyIdOf(key), pem });
  else process.stdout.write(pem);
}

export async function verifyDatabasePack(file: string, options: PackOptions): Promise<void> {
  const { open, signedBy } = opener(await knownKeys(options.key));
  const content = await verifyPack(file, open);
  if (options.json) return printJson({ file, keyId: signedBy(), ...content });
  printContent(content);
  return print(`${file} is whole, made ${ageOf(content.createdAt)}, signed by the key ${signedBy().slice(0, 16)}…`);
}

export async function unpackDatabase(file: string, options: PackOptions): Promise<void> {
  const { open, signedBy } = opener(await knownKeys(options.key));
  const content = await unpackAdvisories(file, advisoryFolder(), open, options.force ?? false);
  if (options.json) return printJson({ file, keyId: signedBy(), ...content });
  printContent(content);
  const left = content.files.length - content.taken.length;
  return print(
    `${content.taken.length} taken over${left > 0 ? `, ${left} left: what is here is as new or newer (--force takes them)` : ''}`,
  );
}

function printContent({ files }: PackContent): void {
  for (const { name, bytes, asOf } of files)
    print(`${name.padEnd(34)} ${(bytes / 1e6).toFixed(1).padStart(8)} MB, fetched ${ageOf(asOf)}`);
}

function opener(keys: readonly KeyObject[]) {
  let keyId = '';
  return {
    signedBy: () => keyId,
    open(envelope: unknown): Uint8Array {
      const opened = openEnvelope(envelope, keys);
      if (opened.ok && opened.type === packType) {
        keyId = opened.keyId;
        return opened.payload;
      }
      const why = opened.ok ? 'It is signed as something else.' : opened.why;
      const next = !opened.ok && opened.code === 'unknown-key' ? ' Name its key: --key FILE.' : '';
      throw new AdvisoryError('bad-pack', `The pack is not taken. ${why}${next}`);
    },
  };
}

/** Those that are named; this machine's own where none is. */
async function knownKeys(files: readonly string[] | undefined): Promise<KeyObject[]> {
  if (!files || files.length === 0) return [await ownKey()];
  return files.map((file) => {
    const key = readKey(file);
    if (key?.asymmetricKeyType !== 'ed25519')
      throw new CommandError(`${file} is no Ed25519 public key in PEM: take what "stoa db key" prints.`);
    return key;
  });
}

function readKey(file: string): KeyObject | null {
  try {
    return createPublicKey(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function ownKey(): Promise<KeyObject> {
  const { loadSigningKey } = await import('@stoa/server');
  return loadSigningKey(stoaHome(), process.env['STOA_SIGNING_KEY_FILE'] || undefined);
}
