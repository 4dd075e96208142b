import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '@stoa/model';
import {
  generateSigningKey,
  keyIdOf,
  preAuthenticationEncoding,
  readSigningKey,
  signEvidence,
  verifyEvidence,
} from '@stoa/evidence';
import { later, now, strong } from './samples.ts';

const key = readSigningKey(generateSigningKey());
const envelope = signEvidence(strong, key);

test.each([
  ['http://example.com/HelloWorld', 'hello world', 'DSSEv1 29 http://example.com/HelloWorld 11 hello world'],
  ['', '', 'DSSEv1 0  0 '],
  ['ö', 'ü1', 'DSSEv1 2 ö 3 ü1'],
])('what is signed of %j and %j is as the specification has it, counted in bytes', (type, payload, expected) => {
  expect(preAuthenticationEncoding(type, Buffer.from(payload)).toString()).toBe(expected);
});

test('what was signed verifies, with the public key alone, and reads as an in-toto statement', () => {
  expect(verifyEvidence(envelope, [key], now)).toEqual({ ok: true, evidence: strong });
  expect(verifyEvidence(JSON.parse(JSON.stringify(envelope)), [key], now)).toMatchObject({ ok: true });
  expect(JSON.parse(Buffer.from(envelope.payload, 'base64').toString())).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [strong.subject],
    predicate: { practice: 'D2' },
  });
});

test('another key, or the end of its time, ends trust', () => {
  const other = generateKeyPairSync('ed25519').publicKey;
  expect(verifyEvidence(envelope, [other], now)).toMatchObject({ code: 'unknown-key' });
  expect(verifyEvidence(envelope, [other, key], now)).toMatchObject({ ok: true });
  expect(verifyEvidence(envelope, [], now)).toMatchObject({ code: 'unknown-key' });
  expect(verifyEvidence(envelope, [key], later)).toMatchObject({ code: 'expired' });
});

test('whatever byte is changed, of payload, type or signature, it does not verify', () => {
  const payload = Buffer.from(envelope.payload, 'base64');
  const sig = Buffer.from(envelope.signatures[0]!.sig, 'base64');
  const flipped = (bytes: Buffer, at: number, by: number) => {
    const changed = Buffer.from(bytes);
    changed[at % changed.length]! ^= by;
    return changed.toString('base64');
  };
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const tampered = [
        { ...envelope, payload: flipped(payload, at, by) },
        { ...envelope, signatures: [{ keyid: keyIdOf(key), sig: flipped(sig, at, by) }] },
        { ...envelope, payloadType: `${envelope.payloadType}${at}` },
      ];
      for (const one of tampered) expect(verifyEvidence(one, [key], now)).toMatchObject({ code: 'bad-signature' });
    }),
  );
});

test('what is no envelope is malformed, and never an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(verifyEvidence(value, [key], now)).toMatchObject({ ok: false });
    }),
  );
  for (const value of [null, {}, { ...envelope, signatures: 'all' }, { ...envelope, payload: '%%%' }])
    expect(verifyEvidence(value, [key], now)).toMatchObject({ code: 'malformed' });
});

test('our key under a statement that is not ours, or that names another subject, says nothing', () => {
  const signed = (statement: unknown, payloadType = envelope.payloadType) => {
    const payload = Buffer.from(canonicalJson(statement));
    const sig = sign(null, preAuthenticationEncoding(payloadType, payload), key).toString('base64');
    return { payloadType, payload: payload.toString('base64'), signatures: [{ keyid: keyIdOf(key), sig }] };
  };
  const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Record<string, unknown>;
  expect(verifyEvidence(signed(statement), [key], now)).toMatchObject({ ok: true });
  expect(verifyEvidence(signed(statement, 'text/plain'), [key], now)).toMatchObject({ code: 'malformed' });
  const wrong = [
    'hello',
    { ...statement, predicateType: 'https://example.com/other' },
    { ...statement, predicate: { ...strong, holding: -1 } },
    { ...statement, subject: [{ name: 'till', digest: strong.subject.digest }] },
    { ...statement, subject: [] },
  ];
  for (const one of wrong) expect(verifyEvidence(signed(one), [key], now)).toMatchObject({ code: 'malformed' });
});

test('a signing key that is none is refused in words that do not repeat it', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const text of [pem, 'SECRET', '', generateSigningKey().slice(0, 60)])
    expect(() => readSigningKey(text)).toThrow(/^The signing key is no Ed25519 private key in PEM: restore it[^\n]*$/);
  expect(verifyEvidence(envelope, [rsa.publicKey], now)).toMatchObject({ code: 'unknown-key' });
});
