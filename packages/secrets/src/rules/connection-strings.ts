import { isPlaceholder } from '../judge/placeholder.ts';
import { isName } from '../judge/randomness.ts';
import type { SecretContext, SecretRule } from '../rule.ts';
import { alnum } from './made-up.ts';

/** `Server=…;User Id=…;Password=…`: ODBC, ADO.NET, JDBC and their kin. Addresses with a password are in `web.ts`. */
export const connectionStrings: readonly SecretRule[] = [
  {
    id: 'data-source-name-password',
    name: 'Password in the name of a data source',
    severity: 'high',
    keywords: ['@tcp(', '@unix('],
    reach: { before: 140, after: 4 },
    pattern: /(?<![A-Za-z0-9])[\w.-]{1,40}:(?<secret>[^\s:@"'`]{3,80})@(?:tcp|unix)\(/,
    judge: judgeConnection,
    examples: [`sql.Open("mysql", "shop:${alnum(14, 5)}@tcp(db.acme.example:3306)/shop")`],
    counterExamples: ['"user:password@tcp(127.0.0.1:3306)/shop"', '"%s:%s@tcp(%s)/%s"'],
  },
  {
    id: 'jdbc-password',
    name: 'Password in a JDBC address',
    severity: 'high',
    keywords: ['jdbc:'],
    reach: { before: 0, after: 300 },
    pattern: /jdbc:[a-z0-9:]{2,40}[^\s"']{3,200}?[?&;/:](?:password=(?<secret>[^\s&;"'`]{3,100}))/i,
    judge: judgeConnection,
    examples: [`jdbc:postgresql://db.acme.example/shop?user=shop&password=${alnum(14, 3)}`],
    counterExamples: ['jdbc:postgresql://db/shop?user=shop&password=${PASSWORD}'],
  },
  {
    id: 'connection-string-password',
    name: 'Password in a connection string',
    severity: 'high',
    keywords: ['password=', 'pwd=', 'password =', 'pwd ='],
    reach: { before: 400, after: 240 },
    pattern:
      /(?:(?:data source|server|host|hostname|driver|dsn|provider|addr|address|network address|endpoint|initial catalog|database|user ?id|uid|user|username|dbname)\s{0,3}=[^"'`\r\n]{1,380}?[;&? "]\s{0,3}(?:&\s{0,3}"\s{0,3})?)(?:password|pwd)\s{0,3}=\s{0,3}(?<secret>[^\s;"'`&<>]{1,120})|(?<=[;"'?&\s])(?:password|pwd)\s{0,3}=\s{0,3}(?<after>[^\s;"'`&<>]{1,120})(?=;[^"'`\r\n]{0,200}?(?:data source|server|host|driver|initial catalog|database|user ?id|uid)\s{0,3}=)/i,
    judge: judgeConnection,
    examples: [
      `Server=db.acme.example;Database=shop;User Id=shop;Password=${alnum(14, 1)};Encrypt=true`,
      `Driver={ODBC};Server=a;Uid=shop;Pwd=${alnum(12, 2)};`,
    ],
    counterExamples: [
      'Server=host;User Id=username;Password=${PASSWORD};',
      'server=(#{host});uid=#{user};pwd=#{password}',
      'Server=a;User Id=b;Password=<password>;',
    ],
  },
  {
    id: 'oracle-jdbc-password',
    name: 'Password in an Oracle address',
    severity: 'high',
    keywords: ['jdbc:oracle:thin:', 'sqlplus '],
    reach: { before: 0, after: 160 },
    pattern: /(?:jdbc:oracle:thin:|sqlplus )(?:-[a-zA-Z] ){0,3}["']?[\w.$]{1,40}\/(?<secret>[^\s"'@/$<{]{3,60})@/i,
    judge: judgeConnection,
    examples: [`jdbc:oracle:thin:shop/${alnum(12, 4)}@//db.acme.example:1521/shop`],
    counterExamples: ['jdbc:oracle:thin:scott/password@host:1521:orcl'],
  },
];

function judgeConnection(found: string, { before }: SecretContext): number {
  const secret = found.replace(/[,)]{1,3}$/, '');
  if (isPlaceholder(secret) || /^[{[(<$%@*\\]|^#[{A-Z_]|[)}\]>]$|^\+|\\n$/.test(secret) || /^(?:your|my)/i.test(secret))
    return 0;
  if (/^(?:req|self|this|config|params?|args?|os|process|System|Configuration|env)\b/.test(secret) || secret.length < 3)
    return 0;
  if (/(?:user(?:name)?|login)\s*=\s*["']*\s*["']?["']?,?\s*$/i.test(before)) return 0;
  return /\d|[^A-Za-z0-9]/.test(secret) || !isName(secret) ? 0.8 : 0.4;
}
