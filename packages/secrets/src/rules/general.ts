import { isJwt, isPlaceholder, isWordy, randomness } from '../judge.ts';
import type { SecretRule } from '../rule.ts';
import { alnum, base64 } from './made-up.ts';

const jwtExample = [
  { alg: 'HS256', typ: 'JWT' },
  { sub: '42', exp: 1_900_000_000 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/** Secrets by their shape or by the name they are given to; the specific rules come before these. */
export const general: readonly SecretRule[] = [
  {
    id: 'private-key',
    name: 'Private key',
    severity: 'critical',
    keywords: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----'],
    reach: { before: 60, after: 8_000 },
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?<secret>[A-Za-z0-9+/=\s\\:,."'|>#]{60,8000})/,
    judge: (secret) => {
      const material = secret.replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
      return material.length >= 60 && new Set(material).size > 20 ? 0.98 : 0;
    },
    examples: [
      `-----BEGIN ${'RSA PRIVATE'} KEY-----\n${base64(64, 1)}\n${base64(64, 2)}\n-----END RSA PRIVATE KEY-----`,
    ],
    counterExamples: ['-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    fix: 'Make a new key pair, replace the public half wherever it is trusted, and keep the private half out of the repository.',
  },
  {
    id: 'json-web-token',
    name: 'JSON Web Token',
    severity: 'medium',
    keywords: ['eyJ'],
    reach: { before: 2, after: 2_000 },
    pattern: /(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{20,700})/,
    judge: (secret) => (isJwt(secret) ? 0.8 : 0),
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    examples: [`Authorization: Bearer ${jwtExample}.${alnum(43, 3)}`],
    counterExamples: [`eyJub3QiOiJhIGp3dCJ9.eyJ${'x'.repeat(20)}.${'x'.repeat(30)}`],
  },
  {
    id: 'url-password',
    name: 'Password in a URL',
    severity: 'high',
    keywords: ['://'],
    reach: { before: 20, after: 250 },
    pattern:
      /(?<![A-Za-z])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>{}$?#]{0,100}:(?<secret>[^\s:/@"'`<>{}[\]$?#]{5,150})@[A-Za-z0-9.[\]_-]{1,200}/i,
    judge: (secret, { line }) =>
      isPlaceholder(secret) || /@(?:localhost|127\.0\.0\.1|example\.(?:com|org))/i.test(line)
        ? 0
        : /^[a-z]{1,10}$/i.test(secret)
          ? 0.3
          : 0.85,
    examples: [`DATABASE_URL=postgres://shop:${alnum(16, 4)}@db.acme.example:5432/shop`],
    counterExamples: [
      'postgres://user:password@db/shop',
      'https://user:${PASSWORD}@host/path',
      'http://host:8080/@scope',
    ],
  },
  {
    id: 'basic-authorization',
    name: 'Basic authorization header',
    severity: 'high',
    keywords: ['basic '],
    reach: { before: 20, after: 300 },
    pattern: /authorization["']?\s{0,4}[:=,]\s{0,4}["']?Basic\s{1,3}(?<secret>[A-Za-z0-9+/]{12,250}={0,2})/i,
    judge: (secret) => {
      const [user, password] = Buffer.from(secret, 'base64').toString('latin1').split(/:(.*)/s);
      return user && password && password.length >= 5 && !isPlaceholder(password) && !/[\0-\x08]/.test(password)
        ? 0.85
        : 0;
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
    keywords: ['bearer '],
    reach: { before: 25, after: 300 },
    pattern: /authorization["']?\s{0,4}[:=,]\s{0,4}["'`]?Bearer\s{1,3}(?<secret>[A-Za-z0-9_~+/.=-]{20,250})/i,
    judge: (secret) => (randomness(secret) > 0.75 ? 0.7 : 0),
    examples: [`-H "Authorization: Bearer ${alnum(40, 6)}"`],
    counterExamples: ['Authorization: Bearer your-access-token-goes-here', 'Authorization: Bearer ${token}'],
  },
  {
    id: 'assigned-secret',
    name: 'Hard-coded secret',
    severity: 'medium',
    keywords: [
      'password',
      'passwd',
      'pwd',
      'passphrase',
      'secret',
      'token',
      'api_key',
      'apikey',
      'api-key',
      'access_key',
      'accesskey',
      'auth_key',
      'authkey',
      'private_key',
      'client_secret',
      'credential',
      'encryption_key',
      'signing_key',
    ],
    reach: { before: 40, after: 220 },
    pattern:
      /(?:^|[^A-Za-z0-9])(?:[A-Za-z0-9_.-]{0,30}[_.-])?(?:[a-z0-9]{0,20}(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|credential|encryption[_-]?key|signing[_-]?key))(?:[_-]?(?:key|value|id))?["'\]]{0,2}[ \t]{0,10}(?:=>|:=|==?|:)[ \t]{0,10}(?:[fbru]{0,2})(?:(?<quote>["'`])(?<secret>[^"'`\r\n]{8,160})\k<quote>|(?<bare>(?!)))/im,
    judge: (secret, { line }) => {
      if (/\s/.test(secret) || isPlaceholder(secret) || isWordy(secret)) return 0;
      if (
        /(?:schema|regex|pattern|label|placeholder|message|description|title|type|field|selector|css|class|href|url|path|endpoint|header|cookie_?name|param)s?["']?\s*[:=]/i.test(
          line.split(secret)[0]?.split(/[,;{]/).at(-1) ?? '',
        )
      )
        return 0;
      return randomness(secret) >= 0.72 ? 0.6 : 0;
    },
    examples: [`const apiKey = "${alnum(28, 7)}";`, `password: '${alnum(14, 8)}!'`],
    counterExamples: [
      'password = "changeme"',
      'const tokenType = "Bearer"',
      'secret: "${SECRET}"',
      'api_key = os.environ["API_KEY"]',
      'passwordField: "user_password"',
    ],
  },
  {
    id: 'environment-secret',
    name: 'Secret in an environment file',
    severity: 'medium',
    keywords: [
      'password',
      'passwd',
      'pwd',
      'secret',
      'token',
      'api_key',
      'apikey',
      'access_key',
      'private_key',
      'credential',
      'encryption_key',
      'signing_key',
    ],
    reach: { before: 60, after: 220 },
    pattern:
      /(?:^|[\s"'`,;{])(?:export |set |ENV |ARG |- |--)?[A-Za-z0-9_.-]{0,40}(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API[_-]?KEY|ACCESS[_-]?KEY|AUTH[_-]?KEY|PRIVATE[_-]?KEY|CREDENTIAL|ENCRYPTION[_-]?KEY|SIGNING[_-]?KEY)(?:_KEY|_VALUE)?["']?[ \t]{0,4}[=:][ \t]{0,4}(?<secret>[^\s"'`$<{(;,#[][^\s"'`;,]{9,200})(?=[\s;"',]|$)/i,
    judge: (secret) =>
      /[(){}[\]<>?]|=>|\$|^[\w$]+(?:\.[\w$]+)+$/.test(secret) ? 0 : randomness(secret) >= 0.72 ? 0.6 : 0,
    examples: [`export DEPLOY_TOKEN=${alnum(30, 9)}`],
    counterExamples: [
      'GITHUB_TOKEN=${{ secrets.GITHUB_TOKEN }}',
      'API_TOKEN=changeme-please',
      'PASSWORD=/run/secrets/password',
    ],
  },
];
