import { isSequence, isStandIn } from '../judge/placeholder.ts';
import { entropyOf, random } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { named, token } from './define.ts';
import { alnum, base64, hex, madeUp } from './made-up.ts';

/** Keys of cryptography. */
export const keys: readonly SecretRule[] = [
  {
    id: 'private-key',
    name: 'Private key',
    severity: 'critical',
    keywords: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----', 'PRIVATE KEY ----'],
    reach: { before: 60, after: 8_000 },
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:[\s\\nr"'+,>|*#]{0,12}(?:Proc-Type|DEK-Info|Comment|Version|Subject|X-[\w-]{1,20}): ?[^\n\\]{1,120}){0,4}[A-Za-z0-9+/=\s\\:,."'|>#*$&;()-]{16,8000}?)(?:-----END|$)/,
    judge: (secret) => {
      const material = secret
        .replace(/(?:Proc-Type|DEK-Info|Comment|Version): ?[^\n\\]{1,120}/g, '')
        .replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
      return material.length >= 30 &&
        new Set(material).size > 14 &&
        !/your|private.?key|example|placeholder|\.\.\./i.test(secret.slice(0, 120))
        ? 0.98
        : 0;
    },
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
    examples: [
      `-----BEGIN ${'RSA PRIVATE'} KEY-----\n${base64(64, 1)}\n${base64(64, 2)}\n-----END RSA PRIVATE KEY-----`,
      `"private_key": "-----BEGIN ${'PRIVATE'} KEY-----\\n${base64(64, 3)}\\n${base64(64, 4)}\\n-----END PRIVATE KEY-----\\n"`,
      `-----BEGIN ${'PGP PRIVATE'} KEY BLOCK-----\nVersion: 1\n\n${base64(64, 5)}\n${base64(64, 6)}\n-----END`,
    ],
    counterExamples: [
      '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\nyour private key goes here, all lines of it\n-----END PRIVATE KEY-----',
    ],
    fix: 'Make a new key pair, replace the public half wherever it is trusted, and keep the private half out of the repository.',
  },
  {
    id: 'private-key-encoded',
    name: 'Private key in base64',
    severity: 'critical',
    keywords: ['LS0tLS1CRUdJTi'],
    reach: { before: 2, after: 6000 },
    run: 100,
    pattern: /(?<![A-Za-z0-9+/])(?<secret>LS0tLS1CRUdJTi[A-Za-z0-9+/]{80,6000}={0,2})/,
    judge: (secret) =>
      /BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY/.test(Buffer.from(secret, 'base64').toString('latin1')) ? 0.98 : 0,
    examples: [
      `tls.key: ${Buffer.from(`-----BEGIN ${'EC PRIVATE'} KEY-----\n${base64(160, 7)}\n-----END`).toString('base64')}`,
    ],
    counterExamples: [
      `tls.crt: ${Buffer.from(`-----BEGIN CERTIFICATE-----\n${base64(160, 8)}\n-----END`).toString('base64')}`,
    ],
  },
  {
    id: 'openssh-private-key-body',
    name: 'Private key without its head',
    severity: 'critical',
    keywords: ['b3BlbnNzaC1rZXktdjEA'],
    reach: { before: 60, after: 4000 },
    run: 60,
    pattern:
      /(?<!-----BEGIN OPENSSH PRIVATE KEY-----[\s\\nr"'+]{0,20})(?<secret>b3BlbnNzaC1rZXktdjEA[A-Za-z0-9+/=\s\\"']{40,4000})/,
    examples: [`key = "b3BlbnNzaC1rZXktdjEA${base64(100, 9)}"`],
  },
  {
    id: 'der-private-key',
    name: 'Private key in base64, without head',
    severity: 'high',
    keywords: [
      'MIIE',
      'MIIJ',
      'MIICXA',
      'MIICXQ',
      'MIICXg',
      'MIICdg',
      'MIICdw',
      'MIIEvA',
      'MIGHAgEAMBMG',
      'MC4CAQAwBQYDK2Vw',
    ],
    reach: { before: 12, after: 4000 },
    run: 60,
    pattern:
      /(?<![A-Za-z0-9+/]|-----[\s\\nr"'+]{0,20})(?<secret>(?:MII[CEJ][A-Za-z0-9+/]{2}IBAA[A-Za-z0-9+/=]{300,4000}|MII[CE][A-Za-z0-9+/]{2}IBADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/=]{300,4000}|MIGHAgEAMBMGByqGSM49[A-Za-z0-9+/=]{100,200}|MC4CAQAwBQYDK2Vw[A-Za-z0-9+/=]{40,60}))/,
    examples: [`rsa_key=MIIEpA${'IBAA'}${base64(800, 10)}`],
    counterExamples: [`certificate=MIIDdzCCAl+g${base64(800, 11)}`],
  },
  {
    id: 'putty-private-key',
    name: 'PuTTY private key',
    severity: 'critical',
    keywords: ['putty-user-key-file'],
    reach: { before: 0, after: 6000 },
    pattern:
      /PuTTY-User-Key-File-\d:[\s\S]{10,3000}?Private-Lines: \d{1,3}\s{1,4}(?<secret>[A-Za-z0-9+/=\s]{40,4000}?)(?=\s{0,8}Private-(?:MAC|Hash)|$)/,
    examples: [
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPublic-Lines: 1\n${base64(64, 12)}\nPrivate-Lines: 1\n${base64(48, 13)}\nPrivate-MAC: ${hex(64, 14)}`,
    ],
  },
  token({
    id: 'age-secret-key',
    name: 'age secret key',
    severity: 'critical',
    shape: 'AGE-SECRET-KEY-1{upper:58}',
    source: 'https://age-encryption.org/v1',
  }),
  {
    id: 'wireguard-key',
    name: 'WireGuard private key',
    severity: 'critical',
    keywords: ['privatekey', 'presharedkey', 'private-key', 'wg_private', 'preshared_key'],
    run: 43,
    reach: { before: 6, after: 70 },
    pattern:
      /(?:Private|Preshared|preshared)[-_]?key["']?\s{0,4}[=:]\s{0,4}["']?(?<secret>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)/i,
    judge: random(4),
    examples: [`[Interface]\nPrivateKey = ${base64(42, 15)}E=`],
    counterExamples: [`[Peer]\nPublicKey = ${base64(42, 16)}E=`],
  },
  {
    id: 'ethereum-private-key',
    name: 'Ethereum private key',
    severity: 'critical',
    keywords: [
      'private_key',
      'privatekey',
      'private-key',
      'privkey',
      'mnemonic',
      'wallet_key',
      'deployer_key',
      'signer_key',
      'eth_key',
      'private key',
    ],
    run: 64,
    reach: { before: 2, after: 110 },
    pattern:
      /(?:priv(?:ate)?[ _-]?key|wallet_?key|deployer_?key|signer_?key|eth_?key)[\w.-]{0,20}["'\])]{0,3}\s{0,4}[=:,(]\s{0,4}["'`[(]{0,3}(?<secret>(?:0x)?[0-9a-fA-F]{64})(?![0-9a-fA-F])/i,
    judge: (secret) => (entropyOf(secret.replace(/^0x/, '')) < 3 ? 0 : 0.85),
    examples: [`DEPLOYER_PRIVATE_KEY=0x${hex(64, 17)}`],
    counterExamples: [`PRIVATE_KEY=0x${'0'.repeat(63)}1`],
  },
  {
    id: 'bitcoin-private-key',
    name: 'Bitcoin private key',
    severity: 'critical',
    keywords: ['wif', 'private', 'privkey', 'bitcoin', 'btc'],
    run: 51,
    reach: { before: 0, after: 130 },
    pattern: /(?<![A-Za-z0-9])(?<secret>[5KL][1-9A-HJ-NP-Za-km-z]{50,51})(?![A-Za-z0-9])/,
    judge: (secret) => (/\d/.test(secret) && /[a-z]/.test(secret) ? random(4.3)(secret) : 0),
    examples: [`bitcoin wif: "K${madeUp('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 51, 18)}"`],
  },
  {
    id: 'extended-private-key',
    name: 'Extended private key of a wallet',
    severity: 'critical',
    keywords: ['xprv', 'yprv', 'zprv', 'tprv'],
    run: 107,
    reach: { before: 2, after: 112 },
    pattern: /(?<![A-Za-z0-9])(?<secret>[xyzt]prv[1-9A-HJ-NP-Za-km-z]{103,108})(?![A-Za-z0-9])/,
    examples: [`${'xprv'}${madeUp('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 107, 19)}`],
  },
  token({ id: 'nostr-private-key', name: 'Nostr private key', severity: 'critical', shape: 'nsec1{lower:58}' }),
  {
    id: 'json-web-key',
    name: 'Private JSON Web Key',
    severity: 'critical',
    keywords: ['"kty"', '\\"kty\\"'],
    reach: { before: 1200, after: 3000 },
    pattern: /\{[^{}]{0,2000}?\\?"d\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9_-]{40,700})\\?"/,
    judge: random(4),
    source: 'https://www.rfc-editor.org/rfc/rfc7517',
    examples: [`{"kty":"EC","crv":"P-256","x":"${alnum(43, 20)}","y":"${alnum(43, 21)}","d":"${alnum(43, 22)}"}`],
    counterExamples: [`{"kty":"EC","crv":"P-256","x":"${alnum(43, 20)}","y":"${alnum(43, 21)}"}`],
  },
  {
    id: 'saml-private-key',
    name: 'Private key of a SAML provider',
    severity: 'critical',
    keywords: ['privatekey', 'sp.key', 'private_key', 'samlkey', 'signingkey'],
    run: 300,
    reach: { before: 0, after: 2600 },
    pattern: /["'\s]{0,3}(?:=>|[=:,])\s{0,4}["'](?<secret>MII[A-Za-z0-9+/=\s\\]{300,2500})["']/,
    examples: [`'privateKey' => 'MIIE${base64(600, 23)}'`],
  },
  {
    id: 'ansible-vault',
    name: 'Ansible vault',
    severity: 'low',
    keywords: ['$ansible_vault;'],
    reach: { before: 0, after: 2000 },
    pattern:
      /\$ANSIBLE_VAULT;[\d.]{3};AES256(?:;\w{1,40})?\s{1,20}(?<secret>[0-9a-f]{60,90}(?:\s{1,20}[0-9a-f]{20,90}){1,40})/,
    judge: () => 0.3,
    examples: [`$ANSIBLE_VAULT;1.1;AES256\n${hex(80, 24)}\n${hex(80, 25)}\n`],
    fix: 'It is encrypted: make sure that its password is nowhere in the repository, and that it is a strong one.',
  },
  named({ id: 'fernet-key', name: 'Fernet key', severity: 'critical', words: ['fernet'], shape: '{url:43}=' }),
  named({
    id: 'rails-master-key',
    name: 'Rails master key',
    severity: 'critical',
    words: ['rails_master_key', 'secret_key_base', 'master.key', 'config/master'],
    shape: ['{hex:32}', '{hex:128}'],
  }),
  {
    id: 'django-settings-key',
    name: 'Secret key of a web framework',
    severity: 'high',
    keywords: ['secret_key', 'secretkey', 'secret_key_base', 'app_key', 'session_secret', 'cookie_secret'],
    run: 20,
    reach: { before: 6, after: 140 },
    pattern:
      /(?<!aws[_-]?)(?:secret_?key(?:_base)?|app_key|session_secret|cookie_secret)["'\])]{0,3}\s{0,4}(?:=>|[:=])\s{0,4}[rbuf]{0,2}(?:["'](?<secret>(?:base64:)?[^\s"']{32,128})["'])/i,
    judge: (secret) =>
      /^(?:your|change|replace|insert|process|env|config|http|<|\$|\{)/i.test(secret) ||
      !/\d/.test(secret) ||
      isStandIn(secret.slice(0, 24)) ||
      isSequence(secret)
        ? 0
        : entropyOf(secret) > 3.6
          ? 0.85
          : 0,
    examples: [`SECRET_KEY = '${base64(20, 26)}(%!${base64(27, 27)}'`, `APP_KEY="base64:${base64(43, 28)}="`],
    counterExamples: ['SECRET_KEY = "change-me-to-something-very-random-and-long"'],
  },
  token({
    id: 'bech32-key',
    name: 'Cardano or Cosmos private key',
    severity: 'critical',
    shape: ['ed25519_sk1{lower:58}', 'xprv1{lower:100-170}', 'suiprivkey1{lower:59}'],
  }),
  {
    id: 'seed-phrase',
    name: 'Seed phrase of a wallet',
    severity: 'critical',
    keywords: ['mnemonic', 'seed_phrase', 'seedphrase', 'seed phrase', 'recovery phrase', 'wallet_seed'],
    reach: { before: 0, after: 240 },
    pattern:
      /["'\])]{0,3}\s{0,4}[=:]\s{0,4}["'`]?(?<secret>(?:[a-z]{3,8} ){11}(?:(?:[a-z]{3,8} ){3}|(?:[a-z]{3,8} ){6}|(?:[a-z]{3,8} ){9}|(?:[a-z]{3,8} ){12})?[a-z]{3,8})(?=["'`\r\n]|$)/,
    judge: (secret) => {
      const words = secret.split(' ');
      return new Set(words).size >= words.length - 2 &&
        !/\b(?:the|and|your|you|this|that|with|for|are|must|word|words|test|junk)\b/.test(secret)
        ? 0.8
        : 0;
    },
    examples: [`MNEMONIC="${'orbit'} velvet canyon muffin tunnel jacket ladder sunset ribbon walnut copper meadow"`],
    counterExamples: [
      `MNEMONIC="${'test '.repeat(11)}junk"`,
      'mnemonic: "the words you have been given must be kept with care by you"',
    ],
  },
];
