import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { canonicalJson, Evidence } from '@stoa/model';

/** @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  payloadType: string;
  /** Base64 of the statement. */
  payload: string;
  signatures: { keyid: string; sig: string }[];
}

export type SignatureProblem = 'malformed' | 'unknown-key' | 'bad-signature' | 'expired';
export type SignatureResult = { ok: true; evidence: Evidence } | { ok: false; code: SignatureProblem; why: string };

const payloadType = 'application/vnd.in-toto+json';
const statementType = 'https://in-toto.io/Statement/v1';
const predicateType = 'urn:stoa:evidence:v1';

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

export function readSigningKey(pem: string): KeyObject {
  return createPrivateKey(pem);
}

/** A piece of evidence as a signed in-toto statement. @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export function signEvidence(evidence: Evidence, key: KeyObject): Envelope {
  const statement = {
    _type: statementType,
    subject: [{ name: evidence.subject.name, digest: evidence.subject.digest }],
    predicateType,
    predicate: evidence,
  };
  const payload = Buffer.from(canonicalJson(statement));
  const sig = sign(null, preAuthenticationEncoding(payloadType, payload), key).toString('base64');
  return { payloadType, payload: payload.toString('base64'), signatures: [{ keyid: keyIdOf(key), sig }] };
}

/** Does a known key vouch for it, and is it still in date? */
export function verifyEvidence(envelope: Envelope, keys: readonly KeyObject[], now: string): SignatureResult {
  const payload = Buffer.from(envelope.payload, 'base64');
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  const known = envelope.signatures.filter(({ keyid }) => byId.has(keyid));
  if (known.length === 0) return { ok: false, code: 'unknown-key', why: 'None of its signatures is by a key we know.' };
  const message = preAuthenticationEncoding(envelope.payloadType, payload);
  const right = known.some(({ keyid, sig }) =>
    verify(null, message, publicOf(byId.get(keyid)!), Buffer.from(sig, 'base64')),
  );
  if (!right) return { ok: false, code: 'bad-signature', why: 'The signature does not fit what it is on.' };
  const evidence = readStatement(envelope.payloadType, payload);
  if (!evidence) return { ok: false, code: 'malformed', why: 'What was signed is no evidence of ours.' };
  if (evidence.expiresAt <= now)
    return { ok: false, code: 'expired', why: `It ended on ${evidence.expiresAt.slice(0, 10)}.` };
  return { ok: true, evidence };
}

function readStatement(type: string, payload: Buffer): Evidence | null {
  try {
    const statement = JSON.parse(payload.toString('utf8')) as {
      _type?: string;
      predicateType?: string;
      predicate?: unknown;
    };
    if (type !== payloadType || statement._type !== statementType || statement.predicateType !== predicateType)
      return null;
    return Evidence.parse(statement.predicate);
  } catch {
    return null;
  }
}
