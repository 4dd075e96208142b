import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, Evidence } from '@stoa/model';

/** @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
const Envelope = z.object({
  payloadType: z.string().max(200),
  /** Base64 of the statement. */
  payload: z.base64().max(1_000_000),
  signatures: z.array(z.object({ keyid: z.string().max(200), sig: z.base64().max(1000) })).max(100),
});
export type Envelope = z.infer<typeof Envelope>;

export type SignatureProblem = 'malformed' | 'unknown-key' | 'bad-signature' | 'expired';
export type SignatureResult = { ok: true; evidence: Evidence } | { ok: false; code: SignatureProblem; why: string };

const payloadType = 'application/vnd.in-toto+json';
const statementType = 'https://in-toto.io/Statement/v1';
const predicateType = 'urn:stoa:evidence:v1';

/** @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
const Statement = z.object({
  _type: z.literal(statementType),
  subject: z.tuple([z.object({ name: z.string(), digest: z.record(z.string(), z.string()) })]),
  predicateType: z.literal(predicateType),
  predicate: Evidence,
});

/** DSSE's pre-authentication encoding: what is signed says its type and lengths, so no two messages look alike. */
export function preAuthenticationEncoding(type: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

/** SHA-256 of the public key (SPKI), hex: how keys are told apart. */
export function keyIdOf(key: KeyObject): string {
  const spki = publicOf(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

function publicOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key as never) : key;
}

/** A new Ed25519 key as PEM, for a file that only its owner may read. */
export function generateSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** @throws {TypeError} for a key that is no Ed25519 key; never with the key in the message. */
export function readSigningKey(pem: string): KeyObject {
  const key = toKey(pem);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new TypeError(
      'The signing key is no Ed25519 private key in PEM: restore it, or take it away to get a new one.',
    );
  return key;
}

function toKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null; // what OpenSSL says of it helps nobody, and may quote it
  }
}

/** A piece of evidence as a signed in-toto statement. @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export function signEvidence(evidence: Evidence, key: KeyObject): Envelope {
  const statement = {
    _type: statementType,
    subject: [{ name: evidence.subject.name, digest: evidence.subject.digest }],
    predicateType,
    predicate: evidence,
  };
  return signPayload(payloadType, Buffer.from(canonicalJson(statement)), key);
}

/** Any bytes, with their type, in a signed envelope. */
export function signPayload(type: string, payload: Uint8Array, key: KeyObject): Envelope {
  const sig = sign(null, preAuthenticationEncoding(type, payload), key).toString('base64');
  const text = Buffer.from(payload).toString('base64');
  return { payloadType: type, payload: text, signatures: [{ keyid: keyIdOf(key), sig }] };
}

/**
 * Does a known key vouch for it, and is it still in date?
 *
 * The signature is checked before anything of the payload is read, so that a stranger's text is never parsed.
 * @param envelope as it came: it may be anything.
 * @param keys public or private Ed25519 keys; others never match.
 */
export function verifyEvidence(envelope: unknown, keys: readonly KeyObject[], now: string): SignatureResult {
  const opened = openEnvelope(envelope, keys);
  if (!opened.ok) return opened;
  const { type, payload } = opened;
  const evidence = type === payloadType ? readStatement(payload) : null;
  if (!evidence) return { ok: false, code: 'malformed', why: 'What was signed is no evidence of ours.' };
  if (evidence.expiresAt <= now)
    return { ok: false, code: 'expired', why: `It ended on ${evidence.expiresAt.slice(0, 10)}.` };
  return { ok: true, evidence };
}

/** What one of these keys vouches for: the bytes and their type. Nothing of them has been read yet. */
export function openEnvelope(
  envelope: unknown,
  keys: readonly KeyObject[],
): { ok: true; type: string; payload: Buffer; keyId: string } | Extract<SignatureResult, { ok: false }> {
  const read = Envelope.safeParse(envelope);
  if (!read.success) return { ok: false, code: 'malformed', why: 'This is no DSSE envelope.' };
  const { payloadType: type, payload: text, signatures } = read.data;
  const payload = Buffer.from(text, 'base64');
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  const known = signatures.filter(({ keyid }) => byId.has(keyid));
  if (known.length === 0) return { ok: false, code: 'unknown-key', why: 'None of its signatures is by a key we know.' };
  const message = preAuthenticationEncoding(type, payload);
  const signature = known.find(({ keyid, sig }) => isSigned(message, byId.get(keyid)!, sig));
  if (!signature) return { ok: false, code: 'bad-signature', why: 'The signature does not fit what it is on.' };
  return { ok: true, type, payload, keyId: signature.keyid };
}

function isSigned(message: Buffer, key: KeyObject, signature: string): boolean {
  return key.asymmetricKeyType === 'ed25519' && verify(null, message, publicOf(key), Buffer.from(signature, 'base64'));
}

/** Null for what is no statement of ours, or names another subject outside than inside. */
function readStatement(payload: Buffer): Evidence | null {
  try {
    const { subject, predicate } = Statement.parse(JSON.parse(payload.toString('utf8')));
    return canonicalJson(subject[0]) === canonicalJson(predicate.subject) ? predicate : null;
  } catch {
    return null;
  }
}
