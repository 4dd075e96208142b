import { isMonotonous, isPlaceholder, isStandIn } from '../judge/placeholder.ts';
import { isName, randomness, uuidShape } from '../judge/randomness.ts';
import { userAndPassword } from '../judge/structure.ts';
import type { SecretRule } from '../rule.ts';
import { alnum, hex } from './made-up.ts';

const localHost =
  /^@?(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\b|example\.|[\w.-]*\.example(?:[:/]|$)|[\w.-]*example\.(?:com|org|net))/i;

/** Credentials on the wire: addresses, headers, command lines. */
export const web: readonly SecretRule[] = [
  {
    id: 'url-password',
    name: 'Password in a URL',
    severity: 'high',
    follows: '@',
    keywords: ['://', '%3a%2f%2f', ':\\/\\/'],
    run: 8,
    reach: { before: 20, after: 250 },
    pattern:
      /(?<![A-Za-z])[a-z][a-z0-9+.-]{1,30}:\\?\/\\?\/(?<user>[^\s:/@"'`<>{}$?#\\,()|]{0,100}):(?<secret>[^\s:/@"'`<>{}[\]#\\,]{1,150}(?:@[^\s:/@"'`<>{}[\]?#\\,]{1,40}(?=@))?)@[A-Za-z0-9.[\]_%-]{1,200}/i,
    judge: judgeUrlPassword,
    examples: [
      `DATABASE_URL=postgres://shop:${alnum(16, 4)}@db.acme.example:5432/shop`,
      `amqp://app:x${alnum(6, 5)}!m$@broker.internal:5672/live`,
    ],
    counterExamples: [
      'postgres://user:password@db/shop',
      'https://user:${PASSWORD}@host/path',
      'http://host:8080/@scope',
      'redis://user:xxxxxxxxxxxx@host:6379',
      'amqp://guest:guest@localhost/',
      'https://username:$password@localhost:5672',
    ],
  },
  {
    id: 'url-token',
    name: 'Token as the user of a URL',
    severity: 'high',
    follows: '@',
    keywords: ['://'],
    run: 20,
    reach: { before: 10, after: 160 },
    pattern: /https?:\/\/(?:[\w.-]{1,40}:)?(?<secret>[A-Za-z0-9_~.-]{20,100})@[A-Za-z0-9.-]{1,120}/i,
    judge: (secret) => (randomness(secret) >= 0.6 ? 0.7 : 0),
    examples: [`git clone https://${alnum(36, 6)}@git.acme.example/shop.git`],
    counterExamples: ['https://some-long-user-name-of-a-team@git.acme.example/shop.git'],
  },
  {
    id: 'query-token',
    name: 'Token in the query of a URL',
    severity: 'medium',
    keywords: ['token=', 'key=', 'secret=', 'apikey=', 'auth=', 'password=', 'passwd=', 'pwd='],
    run: 8,
    reach: { before: 300, after: 200 },
    pattern:
      /https?:\/\/[^\s"'<>]{3,280}?[?&](?:[\w-]{0,20}(?:token|api_?key|apikey|key|secret|auth|password|passwd|pwd))=(?<secret>[A-Za-z0-9_~.%+/-]{8,180})/i,
    judge: (secret, { before }) => {
      const chance = randomness(secret);
      return isPlaceholder(secret) || (uuidShape.test(secret) && !/token|secret/i.test(before.slice(-12)))
        ? 0
        : chance >= 0.6
          ? 0.7
          : /passw|pwd/i.test(before.slice(-10)) && !isName(secret) && /\d/.test(secret)
            ? 0.5
            : 0;
    },
    examples: [`curl "https://api.acme.example/v1/orders?access_token=${hex(40, 7)}"`],
    counterExamples: ['https://api.acme.example/?key=your_api_key_here', 'https://api.acme.example/?token=${token}'],
  },
  {
    id: 'basic-authorization',
    name: 'Basic authorization header',
    severity: 'high',
    keywords: ['basic '],
    run: 8,
    reach: { before: 40, after: 300 },
    pattern:
      /(?:authorization|auth|headers?)[^\n]{0,30}?\bBasic\s{1,3}(?<secret>[A-Za-z0-9+/]{8,250}={0,2})(?![A-Za-z0-9])/i,
    judge: (secret) => {
      const pair = userAndPassword(secret);
      return pair && pair.password.length >= 3 && !isPlaceholder(pair.password) ? 0.85 : 0;
    },
    examples: [
      `curl -H "Authorization: Basic ${Buffer.from(`ada:${alnum(14, 5)}`).toString('base64')}" https://api.acme.example`,
    ],
    counterExamples: [`Authorization: Basic ${Buffer.from('user:password').toString('base64')}`],
  },
  {
    id: 'bearer-token',
    name: 'Bearer token',
    severity: 'medium',
    keywords: ['bearer ', 'token '],
    run: 16,
    reach: { before: 40, after: 840 },
    pattern:
      /(?:authorization|auth|headers?|-H)[^\n]{0,30}?\b(?:Bearer|Token)\s{1,3}(?<secret>[A-Za-z0-9_~+/.=-]{16,800})/i,
    judge: (secret) => (randomness(secret) >= 0.6 ? 0.7 : 0),
    examples: [`-H "Authorization: Bearer ${alnum(40, 6)}"`],
    counterExamples: ['Authorization: Bearer your-access-token-goes-here', 'Authorization: Bearer ${token}'],
  },
  {
    id: 'api-key-header',
    name: 'API key in a header',
    severity: 'high',
    keywords: [
      'x-api-key',
      'x-auth-token',
      'api-key:',
      'apikey:',
      'x-access-token',
      'private-token',
      'x-api-token',
      'x-secret',
      'x-vault-token',
      'x-consul-token',
    ],
    run: 16,
    reach: { before: 0, after: 160 },
    pattern:
      /(?:key|token|secret):?["'\\]{0,2}[ \t]{0,4}(?:=>|[:=,])?[ \t]{0,4}["'\\]{0,2}(?<secret>[A-Za-z0-9_~+/.=-]{16,150})/i,
    judge: (secret) =>
      uuidShape.test(secret) ? (isPlaceholder(secret) ? 0 : 0.6) : randomness(secret) >= 0.6 ? 0.75 : 0,
    examples: [`curl -H "X-Api-Key: ${alnum(32, 8)}" https://api.acme.example`],
    counterExamples: ['"x-api-key": "your-api-key-here"'],
  },
  {
    id: 'curl-password',
    name: 'Password on the command line of curl',
    severity: 'high',
    keywords: [' -u ', ' -u=', ' --user ', ' --user=', ' --proxy-user ', ' -U '],
    reach: { before: 2, after: 220 },
    pattern: /\s(?:-u|--user|--proxy-user|-U)[ =]{1,2}["']?(?<user>[^\s:"'$<>]{0,80}):["']?(?<secret>[^\s"']{3,120})/,
    judge: (secret, { before, line }) =>
      isPlaceholder(secret) ||
      /^\$|^[{<]|^\/\//.test(secret) ||
      !/\b(?:curl|wget|https?)\b/.test(commandBefore(before) + line)
        ? 0
        : /\d|[^A-Za-z0-9]/.test(secret) || randomness(secret) > 0 || !isName(secret)
          ? 0.8
          : 0.4,
    examples: [`curl -s -u developer:${alnum(16, 9)} https://api.acme.example`],
    counterExamples: [
      'curl -u user:password https://api.acme.example',
      'curl -u "$USER:$PASSWORD" https://api.acme.example',
      'docker run -u 1000:1000 acme/image',
    ],
  },
  {
    id: 'command-password',
    name: 'Password on a command line',
    severity: 'high',
    keywords: [
      'mysql',
      'sshpass',
      'mysqldump',
      'mongo',
      'docker login',
      'helm registry login',
      'az login',
      'redis-cli',
      'smbclient',
      'net use',
      'ldapsearch',
    ],
    reach: { before: 0, after: 220 },
    pattern:
      /(?<![A-Za-z0-9])(?:mysql|sshpass|mysqldump|mongo|docker login|helm registry login|az login|redis-cli|smbclient|net use|ldapsearch)[^\n|;&]{0,160}?\s(?:-p ?|--password[= ]|-a |-w |\/user:\S{1,60} )["']?(?<secret>[^\s"'$<>{}|;&-][^\s"'|;&]{3,80})/,
    judge: (secret, { before }) =>
      isPlaceholder(secret) ||
      isStandIn(secret) ||
      isName(secret) ||
      !/\d|[^A-Za-z0-9]/.test(secret) ||
      /^\d{2,5}(?::\d+)?$|^\/|^\.|=/.test(secret) ||
      (/-p ?["']?$/.test(before) && !/mysql|sshpass|docker login|mongo/.test(before.slice(-80)))
        ? 0
        : 0.6,
    examples: [
      `mysql -u root -p${alnum(6, 3)}!${alnum(6, 4)} shop`,
      `sshpass -p ${alnum(10, 5)}# ssh ada@host.acme.example`,
    ],
    counterExamples: ['mysql -u root -p shop', 'docker login -u ada -p $PASSWORD registry.example'],
  },
];

/** The beginning of a command that may go on over several lines. */
function commandBefore(before: string): string {
  return before
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .at(-1)!;
}

function judgeUrlPassword(secret: string, { after, before }: { after: string; before: string }): number {
  const user = /\/\/([^:/]*):$/.exec(before.replaceAll('\\/', '/'))?.[1] ?? '';
  if (isStandIn(decoded(secret)) || isMonotonous(secret) || /^[$%{<[(]|\$\{|%[sd]$|^\*+$|^:|^\d{2,5}$/.test(secret))
    return 0;
  if (/^\$[A-Za-z_]/.test(secret) || secret.length < 3 || secret === user) return 0;
  if (/^(?:pw|pass|pwd|word|port|secret|token|pat)$/i.test(secret)) return 0;
  if (localHost.test(after)) return /^[a-z]+$/.test(secret) ? 0 : 0.5;
  return /^[a-z]{1,10}$/i.test(secret) ? 0.4 : 0.85;
}

/** Percent escapes read, where they can be. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
