import { isPlaceholder } from '../judge/placeholder.ts';
import { isName } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { alnum, base64, hex } from './made-up.ts';

/** A password a person chose: no stand-in. */
const chosen = (secret: string) =>
  isPlaceholder(secret) || /^[$<{%]/.test(secret) || secret.length < 3 ? 0 : isName(secret) ? 0.4 : 0.8;

/** Files whose format says where the credential is. */
export const files: readonly SecretRule[] = [
  {
    id: 'netrc-password',
    name: 'Password in a netrc file',
    severity: 'high',
    keywords: ['machine ', 'default login'],
    reach: { before: 8, after: 300 },
    pattern:
      /(?:machine\s{1,8}\S{1,100}|default)\s{1,20}login\s{1,8}\S{1,100}\s{1,20}password\s{1,8}(?<secret>\S{3,200})/,
    judge: (secret) => (/^[^@]+@/.test(secret) ? 0 : chosen(secret)),
    examples: [`machine git.acme.example login ada password ${alnum(16, 1)}`],
    counterExamples: ['machine git.acme.example login ada password $PASSWORD'],
  },
  {
    id: 'pgpass-password',
    name: 'Password in a pgpass file',
    severity: 'high',
    keywords: [':5432:', ':*:'],
    reach: { before: 80, after: 200 },
    pattern: /^[\w.*-]{1,80}:(?:\d{2,5}|\*):[\w*-]{1,60}:[\w*.-]{1,60}:(?<secret>[^\s:#]{3,100})$/m,
    judge: chosen,
    examples: [`db.acme.example:5432:shop:shop:${alnum(14, 2)}\n`],
    counterExamples: ['db.acme.example:5432:shop:shop:password\n'],
  },
  {
    id: 'filezilla-password',
    name: 'Password of FileZilla',
    severity: 'high',
    keywords: ['<pass>', '<pass encoding'],
    pattern: /<Pass(?: encoding="base64")?>(?<secret>[^<\s]{4,200})<\/Pass>/i,
    judge: (secret) => (isPlaceholder(secret.replace(/^Example/, '')) ? 0 : 0.8),
    examples: [`<Server><Host>ftp.acme.example</Host><Pass>${alnum(12, 3)}</Pass></Server>`],
    counterExamples: ['<Pass>password</Pass>'],
  },
  {
    id: 'rdp-password',
    name: 'Password of a remote desktop file',
    severity: 'high',
    keywords: ['password 51:b:'],
    pattern: /password 51:b:(?<secret>[0-9A-Fa-f]{100,1000})/,
    reach: { before: 2, after: 1100 },
    examples: [`password 51:b:${hex(200, 4).toUpperCase()}`],
  },
  {
    id: 'group-policy-password',
    name: 'Password of a Windows group policy',
    severity: 'critical',
    keywords: ['cpassword='],
    pattern: /cpassword="(?<secret>[A-Za-z0-9+/]{16,200}={0,2})"/,
    source: 'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-gppref/',
    examples: [`<Properties cpassword="${base64(43, 5)}"/>`],
  },
  {
    id: 'maven-password',
    name: 'Password in Maven settings',
    severity: 'high',
    keywords: ['<password>', '<passphrase>', '<privatekey>'],
    pattern: /<(?:password|passphrase)>\s{0,4}(?<secret>[^<\s]{3,200})\s{0,4}<\/(?:password|passphrase)>/i,
    judge: chosen,
    examples: [`<server><id>nexus</id><username>ada</username><password>${alnum(14, 6)}</password></server>`],
    counterExamples: [
      '<password>${env.NEXUS_PASSWORD}</password>',
      '<password>password</password>',
      '<password>your-password</password>',
    ],
  },
  {
    id: 'gradle-credentials',
    name: 'Credentials in a Gradle script',
    severity: 'high',
    keywords: ['credentials'],
    reach: { before: 0, after: 400 },
    pattern: /credentials\s{0,8}\{[^{}]{0,300}?\bpassword\s{0,3}(?:=\s{0,3})?["'](?<secret>[^"'\s$]{3,100})["']/,
    judge: chosen,
    examples: [`credentials {\n  username 'ada'\n  password '${alnum(14, 7)}'\n}`],
    counterExamples: ["credentials {\n  username 'user'\n  password 'password'\n}"],
  },
  {
    id: 'network-credential',
    name: 'Credentials in code',
    severity: 'high',
    keywords: [
      'networkcredential(',
      'directoryentry(',
      'passwordauthentication(',
      'usernamepasswordcredentials(',
      'basicawscredentials(',
      'usernamepasswordauthenticationtoken(',
      'httpbasicauth(',
      'basicauth(',
      'basic_auth(',
      'auth=(',
      'auth = (',
      'getconnection(',
    ],
    reach: { before: 40, after: 260 },
    pattern:
      /(?:credentials?|entry|authentication|token|auth|connection)\s{0,2}=?\s{0,2}\(\s{0,6}(?:(?:["'][^"'\r\n]{0,120}["']|[\w.]{1,40})\s{0,4},\s{0,12}){1,2}(?:["'])(?<secret>[^"'\r\n\s]{3,100})["'](?:\.toCharArray\(\))?\s{0,4}[,)]/i,
    judge: (secret, { before, after }) =>
      isPlaceholder(secret) ||
      // The name, before the password that is read from elsewhere.
      (/connection\s{0,2}\(/i.test(before) && /^["']\s{0,4},/.test(after)) ||
      /^[a-z]{2,8}:|=/i.test(secret)
        ? 0
        : /\d|[^A-Za-z0-9]/.test(secret) || !isName(secret)
          ? 0.75
          : 0.4,
    examples: [
      `client.Credentials = new NetworkCredential("ada", "${alnum(14, 8)}");`,
      `get(url, auth=("ada", "${alnum(12, 18)}"))`,
    ],
    counterExamples: [
      'new NetworkCredential("user", "password")',
      'DriverManager.getConnection("jdbc:x", "shopuser1", System.getenv("DB_PASSWORD"));',
    ],
  },
  {
    id: 'secure-string',
    name: 'Password made a secure string',
    severity: 'high',
    keywords: ['convertto-securestring'],
    pattern: /ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["'](?<secret>[^"'$\r\n]{4,120})["']/i,
    judge: chosen,
    examples: [`$p = ConvertTo-SecureString "${alnum(12, 9)}!" -AsPlainText -Force`],
    counterExamples: ['ConvertTo-SecureString "$env:PASSWORD" -AsPlainText -Force'],
  },
  {
    id: 'svn-password',
    name: 'Stored password of Subversion',
    severity: 'high',
    keywords: ['k 8\npassword'],
    pattern: /K 8\npassword\nV \d{1,3}\n(?<secret>[^\n]{3,100})/,
    judge: chosen,
    examples: [`K 8\npassword\nV 12\n${alnum(12, 10)}\n`],
  },
  {
    id: 'chpasswd-password',
    name: 'Password set by a script',
    severity: 'medium',
    keywords: ['chpasswd'],
    reach: { before: 120, after: 4 },
    pattern: /echo\s{1,3}["']?[\w.-]{1,40}:(?<secret>[^\s"'|$]{3,80})["']?\s{0,3}\|\s{0,3}(?:sudo )?chpasswd/,
    judge: (secret) => (isPlaceholder(secret) ? 0.3 : 0.8),
    examples: [`RUN echo "ada:${alnum(10, 11)}" | chpasswd`],
  },
  {
    id: 'cisco-password',
    name: 'Password of a network device',
    severity: 'high',
    keywords: [
      'enable secret',
      'enable password',
      'snmp-server community',
      'password 7',
      'secret 5',
      'key 7',
      'ppp chap password',
    ],
    pattern:
      /(?:(?:enable (?:secret|password)|username \S{1,40}(?: privilege \d{1,2})? (?:secret|password)|password|key) (?:[0-9] )(?<secret>[^\s]{6,120}))/,
    judge: chosen,
    examples: [`username ada password 7 ${hex(16, 12).toUpperCase()}`],
  },
];
