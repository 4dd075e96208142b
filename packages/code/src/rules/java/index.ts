import type { Rule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { flow, call } = rulesOf('java', ['java']);

const injections: Rule[] = [
  flow('sql-injection', { fix: 'Use a PreparedStatement with `?` and set the values with setString() and its like.' }),
  flow('nosql-injection', { fix: 'Build the query with Filters.eq() and its like instead of parsing text.' }),
  flow('command-injection', {
    fix: 'Give ProcessBuilder a fixed program and the data as one argument of its own; no `sh -c`.',
  }),
  flow('code-injection'),
  flow('expression-injection'),
  flow('template-injection'),
  flow('ldap-injection', {
    fix: 'Use a filter with `{0}` and hand the value over in the argument array, or encode it.',
  }),
  flow('xpath-injection', { fix: 'Use an XPathVariableResolver, and `$name` in the expression.' }),
  flow('header-injection'),
  flow('log-injection'),
  flow('xss', { fix: 'Encode with OWASP Encode.forHtml() or let the template engine do it.' }),
  flow('path-traversal', { fix: 'Compare toRealPath() with the folder, or keep Path.getFileName() only.' }),
  flow('ssrf'),
  flow('open-redirect'),
  flow('deserialization', { fix: 'Set an ObjectInputFilter that allows a fixed list of classes, or use JSON.' }),
  flow('redos'),
  flow('exponential-regex'),
  flow('slow-regex', { confidence: 0.5 }),
  flow('mass-assignment'),
  flow('trust-boundary'),
  flow('reflection'),
  flow('format-string', { severity: 'low', sources: ['remote'] }),
  flow('email-injection'),
  flow('allocation-size'),
  flow('xxe', { fix: 'setFeature("http://apache.org/xml/features/disallow-doctype-decl", true) on the factory.' }),
];

const crypto: Rule[] = [
  call('weak-hash', [
    { api: 'java.security.MessageDigest.getInstance', when: [{ arg: 0, matches: '^(md2|md4|md5|sha|sha-?1)$' }] },
    { api: 'org.apache.commons.codec.digest.DigestUtils.{md5,md5Hex,sha1,sha1Hex,sha,shaHex,md2Hex}' },
    { api: 'com.google.common.hash.Hashing.{md5,sha1}' },
  ]),
  call('weak-cipher', [
    {
      api: 'javax.crypto.{Cipher,KeyGenerator,SecretKeyFactory}.getInstance',
      when: [{ arg: 0, matches: '^(des|desede|tripledes|rc2|rc4|arcfour|blowfish)(/|$)' }],
    },
    { api: 'javax.crypto.spec.SecretKeySpec', when: [{ arg: 1, matches: '^(des|desede|rc2|rc4|arcfour|blowfish)$' }] },
    { api: 'javax.crypto.NullCipher' },
  ]),
  call('weak-mode', [{ api: 'javax.crypto.Cipher.getInstance', when: [{ arg: 0, matches: '^aes(/ecb/.*)?$' }] }]),
  call('weak-mode', [{ api: 'javax.crypto.Cipher.getInstance', when: [{ arg: 0, matches: '^aes/cbc/' }] }], {
    id: 'unauthenticated-mode',
    cwe: [649],
    severity: 'low',
    confidence: 0.5,
    title: 'A cipher mode that does not notice changes',
    message: 'CBC without a MAC lets others change the data, and padding oracles read it.',
  }),
  call('static-iv', [
    { api: 'javax.crypto.spec.{IvParameterSpec,GCMParameterSpec}', when: [{ arg: 0, constant: true }] },
    { api: 'javax.crypto.spec.GCMParameterSpec', when: [{ arg: 1, constant: true }] },
  ]),
  call('short-key', [
    {
      api: 'java.security.KeyPairGenerator.getInstance().initialize',
      when: [{ arg: 0, below: 2048 }],
      unless: [{ arg: 0, below: 600 }],
    },
    { api: 'javax.crypto.KeyGenerator.getInstance().init', when: [{ arg: 0, below: 128 }] },
  ]),
  call(
    'weak-random',
    [
      { api: 'java.lang.Math.random' },
      { api: 'java.util.Random.{nextInt,nextLong,nextBytes,nextDouble,nextFloat,nextBoolean,nextGaussian,ints}' },
      { api: 'java.util.concurrent.ThreadLocalRandom.current' },
      {
        api: 'org.apache.commons.lang{,3}.RandomStringUtils.{random,randomAlphanumeric,randomAlphabetic,randomNumeric}',
      },
    ],
    { fix: 'Use java.security.SecureRandom.' },
  ),
  call(
    'weak-random',
    [
      { api: 'java.security.SecureRandom', when: [{ arg: 0, constant: true }] },
      { api: 'java.security.SecureRandom.setSeed', when: [{ arg: 0, constant: true }] },
    ],
    { id: 'fixed-seed', title: 'The generator is given a seed everybody can read' },
  ),
  call('hardcoded-credentials', [
    { api: 'java.sql.DriverManager.getConnection', when: [{ arg: 2, constant: true }] },
    { api: 'javax.crypto.spec.PBEKeySpec', when: [{ arg: 0, constant: true }] },
    { api: 'javax.security.auth.kerberos.KerberosKey', when: [{ arg: 1, constant: true }] },
  ]),
  call('hardcoded-credentials', [{ api: 'javax.crypto.spec.SecretKeySpec', when: [{ arg: 0, constant: true }] }], {
    id: 'hardcoded-key',
    title: 'A key is written into the code',
    cwe: [321],
  }),
];

const configuration: Rule[] = [
  call('certificate-validation', [
    {
      api: 'javax.net.ssl.HttpsURLConnection.{setHostnameVerifier,setDefaultHostnameVerifier}',
      when: [
        {
          arg: 0,
          api: [
            'org.apache.http.conn.ssl.NoopHostnameVerifier',
            'org.apache.http.conn.ssl.NoopHostnameVerifier.INSTANCE',
            'org.apache.http.conn.ssl.AllowAllHostnameVerifier',
            'org.apache.http.conn.ssl.SSLSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER',
          ],
        },
      ],
    },
    { api: 'org.apache.http.conn.ssl.{NoopHostnameVerifier,AllowAllHostnameVerifier}' },
    {
      api: 'org.apache.http.impl.client.HttpClientBuilder.setSSLHostnameVerifier',
      when: [
        {
          arg: 0,
          api: [
            'org.apache.http.conn.ssl.NoopHostnameVerifier',
            'org.apache.http.conn.ssl.NoopHostnameVerifier.INSTANCE',
          ],
        },
      ],
    },
    { api: 'org.apache.commons.mail.Email.setSSLCheckServerIdentity', when: [{ arg: 0, is: [false] }] },
  ]),
  call('tls-version', [
    { api: 'javax.net.ssl.SSLContext.getInstance', when: [{ arg: 0, matches: '^(ssl|sslv2|sslv3|tlsv1|tlsv1\\.1)$' }] },
  ]),
  call(
    'jwt',
    [
      { api: 'io.jsonwebtoken.Jwts.parser().parse' },
      { api: 'io.jsonwebtoken.JwtParser.parse' },
      { api: 'com.auth0.jwt.JWT.decode' },
      { api: 'com.auth0.jwt.algorithms.Algorithm.none' },
    ],
    { confidence: 0.6 },
  ),
  call(
    'cookie-flags',
    [
      { api: '{javax,jakarta}.servlet.http.Cookie.setSecure', when: [{ arg: 0, is: [false] }] },
      {
        api: '{javax,jakarta}.servlet.http.HttpServletResponse.addCookie',
        when: [{ arg: '0.setSecure()', missing: true }],
      },
    ],
    { cwe: [614] },
  ),
  call('cookie-flags', [{ api: '{javax,jakarta}.servlet.http.Cookie.setHttpOnly', when: [{ arg: 0, is: [false] }] }], {
    id: 'cookie-script-access',
    title: 'Scripts may read a cookie',
    cwe: [1004],
  }),
  call('cors', [
    {
      api: '{javax,jakarta}.servlet.http.HttpServletResponse.{setHeader,addHeader}',
      when: [
        { arg: 0, matches: '^access-control-allow-origin$' },
        { arg: 1, is: ['*'] },
      ],
    },
    {
      api: 'org.springframework.web.servlet.config.annotation.CorsRegistration.allowedOrigins',
      when: [{ arg: 0, is: ['*'] }],
    },
    { api: 'org.springframework.web.cors.CorsConfiguration.addAllowedOrigin', when: [{ arg: 0, is: ['*'] }] },
  ]),
  call('csrf', [{ api: 'org.springframework.security.config.annotation.web.builders.HttpSecurity.csrf().disable' }]),
  call('debug-on', [
    {
      api: 'org.springframework.security.config.annotation.web.builders.WebSecurity.debug',
      when: [{ arg: 0, is: [true] }],
    },
  ]),
  call('insecure-temp-file', [
    { api: 'com.google.common.io.Files.createTempDir' },
    { api: 'java.io.File.createTempFile().delete' },
  ]),
  call('file-permissions', [
    {
      api: 'java.io.File.{setReadable,setWritable,setExecutable}',
      when: [
        { arg: 0, is: [true] },
        { arg: 1, is: [false] },
      ],
    },
    {
      api: 'java.nio.file.attribute.PosixFilePermissions.fromString',
      when: [{ arg: 0, matches: '^.{6}.?(r|.w|..x)' }],
      unless: [{ arg: 0, matches: '---$' }],
    },
  ]),
  call('information-leak', [
    { api: 'java.lang.Throwable.printStackTrace', when: [{ arg: 0, api: ['java.io.PrintWriter@response'] }] },
    { api: 'java.lang.Exception.printStackTrace', when: [{ arg: 0, api: ['java.io.PrintWriter@response'] }] },
  ]),
  call(
    'cleartext',
    [
      { api: 'java.net.Socket', when: [{ arg: 1, is: [21, 23, 25, 80, 110, 143] }] },
      { api: 'org.apache.commons.net.{ftp.FTPClient,telnet.TelnetClient}' },
    ],
    { severity: 'low' },
  ),
  call('timing', [
    {
      api: 'java.util.Arrays.equals',
      when: [{ arg: 0, api: ['javax.crypto.Mac.doFinal()', 'java.security.MessageDigest.digest()'] }],
    },
  ]),
];

export const javaRules: readonly Rule[] = [...injections, ...crypto, ...configuration];
