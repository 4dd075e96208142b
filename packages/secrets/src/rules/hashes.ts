import type { SecretRule } from '../rule.ts';
import { alnum, hex, madeUp } from './made-up.ts';

const crypt = (length: number, seed: number) =>
  madeUp('./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', length, seed);

/** Hashes of passwords: not the password, but what it is guessed from. */
export const hashes: readonly SecretRule[] = [
  {
    id: 'bcrypt-hash',
    name: 'Hash of a password (bcrypt)',
    severity: 'medium',
    keywords: ['$2a$', '$2b$', '$2y$', '$2x$'],
    run: 60,
    pattern: /(?<![A-Za-z0-9$])(?<secret>\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53})(?![./A-Za-z0-9])/,
    judge: (secret) => (new Set(secret).size > 20 ? 0.6 : 0),
    examples: [`ada:$2y$10$${crypt(53, 1)}`],
  },
  {
    id: 'crypt-hash',
    name: 'Hash of a password (crypt)',
    severity: 'medium',
    keywords: ['$1$', '$5$', '$6$', '$apr1$', '$y$', '$7$', '$sha1$'],
    run: 24,
    reach: { before: 2, after: 180 },
    pattern:
      /(?<![A-Za-z0-9$])(?<secret>\$(?:1|apr1)\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}|\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|\$y\$[./A-Za-z0-9]{2,10}\$[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{43})(?![./A-Za-z0-9])/,
    judge: (secret) => (new Set(secret).size > 12 ? 0.6 : 0),
    source: 'https://man7.org/linux/man-pages/man5/crypt.5.html',
    examples: [`root:$6$${alnum(8, 2)}$${crypt(86, 3)}:19000:0:99999:7:::`, `$1$${alnum(8, 4)}$${crypt(22, 5)}`],
  },
  {
    id: 'argon2-hash',
    name: 'Hash of a password (Argon2, PBKDF2, scrypt)',
    severity: 'medium',
    keywords: ['$argon2', 'pbkdf2_sha256$', '$pbkdf2', 'scrypt:', '{ssha}', '{ssha512}', '$scrypt$'],
    run: 28,
    pattern:
      /(?<secret>\$argon2(?:id|i|d)\$v=\d{1,3}\$m=\d{1,9},t=\d{1,3},p=\d{1,3}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{20,90}|pbkdf2_sha256\$\d{1,7}\$[A-Za-z0-9]{8,40}\$[A-Za-z0-9+/]{43}=|\$pbkdf2-sha(?:256|512)\$\d{1,7}\$[./A-Za-z0-9]{8,40}\$[./A-Za-z0-9]{40,90}|scrypt:\d{4,6}:8:1\$[A-Za-z0-9]{8,24}\$[0-9a-f]{128}|\{SSHA(?:512)?\}[A-Za-z0-9+/]{28,120}={0,2})/,
    judge: (secret) => (new Set(secret).size > 16 ? 0.6 : 0),
    examples: [
      `$argon2id$v=19$m=65536,t=3,p=4$${crypt(22, 6).replace(/\./g, 'A')}$${crypt(43, 7).replace(/\./g, 'B')}`,
      `pbkdf2_sha256$260000$${alnum(22, 8)}$${alnum(43, 9)}=`,
    ],
  },
  {
    id: 'ntlm-hash',
    name: 'Hashes of Windows passwords',
    severity: 'high',
    keywords: ['aad3b435b51404ee'],
    reach: { before: 2, after: 80 },
    pattern: /(?<secret>aad3b435b51404eeaad3b435b51404ee:[0-9a-f]{32})/i,
    judge: (secret) => (/31d6cfe0d16ae931b73c59d7e0c089c0$/i.test(secret) ? 0 : 0.8),
    examples: [
      `Administrator:500:aad3b435b51404eeaad3b435b51404ee:${alnum(64, 10)
        .toLowerCase()
        .replace(/[^0-9a-f]/g, '')
        .padEnd(32, '3')
        .slice(0, 32)}:::`,
    ],
    counterExamples: ['aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0'],
  },
  {
    id: 'mysql-hash',
    name: 'Hash of a MySQL password',
    severity: 'medium',
    keywords: ['identified by password', 'authentication_string', 'mysql_native_password'],
    run: 40,
    reach: { before: 4, after: 160 },
    pattern: /(?<secret>\*[0-9A-F]{40})(?![0-9A-Fa-f])/,
    examples: [`IDENTIFIED BY PASSWORD '*${hex(40, 11).toUpperCase()}'`],
  },
];
