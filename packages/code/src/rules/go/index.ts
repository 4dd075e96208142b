import type { Rule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { flow, call } = rulesOf('go', ['go']);

const injections: Rule[] = [
  flow('sql-injection', { fix: 'Write `?` or `$1` in the statement and pass the values after it.' }),
  flow('nosql-injection', { confidence: 0.5 }),
  flow('command-injection', {
    fix: 'Keep the program constant, pass data as arguments of their own, and no `sh -c`.',
    sources: ['remote'],
  }),
  flow('code-injection', { sources: ['remote'] }),
  flow('template-injection'),
  flow('ldap-injection', { fix: 'Escape with ldap.EscapeFilter().' }),
  flow('xpath-injection'),
  flow('header-injection', { confidence: 0.4, severity: 'low' }),
  flow('log-injection', { confidence: 0.6 }),
  flow('xss', { fix: 'Render with html/template, or html.EscapeString().' }),
  flow('path-traversal', { fix: 'Use filepath.Base(), os.Root, or check filepath.IsLocal().', sources: ['remote'] }),
  flow('ssrf'),
  flow('open-redirect'),
  flow('deserialization', { severity: 'medium', confidence: 0.5, sources: ['remote'] }),
  flow('reflection'),
  flow('email-injection'),
  flow('allocation-size'),
];

const crypto: Rule[] = [
  call('weak-hash', [{ api: 'crypto/{md5,sha1}.{New,Sum}' }, { api: 'golang.org/x/crypto/{md4,ripemd160}.New' }]),
  call('weak-cipher', [
    { api: 'crypto/des.{NewCipher,NewTripleDESCipher}' },
    { api: 'crypto/rc4.NewCipher' },
    { api: 'golang.org/x/crypto/{blowfish,cast5,tea,xtea}.NewCipher' },
  ]),
  call(
    'weak-random',
    [
      { api: 'math/rand.{Int,Intn,Int31,Int31n,Int63,Int63n,Float32,Float64,Perm,Read,Uint32,Uint64}' },
      { api: 'math/rand/v2.{Int,IntN,Int64,Uint32,Float64}' },
    ],
    { fix: 'Use crypto/rand.', confidence: 0.5 },
  ),
  call('weak-random', [{ api: 'math/rand.{Seed,NewSource}', when: [{ arg: 0, constant: true }] }], {
    id: 'fixed-seed',
    title: 'The generator is given a seed everybody can read',
  }),
  call('short-key', [{ api: 'crypto/rsa.GenerateKey', when: [{ arg: 1, below: 2048 }] }]),
  call(
    'short-key',
    [
      { api: 'golang.org/x/crypto/bcrypt.GenerateFromPassword', when: [{ arg: 1, below: 10 }] },
      { api: 'golang.org/x/crypto/pbkdf2.Key', when: [{ arg: 2, below: 100000 }] },
    ],
    { id: 'few-rounds', title: 'A password is hashed with too little work', cwe: [916] },
  ),
  call('static-iv', [
    { api: 'crypto/cipher.{NewCBCEncrypter,NewCTR,NewOFB,NewCFBEncrypter}', when: [{ arg: 1, constant: true }] },
  ]),
  call(
    'hardcoded-credentials',
    [
      { api: 'crypto/aes.NewCipher', when: [{ arg: 0, constant: true }] },
      { api: 'crypto/hmac.New', when: [{ arg: 1, constant: true }] },
    ],
    { id: 'hardcoded-key', title: 'A key is written into the code', cwe: [321] },
  ),
];

const configuration: Rule[] = [
  call('hardcoded-credentials', [
    { api: 'database/sql.Open', when: [{ arg: 1, matches: '[^:/@ ]+:[^@/ ]+@' }] },
    { api: 'github.com/golang-jwt/jwt.Token.SignedString', when: [{ arg: 0, constant: true }] },
    { api: 'net/smtp.PlainAuth', when: [{ arg: 2, constant: true }] },
    { api: 'github.com/gorilla/sessions.NewCookieStore', when: [{ arg: 0, constant: true }] },
  ]),
  call('tls-version', [
    {
      api: 'crypto/tls.Config',
      when: [
        { arg: 'MinVersion', api: ['VersionSSL30', 'VersionTLS10', 'VersionTLS11'].map((one) => `crypto/tls.${one}`) },
      ],
    },
    { api: 'crypto/tls.Config', when: [{ arg: 'MinVersion', is: [0x300, 0x301, 0x302] }] },
  ]),
  call('jwt', [
    { api: 'github.com/golang-jwt/jwt.Parser.ParseUnverified' },
    { api: 'github.com/dgrijalva/jwt-go.Parser.ParseUnverified' },
  ]),
  call('insecure-temp-file', [
    { api: 'os.{Create,OpenFile,WriteFile}', when: [{ arg: 0, matches: '^/(var/)?tmp/' }] },
    { api: 'io/ioutil.WriteFile', when: [{ arg: 0, matches: '^/(var/)?tmp/' }] },
  ]),
  call('file-permissions', [
    { api: 'os.{Chmod,Mkdir,MkdirAll}', when: [{ arg: 1, is: [0o777, 0o776, 0o767, 0o666] }] },
    { api: 'os.{OpenFile,WriteFile}', when: [{ arg: 2, is: [0o777, 0o776, 0o767, 0o666] }] },
    { api: 'io/ioutil.WriteFile', when: [{ arg: 2, is: [0o777, 0o666] }] },
  ]),
  call('bind-all-interfaces', [
    { api: 'net.Listen', when: [{ arg: 1, matches: '^(0\\.0\\.0\\.0|\\[::\\]):' }] },
    { api: 'net/http.ListenAndServe', when: [{ arg: 0, matches: '^(0\\.0\\.0\\.0|\\[::\\]):' }] },
  ]),
  call('cleartext', [{ api: 'net/http.{Get,Post}', when: [{ arg: 0, matches: '^http://(?!localhost|127)' }] }], {
    severity: 'low',
    confidence: 0.5,
  }),
  call('debug-on', [{ api: 'github.com/gin-gonic/gin.SetMode', when: [{ arg: 0, is: ['debug'] }] }], {
    severity: 'low',
  }),
  call('cookie-flags', [{ api: 'github.com/gin-gonic/gin.Context.SetCookie', when: [{ arg: 5, is: [false] }] }], {
    cwe: [614],
  }),
  call('cookie-flags', [{ api: 'github.com/gin-gonic/gin.Context.SetCookie', when: [{ arg: 6, is: [false] }] }], {
    id: 'cookie-script-access',
    title: 'Scripts may read a cookie',
    cwe: [1004],
  }),
  call('cookie-flags', [{ api: 'net/http.SetCookie', unless: [{ arg: '1.Secure', is: [true] }] }], {
    id: 'cookie-not-secure',
    cwe: [614],
  }),
  call('certificate-validation', [
    { api: 'crypto/tls.Config', when: [{ arg: 'InsecureSkipVerify', is: [true] }] },
    { api: 'golang.org/x/crypto/ssh.InsecureIgnoreHostKey' },
  ]),
  call('cors', [
    {
      api: 'net/http.Header.Set',
      when: [
        { arg: 0, matches: '^access-control-allow-origin$' },
        { arg: 1, is: ['*'] },
      ],
    },
  ]),
  call('information-leak', [{ api: 'net/http.Error', when: [{ arg: 1, api: ['runtime/debug.Stack()'] }] }]),
];

export const goRules: readonly Rule[] = [...injections, ...crypto, ...configuration];
