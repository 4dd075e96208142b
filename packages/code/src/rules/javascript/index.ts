import type { Rule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { flow, call } = rulesOf('js', ['javascript', 'typescript']);

/** Names of what nobody may guess. */
const secretNames =
  '(token|secret|passw|passphrase|session|nonce|salt|otp|csrf|xsrf|auth(?!or)|credential|captcha|verif|signature|invit|(api|private|secret|encryption)_?key)';

const injections: Rule[] = [
  flow('sql-injection', { fix: 'Write `?` or `$1` in the statement and pass the values as the second argument.' }),
  flow('nosql-injection', {
    fix: 'Turn it into a text first, with String(value), or validate the body against a schema.',
  }),
  flow('command-injection', {
    fix: 'Use execFile() or spawn() with a list of arguments and without `shell: true`.',
    severity: 'critical',
    sources: ['remote', 'environment', 'library'],
  }),
  flow('code-injection', { sources: ['remote', 'library', 'page'] }),
  flow('template-injection', { sources: ['remote', 'library'], confidence: 0.7 }),
  flow('ldap-injection'),
  flow('xpath-injection'),
  flow('xxe', { fix: 'Leave `noent` off.' }),
  flow('header-injection', { confidence: 0.5, severity: 'low' }),
  flow('log-injection', { confidence: 0.5 }),
  flow('xss', {
    sources: ['remote', 'page'],
    fix: 'Use a template that escapes, textContent instead of innerHTML, or DOMPurify.',
  }),
  flow('path-traversal', {
    fix: 'Resolve the path and check that it starts with the folder and a separator; or keep path.basename().',
  }),
  flow('ssrf'),
  flow('open-redirect', { sources: ['remote', 'page'] }),
  flow('deserialization', { sources: ['remote'] }),
  flow('prototype-pollution', { sources: ['remote', 'library', 'page'] }),
  flow('redos', { title: 'Data from outside is used as a regular expression' }),
  flow('exponential-regex'),
  flow('slow-regex', { confidence: 0.5 }),
  flow('mass-assignment', { confidence: 0.6 }),
  flow('reflection'),
  flow('format-string', { severity: 'low' }),
  flow('email-injection'),
  flow('allocation-size', { confidence: 0.5 }),
];

const crypto: Rule[] = [
  call('weak-hash', [
    { api: 'crypto.{createHash,createHmac}', when: [{ arg: 0, matches: '^(md4|md5|ripemd160|rmd160)$' }] },
    {
      api: 'crypto.{createHash,createHmac}',
      when: [{ arg: 0, matches: '^sha-?1$' }],
      // RFC 6455, section 4.2.2: the answer to a handshake is a SHA-1.
      notIn: 'sec-websocket-(key|accept)|258EAFA5-E914-47DA-95CA',
    },
    { api: '{md5,sha1,blueimp-md5,md5-file,js-md5,js-sha1}' },
    { api: 'crypto-js.{MD5,SHA1,HmacMD5,HmacSHA1}' },
    { api: 'crypto-js/{md5,sha1}' },
    { api: 'crypto.subtle.digest', when: [{ arg: 0, matches: '^sha-1$' }] },
  ]),
  call('weak-cipher', [
    {
      api: 'crypto.{createCipheriv,createDecipheriv,createCipher,createDecipher}',
      when: [{ arg: 0, matches: '^(des|des3|des-|rc2|rc4|bf|blowfish|cast5|seed)' }],
    },
    { api: 'crypto-js.{DES,TripleDES,RC4,Rabbit,RabbitLegacy}.{encrypt,decrypt}' },
  ]),
  call('weak-cipher', [{ api: 'crypto.{createCipher,createDecipher}' }], {
    id: 'cipher-from-password',
    title: 'A key is made from a password without salt',
    message: 'createCipher() derives the key with MD5 in one round and no salt; it is gone from current versions.',
    cwe: [916],
    fix: 'Derive the key with scrypt and use createCipheriv().',
  }),
  call('weak-mode', [{ api: 'crypto.{createCipheriv,createDecipheriv}', when: [{ arg: 0, matches: '-ecb$' }] }]),
  call('static-iv', [{ api: 'crypto.createCipheriv', when: [{ arg: 2, constant: true }] }]),
  call(
    'hardcoded-credentials',
    [{ api: 'crypto.{createCipheriv,createDecipheriv,createHmac}', when: [{ arg: 1, constant: true }] }],
    { id: 'hardcoded-key', title: 'A key is written into the code', cwe: [321] },
  ),
  call('short-key', [
    {
      api: 'crypto.{generateKeyPair,generateKeyPairSync}',
      when: [
        { arg: 0, matches: '^(rsa|dsa)' },
        { arg: '1.modulusLength', below: 2048 },
      ],
    },
    { api: 'node-rsa', when: [{ arg: '0.b', below: 2048 }] },
  ]),
  call('weak-random', [{ api: 'Math.random', into: secretNames }], {
    fix: 'Use crypto.randomBytes(), randomInt() or randomUUID().',
  }),
  call('weak-random', [{ api: 'crypto.pseudoRandomBytes' }], { id: 'pseudo-random-bytes' }),
  call(
    'short-key',
    [
      { api: 'crypto.{pbkdf2,pbkdf2Sync}', when: [{ arg: 2, below: 100000 }] },
      { api: '{bcrypt,bcryptjs}.{hash,hashSync,genSalt,genSaltSync}', when: [{ arg: 1, below: 10 }] },
    ],
    {
      id: 'few-rounds',
      title: 'A password is hashed with too little work',
      message: 'The fewer rounds, the faster passwords are guessed.',
      fix: 'Use at least 600,000 rounds of PBKDF2-SHA-256, cost 12 for bcrypt, or Argon2id.',
      cwe: [916],
    },
  ),
];

const configuration: Rule[] = [
  call('hardcoded-credentials', [
    { api: 'jsonwebtoken.{sign,verify}', when: [{ arg: 1, constant: true }] },
    { api: 'express-session', when: [{ arg: '0.secret', constant: true }] },
    { api: 'cookie-session', when: [{ arg: '0.secret', constant: true }] },
    { api: 'cookie-parser', when: [{ arg: 0, constant: true }] },
    { api: 'express-jwt', when: [{ arg: '0.secret', constant: true }] },
    { api: '{mysql,mysql2}.{createConnection,createPool}', when: [{ arg: '0.password', constant: true }] },
    { api: 'pg.{Client,Pool}', when: [{ arg: '0.password', constant: true }] },
    { api: 'sequelize', when: [{ arg: 2, constant: true }] },
    { api: 'passport-jwt.Strategy', when: [{ arg: '0.secretOrKey', constant: true }] },
  ]),
  call('certificate-validation', [
    {
      api: '{https,tls,axios,got,request,needle}.{request,get,connect,Agent,create,post,put}',
      when: [{ arg: '0.rejectUnauthorized', is: [false] }],
    },
    { api: '{https,tls}.{request,get,connect}', when: [{ arg: '1.rejectUnauthorized', is: [false] }] },
    { api: 'https.Agent', when: [{ arg: '0.rejectUnauthorized', is: [false] }] },
    { api: '{request,needle}', when: [{ arg: '0.strictSSL', is: [false] }] },
    { api: 'request', when: [{ arg: '0.rejectUnauthorized', is: [false] }] },
    { api: 'nodemailer.createTransport', when: [{ arg: '0.tls.rejectUnauthorized', is: [false] }] },
  ]),
  call('tls-version', [
    {
      api: '{https,tls}.{createServer,createSecureContext,connect,request,Agent}',
      when: [{ arg: '0.secureProtocol', matches: '^(SSLv|TLSv1_method|TLSv1_1|TLSv1_client|TLSv1_server)' }],
    },
    {
      api: '{https,tls}.{createServer,createSecureContext,connect,request,Agent}',
      when: [{ arg: '0.minVersion', matches: '^TLSv1(\\.1)?$' }],
    },
  ]),
  call('jwt', [
    {
      api: 'jsonwebtoken.verify',
      when: [
        { arg: '2.algorithms', missing: false },
        { arg: '2.algorithms.0', matches: '^none$' },
      ],
    },
    { api: 'jsonwebtoken.sign', when: [{ arg: '2.algorithm', matches: '^none$' }] },
    { api: 'jsonwebtoken.verify', when: [{ arg: 1, is: ['', null, false] }] },
    { api: 'jwt-simple.decode', when: [{ arg: 2, is: [true] }] },
  ]),
  call('jwt', [{ api: 'jsonwebtoken.decode' }, { api: 'jwt-decode' }, { api: 'jose.decodeJwt' }], {
    id: 'jwt-not-verified',
    confidence: 0.4,
    severity: 'low',
  }),
  call(
    'cookie-flags',
    [
      { api: 'express.Response.cookie', when: [{ arg: 2, missing: true }] },
      { api: 'express.Response.cookie', when: [{ arg: '2.secure', is: [false] }] },
      { api: 'express-session', when: [{ arg: '0.cookie.secure', is: [false] }] },
      { api: 'cookie.serialize', when: [{ arg: '2.secure', is: [false] }] },
    ],
    { cwe: [614] },
  ),
  call(
    'cookie-flags',
    [
      { api: 'express.Response.cookie', when: [{ arg: '2.httpOnly', is: [false] }] },
      { api: 'express-session', when: [{ arg: '0.cookie.httpOnly', is: [false] }] },
      { api: 'cookie.serialize', when: [{ arg: '2.httpOnly', is: [false] }] },
    ],
    { id: 'cookie-script-access', title: 'Scripts may read a cookie', cwe: [1004] },
  ),
  call('cors', [
    {
      api: 'cors',
      when: [
        { arg: '0.origin', is: ['*', true] },
        { arg: '0.credentials', is: [true] },
      ],
    },
    {
      api: 'express.Response.{header,setHeader,set}',
      when: [
        { arg: 0, matches: '^access-control-allow-origin$' },
        { arg: 1, is: ['*'] },
      ],
    },
  ]),
  call('debug-on', [{ api: 'errorhandler' }, { api: 'express.errorHandler' }], { confidence: 0.6 }),
  call(
    'xss',
    [
      { api: '{handlebars.compile}', when: [{ arg: '1.noEscape', is: [true] }] },
      { api: 'marked.setOptions', when: [{ arg: '0.sanitize', is: [false] }] },
      { api: 'nunjucks.configure', when: [{ arg: '1.autoescape', is: [false] }] },
      { api: 'nunjucks.configure', when: [{ arg: '0.autoescape', is: [false] }] },
    ],
    {
      id: 'escaping-off',
      title: 'A template engine is told not to escape',
      message: 'Everything that goes into a page goes in as markup.',
    },
  ),
  call('insecure-temp-file', [{ api: '{tmp.tmpNameSync,tmp.tmpName,tempfile,temp.path}' }, { api: 'os.tmpDir' }], {
    confidence: 0.6,
  }),
  call('file-permissions', [
    {
      api: '{fs,fs/promises,fs.promises}.{chmod,chmodSync,fchmod}',
      when: [{ arg: 1, is: [0o777, 0o666, 0o776, 0o767, '777', '0777', '666'] }],
    },
    {
      api: 'fs.{writeFile,writeFileSync,open,openSync,mkdir,mkdirSync}',
      when: [{ arg: '2.mode', is: [0o777, 0o666] }],
    },
  ]),
  call('bind-all-interfaces', [
    { api: 'express.Application.listen', when: [{ arg: 1, is: ['0.0.0.0', '::'] }] },
    { api: 'http.Server.listen', when: [{ arg: 1, is: ['0.0.0.0', '::'] }] },
  ]),
  call('csrf', [{ api: 'csurf', when: [{ arg: '0.ignoreMethods.0', matches: 'post' }] }], { confidence: 0.6 }),
  call('cleartext', [
    { api: 'ftp.connect' },
    { api: 'basic-ftp.Client.access', when: [{ arg: '0.secure', is: [false] }] },
  ]),
  call('information-leak', [{ api: 'express.Response.{send,json,end}', when: [{ arg: 0, api: ['process.env'] }] }]),
  call('weak-random', [{ api: 'uuid.v1', into: secretNames }], {
    id: 'guessable-uuid',
    severity: 'low',
    confidence: 0.3,
    title: 'An identifier made of time and machine',
    message: 'Version 1 UUIDs can be guessed from one another.',
    fix: 'Use crypto.randomUUID().',
  }),
  call(
    'deserialization',
    [
      {
        api: 'js-yaml.load',
        when: [{ arg: '1.schema', api: ['js-yaml.DEFAULT_FULL_SCHEMA', 'js-yaml-js-types.all'] }],
      },
    ],
    { id: 'yaml-full-schema' },
  ),
  call('xxe', [{ api: '{libxmljs,libxmljs2}.{parseXml,parseXmlString}', when: [{ arg: '1.noent', is: [true] }] }], {
    id: 'xml-entities-on',
    title: 'External entities are switched on',
  }),
  call(
    'command-injection',
    [
      {
        api: 'child_process.{spawn,spawnSync,execFile,execFileSync}',
        when: [
          { arg: '2.shell', is: [true] },
          { arg: 0, carries: 'command' },
        ],
      },
    ],
    { id: 'spawn-shell', severity: 'medium', confidence: 0.5, title: 'A program is started through a shell' },
  ),
];

export const javascriptRules: readonly Rule[] = [...injections, ...crypto, ...configuration];
