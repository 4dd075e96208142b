import { expect, test } from 'vitest';
import { createScanner, rules } from '@stoa/secrets';
import { costPerCharacter } from '../src/judge/token-cost.ts';
import { kindOfName } from '../src/credential-name.ts';
import { awsAccountOf, passesLuhn } from '../src/judge/structure.ts';

const scanner = createScanner(rules);
const found = (path: string, text: string) =>
  scanner.scanBytes(path, Buffer.from(text)).matches.map(({ rule }) => rule.id);

/** Passwords as people choose them, put together here. */
const chosen = ['Tr0ub', '4dor&3'].join('');
const plain = ['blue', 'fish', '77'].join('');
const drawn = ['a8f5f167', 'f44f4964', 'e6c998de', 'e827110c'].join('');
const mixed = ['xPq93kLm', 'Z0vB7nYt', 'w4Rs'].join('');

test.each([
  ['a.py', `password = "${chosen}"`],
  ['a.py', `db = connect(host="h", user="root", password="${plain}")`],
  ['a.py', `api_key="${drawn}"`],
  ['a.py', `auth_token: str = "${drawn}"`],
  ['a.py', `requests.get(url, auth=("admin", "${chosen}"))`],
  ['a.py', `os.environ["API_KEY"] = "${mixed}"`],
  ['A.java', `String password = "${chosen}";`],
  ['A.java', `props.put("password", "${plain}");`],
  ['A.java', `DriverManager.getConnection(url, "sa", "${chosen}");`],
  ['A.java', `.password("${plain}")`],
  ['a.js', `password: '${chosen}',`],
  ['a.js', `const config = { token: "${drawn}" }`],
  ['a.js', `axios.defaults.headers["x-api-key"] = "${mixed}"`],
  ['a.yml', `db_password: ${plain}`],
  ['a.yml', `MYSQL_ROOT_PASSWORD: ${plain}`],
  ['.env', `MAIL_PASSWORD="${chosen}"`],
  ['.env', `REDIS_URL=redis://:${chosen}@cache:6379`],
  ['a.properties', `spring.datasource.password=${plain}`],
  ['a.go', `password := "${plain}"`],
  ['a.go', `sql.Open("mysql", "root:${plain}@tcp(127.0.0.1:3306)/db")`],
  ['a.php', `define('DB_PASSWORD', '${chosen}');`],
  ['a.php', `$config["secret"] = "${mixed}";`],
  ['a.sh', `export PGPASSWORD=${plain}`],
  ['a.sh', `sshpass -p "${chosen}" ssh host`],
  ['a.cs', `"Server=db;Database=x;User Id=sa;Password=${chosen};"`],
  ['a.cs', `public const string ApiKey = "${mixed}";`],
  ['a.xml', `<add key="ApiSecret" value="${mixed}" />`],
  ['a.xml', `<property name="password" value="${plain}"/>`],
  ['a.rb', `  :password => "${plain}",`],
  ['a.tf', `password = "${chosen}"`],
  ['README', `acme TOKEN ${drawn}`],
])('a credential in %s: %s', (path, text) => expect(found(path, text)).not.toEqual([]));

test.each([
  ['a.py', 'password = os.getenv("DB_PASSWORD")'],
  ['a.py', 'password = ""'],
  ['a.py', 'password = getpass.getpass("Password: ")'],
  ['a.py', 'token = request.headers.get("Authorization")'],
  ['a.py', 'parser.add_argument("--password", help="the password")'],
  ['a.py', 'raise ValueError("Invalid password")'],
  ['a.py', 'password_field = "password"'],
  ['a.py', 'PASSWORD_REGEX = r"^[A-Za-z0-9]{8,}$"'],
  ['a.py', 'API_KEY = "<your-api-key>"'],
  ['a.py', 'secret = "xxxxxxxxxxxx"'],
  ['a.py', 'password = f"{user}_{suffix}"'],
  ['a.py', 'etag = "d41d8cd98f00b204e9800998ecf8427e"'],
  ['a.py', 'commit = "9fceb02d0ae598e95dc970b74767f19372d61af8"'],
  ['a.py', `names = ['username', 'password', 'repository']`],
  ['a.py', 'def login(self, user=None, password=None, usenetrc=True):'],
  ['a.py', '# then pass ``None`` for this argument'],
  ['A.java', 'private String password;'],
  ['A.java', 'String passwordHash = "5f4dcc3b5aa765d61d8327deb882cf99";'],
  ['A.java', 'String TOKEN_HEADER = "X-Auth-Token";'],
  ['A.java', '@Value("${jwt.secret}") private String secret;'],
  ['A.java', 'keyStore.load(is, password.toCharArray());'],
  ['a.js', 'password: { type: String, required: true },'],
  ['a.js', 'password: "Password is required",'],
  ['a.js', 'const token = localStorage.getItem("token")'],
  ['a.js', 'token: `Bearer ${token}`'],
  ['a.js', 'passwordInput: "#password-input"'],
  ['a.js', 't("auth.password.reset")'],
  ['a.js', 'key: "ArrowDown"'],
  ['a.js', 'var rookTable = "0023452Lllk2KqjLBvaxANWEgTd7bqjsxjo8aZj0wd"'],
  ['a.yml', 'password: "{{ vault_db_password }}"'],
  ['a.yml', 'secretKeyRef: {name: db, key: password}'],
  ['a.yml', 'token: ${{ secrets.GITHUB_TOKEN }}'],
  ['a.yml', 'image: nginx@sha256:2834dc507516af02784808c5f48b7cbe38b8ed5d0f4837f16e78d00deb7e7767'],
  ['Podfile.lock', 'ReactNativeCameraKit: f15a5a04b0f6dc6073e6db0296e6ef2d8b8d2522'],
  ['.env', 'API_KEY=your_key_here'],
  ['.env', 'PASSWORD_FILE=/run/secrets/db'],
  ['.env', 'JWT_SECRET=replace-me'],
  [
    'a.html',
    '<input type="hidden" name="authenticity_token" value="7SWa-Fo1_hsC6oovfBsJFLGPUl2EhkSWPbJhWANwgaJWBDl1vxd9VNqX">',
  ],
  ['a.sh', 'PASSWORD=$1'],
  ['a.sh', 'mysql -u root -p"$PASS"'],
  ['README.md', 'https://raw.acme.example/gitter/oauth/8d71b161fd145d11c40d55c9ab66ac134a303253/docs'],
])('no credential in %s: %s', (path, text) => expect(found(path, text)).toEqual([]));

test.each([
  ['DB_PASSWORD', 'password'],
  ['spring.datasource.password', 'password'],
  ['dbPassword1', 'password'],
  ['stripeApiKey', 'secret'],
  ['clay_key', 'secret'],
  ['vault_secret_id', 'secret'],
  ['publicKey', undefined],
  ['primary_key', undefined],
  ['passwordHash', undefined],
  ['tokenType', undefined],
  ['password_reset_url', undefined],
  ['cache.key', undefined],
  ['bypass', undefined],
  ['csrfToken', undefined],
])('the name %s promises %s', (name, kind) => expect(kindOfName(name)).toBe(kind));

test('what people write is cheap, what machines draw is dear', () => {
  for (const text of [
    'userNotFoundError',
    'AUTHENTICATION_TOKEN',
    'com.acme.app.Auth',
    'application/x-www-form-urlencoded',
  ])
    expect(costPerCharacter(text), text).toBeLessThan(4.5);
  for (const text of [mixed, ['vzihla', 'quknri', 'qlht'].join('')])
    expect(costPerCharacter(text), text).toBeGreaterThan(6.5);
});

test('structure: cards by Luhn, accounts in AWS key ids', () => {
  expect(passesLuhn('4539148803436467')).toBe(true);
  expect(passesLuhn('4539148803436468')).toBe(false);
  expect(awsAccountOf(`ASIA${'QNZGKIQY56JQ7WML'}`)).toBe('029608264753');
  expect(awsAccountOf('AKIA0189')).toBeUndefined();
});
