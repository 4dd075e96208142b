import type { Rule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { flow, call } = rulesOf('py', ['python']);
const entitiesOn = [
  'setFeature(xml.sax.handler.feature_external_ges)',
  'setFeature(http://xml.org/sax/features/external-general-entities)',
];

const injections: Rule[] = [
  flow('sql-injection', {
    fix: 'Write `%s` or `?` in the statement and pass the values as the second argument of execute().',
  }),
  flow('nosql-injection', { confidence: 0.6 }),
  flow('command-injection', {
    fix: 'Use subprocess.run() with a list of arguments and without `shell=True`.',
    sources: ['remote', 'environment'],
  }),
  flow('code-injection', {
    fix: 'Use ast.literal_eval() for literals, or a table of allowed actions.',
    sources: ['remote', 'environment'],
  }),
  flow('template-injection', { fix: 'Use render_template() with a file, and pass the data as variables.' }),
  flow('ldap-injection', {
    fix: 'Escape with ldap.filter.escape_filter_chars() or ldap3.utils.conv.escape_filter_chars().',
  }),
  flow('xpath-injection', { fix: 'Pass the value as a variable: tree.xpath("…[@id=$id]", id=value).' }),
  flow('xxe', { fix: 'Use defusedxml, or a parser with resolve_entities=False and no_network=True.' }),
  flow('header-injection', { confidence: 0.5 }),
  flow('log-injection', { confidence: 0.6 }),
  flow('xss', { fix: 'Render with a template that escapes, or use markupsafe.escape().' }),
  flow('path-traversal', {
    fix: 'Use werkzeug.utils.secure_filename(), or check that os.path.realpath() begins with the folder.',
    sources: ['remote'],
  }),
  flow('ssrf'),
  flow('open-redirect', { fix: 'Check with url_has_allowed_host_and_scheme(), or redirect to url_for() only.' }),
  flow('deserialization', { fix: 'Use json, or yaml.safe_load().', sources: ['remote'] }),
  flow('redos'),
  flow('exponential-regex'),
  flow('slow-regex', { confidence: 0.5 }),
  flow('trust-boundary'),
  flow('reflection', { confidence: 0.6 }),
  flow('email-injection'),
  flow('format-string', { severity: 'medium' }),
];

const crypto: Rule[] = [
  call('weak-hash', [
    { api: 'hashlib.{md5,sha1,md4}', unless: [{ arg: 'usedforsecurity', is: [false] }] },
    { api: 'hashlib.new', when: [{ arg: 0, matches: '^(md4|md5|sha|sha1|ripemd160)$' }] },
    { api: 'Crypto.Hash.{MD2,MD4,MD5,SHA,SHA1}.new' },
    { api: 'Cryptodome.Hash.{MD2,MD4,MD5,SHA,SHA1}.new' },
    { api: 'cryptography.hazmat.primitives.hashes.{MD5,SHA1}' },
    { api: 'md5.{new,md5}' },
    { api: 'sha.new' },
  ]),
  call('weak-cipher', [
    { api: '{Crypto,Cryptodome}.Cipher.{DES,DES3,ARC2,ARC4,Blowfish,XOR}.new' },
    { api: 'cryptography.hazmat.primitives.ciphers.algorithms.{ARC4,Blowfish,IDEA,TripleDES,CAST5,SEED}' },
  ]),
  call('weak-mode', [
    {
      api: '{Crypto,Cryptodome}.Cipher.AES.new',
      when: [{ arg: 1, api: ['Crypto.Cipher.AES.MODE_ECB', 'Cryptodome.Cipher.AES.MODE_ECB'] }],
    },
    { api: 'cryptography.hazmat.primitives.ciphers.modes.ECB' },
  ]),
  call('static-iv', [
    { api: '{Crypto,Cryptodome}.Cipher.AES.new', when: [{ arg: 2, constant: true }] },
    { api: '{Crypto,Cryptodome}.Cipher.AES.new', when: [{ arg: 'iv', constant: true }] },
    { api: '{Crypto,Cryptodome}.Cipher.AES.new', when: [{ arg: 'nonce', constant: true }] },
    { api: 'cryptography.hazmat.primitives.ciphers.modes.{CBC,GCM,CTR,CFB,OFB}', when: [{ arg: 0, constant: true }] },
  ]),
  call('short-key', [
    { api: '{Crypto,Cryptodome}.PublicKey.{RSA,DSA}.generate', when: [{ arg: 0, below: 2048 }] },
    {
      api: 'cryptography.hazmat.primitives.asymmetric.{rsa,dsa}.generate_private_key',
      when: [{ arg: 'key_size', below: 2048 }],
    },
    { api: 'cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key', when: [{ arg: 1, below: 2048 }] },
  ]),
  call(
    'weak-random',
    [
      {
        api: 'random.{random,randint,randrange,choice,choices,sample,uniform,getrandbits,shuffle,randbytes,normalvariate,gauss,triangular,betavariate}',
      },
      { api: 'random.Random().{random,randint,choice,getrandbits}' },
      { api: 'numpy.random.{rand,randint,random}' },
    ],
    { fix: 'Use the secrets module.' },
  ),
  call(
    'hardcoded-credentials',
    [
      { api: '{Crypto,Cryptodome}.Cipher.{AES,DES,DES3,ARC4,Blowfish}.new', when: [{ arg: 0, constant: true }] },
      { api: 'cryptography.fernet.Fernet', when: [{ arg: 0, constant: true }] },
      { api: 'hmac.new', when: [{ arg: 0, constant: true }] },
    ],
    { id: 'hardcoded-key', title: 'A key is written into the code', cwe: [321] },
  ),
  call(
    'short-key',
    [
      { api: 'hashlib.pbkdf2_hmac', when: [{ arg: 3, below: 100000 }] },
      { api: 'bcrypt.gensalt', when: [{ arg: 0, below: 10 }] },
      { api: 'bcrypt.gensalt', when: [{ arg: 'rounds', below: 10 }] },
    ],
    {
      id: 'few-rounds',
      title: 'A password is hashed with too little work',
      message: 'The fewer rounds, the faster passwords are guessed.',
      fix: 'Use at least 600,000 rounds of PBKDF2-HMAC-SHA256, cost 12 for bcrypt, or Argon2id.',
      cwe: [916],
    },
  ),
];

const configuration: Rule[] = [
  call('hardcoded-credentials', [
    { api: '{psycopg2,pymysql,MySQLdb,mysql.connector}.connect', when: [{ arg: 'password', constant: true }] },
    { api: '{pymysql,MySQLdb}.connect', when: [{ arg: 'passwd', constant: true }] },
    { api: 'jwt.{encode,decode}', when: [{ arg: 1, constant: true }] },
    { api: 'smtplib.SMTP().login', when: [{ arg: 1, constant: true }] },
    { api: 'paramiko.SSHClient().connect', when: [{ arg: 'password', constant: true }] },
    { api: 'redis.Redis', when: [{ arg: 'password', constant: true }] },
  ]),
  call('certificate-validation', [
    { api: 'requests.{get,post,put,delete,head,patch,options,request}', when: [{ arg: 'verify', is: [false] }] },
    { api: 'requests.Session().{get,post,put,delete,request}', when: [{ arg: 'verify', is: [false] }] },
    { api: 'httpx.{get,post,put,delete,request,Client,AsyncClient}', when: [{ arg: 'verify', is: [false] }] },
    { api: 'ssl.{_create_unverified_context,_create_stdlib_context}' },
    { api: 'ssl.wrap_socket', when: [{ arg: 'cert_reqs', api: ['ssl.CERT_NONE'] }] },
    { api: 'urllib3.{PoolManager,disable_warnings}', when: [{ arg: 'cert_reqs', is: ['CERT_NONE'] }] },
    { api: 'aiohttp.TCPConnector', when: [{ arg: 'verify_ssl', is: [false] }] },
    { api: 'aiohttp.TCPConnector', when: [{ arg: 'ssl', is: [false] }] },
    {
      api: 'paramiko.SSHClient().set_missing_host_key_policy',
      when: [
        {
          arg: 0,
          api: [
            'paramiko.AutoAddPolicy',
            'paramiko.AutoAddPolicy()',
            'paramiko.WarningPolicy',
            'paramiko.WarningPolicy()',
          ],
        },
      ],
    },
  ]),
  call('tls-version', [
    {
      api: 'ssl.{SSLContext,wrap_socket}',
      when: [
        { arg: 0, api: ['ssl.PROTOCOL_SSLv2', 'ssl.PROTOCOL_SSLv3', 'ssl.PROTOCOL_TLSv1', 'ssl.PROTOCOL_TLSv1_1'] },
      ],
    },
    {
      api: 'ssl.wrap_socket',
      when: [
        {
          arg: 'ssl_version',
          api: ['ssl.PROTOCOL_SSLv2', 'ssl.PROTOCOL_SSLv3', 'ssl.PROTOCOL_TLSv1', 'ssl.PROTOCOL_TLSv1_1'],
        },
      ],
    },
  ]),
  call('jwt', [
    { api: 'jwt.decode', when: [{ arg: 'verify', is: [false] }] },
    { api: 'jwt.decode', when: [{ arg: 'options.verify_signature', is: [false] }] },
    { api: 'jwt.encode', when: [{ arg: 'algorithm', matches: '^none$' }] },
    { api: 'jose.jwt.{get_unverified_claims,get_unverified_header}' },
  ]),
  call(
    'cookie-flags',
    [
      { api: 'flask.make_response().set_cookie', unless: [{ arg: 'secure', is: [true] }] },
      { api: 'flask.Response().set_cookie', unless: [{ arg: 'secure', is: [true] }] },
      { api: 'django.http.HttpResponse().set_cookie', unless: [{ arg: 'secure', is: [true] }] },
      { api: '*.set_cookie', unless: [{ arg: 'secure', is: [true] }] },
    ],
    { cwe: [614] },
  ),
  call('cookie-flags', [{ api: '*.set_cookie', when: [{ arg: 'httponly', is: [false] }] }], {
    id: 'cookie-script-access',
    title: 'Scripts may read a cookie',
    cwe: [1004],
  }),
  call('cors', [
    {
      api: 'flask_cors.CORS',
      when: [
        { arg: 'origins', is: ['*'] },
        { arg: 'supports_credentials', is: [true] },
      ],
    },
    {
      api: 'fastapi.FastAPI.add_middleware',
      when: [
        { arg: 'allow_origins.0', is: ['*'] },
        { arg: 'allow_credentials', is: [true] },
      ],
    },
  ]),
  call('debug-on', [
    { api: 'flask.Flask.run', when: [{ arg: 'debug', is: [true] }] },
    { api: 'bottle.{run,debug}', when: [{ arg: 'debug', is: [true] }] },
    { api: 'uvicorn.run', when: [{ arg: 'debug', is: [true] }] },
    { api: 'werkzeug.serving.run_simple', when: [{ arg: 'use_debugger', is: [true] }] },
  ]),
  call('bind-all-interfaces', [
    { api: 'flask.Flask.run', when: [{ arg: 'host', is: ['0.0.0.0', '::'] }] },
    { api: 'socket.socket.bind', when: [{ arg: '0.0', is: ['0.0.0.0', ''] }] },
    { api: 'uvicorn.run', when: [{ arg: 'host', is: ['0.0.0.0'] }] },
  ]),
  call('insecure-temp-file', [{ api: '{tempfile.mktemp,os.tempnam,os.tmpnam}' }]),
  call('file-permissions', [
    { api: 'os.{chmod,fchmod,lchmod}', when: [{ arg: 1, is: [0o777, 0o666, 0o776, 0o775, 0o757, 0o707, 0o767] }] },
    { api: 'os.umask', when: [{ arg: 0, is: [0] }] },
  ]),
  call(
    'command-injection',
    [
      {
        api: 'subprocess.{run,call,check_call,check_output,Popen}',
        when: [
          { arg: 'shell', is: [true] },
          { arg: 0, carries: 'command' },
        ],
      },
    ],
    { id: 'subprocess-shell', severity: 'medium', confidence: 0.5, title: 'A program is started through a shell' },
  ),
  call(
    'deserialization',
    [
      {
        api: 'yaml.load',
        unless: [
          { arg: 0, constant: true },
          { arg: 'Loader', api: ['yaml.SafeLoader', 'yaml.CSafeLoader'] },
          { arg: 1, api: ['yaml.SafeLoader', 'yaml.CSafeLoader'] },
        ],
      },
      { api: 'yaml.unsafe_load', unless: [{ arg: 0, constant: true }] },
    ],
    { id: 'yaml-load', severity: 'medium', confidence: 0.6, title: 'YAML is read with a loader that makes objects' },
  ),
  call(
    'xss',
    [
      { api: 'jinja2.Environment', when: [{ arg: 'autoescape', is: [false] }] },
      { api: 'jinja2.Environment', when: [{ arg: 'autoescape', missing: true }] },
    ],
    { id: 'escaping-off', severity: 'medium', confidence: 0.6, title: 'A template engine does not escape' },
  ),
  call(
    'unsafe-zip',
    [{ api: 'tarfile.open().extractall', when: [{ arg: 'filter', missing: true }] }, { api: 'shutil.unpack_archive' }],
    { confidence: 0.5 },
  ),
  call('cleartext', [{ api: '{ftplib.FTP,telnetlib.Telnet}' }], { severity: 'low' }),
  call(
    'xxe',
    [
      {
        api: 'lxml.etree.{parse,fromstring,XML}',
        when: [{ arg: '1.resolve_entities', is: [true] }],
        unless: [{ arg: 0, constant: true }],
      },
      {
        api: 'lxml.etree.{parse,fromstring,XML}',
        when: [{ arg: 'parser.resolve_entities', is: [true] }],
        unless: [{ arg: 0, constant: true }],
      },
      ...entitiesOn.flatMap((feature) => [
        {
          api: 'xml.dom.{minidom,pulldom}.{parse,parseString}',
          when: [{ arg: `1.${feature}`, is: [true, 1] }],
          unless: [{ arg: 0, constant: true }],
        },
        {
          api: 'xml.sax.make_parser().parse',
          when: [{ arg: `this.${feature}`, is: [true, 1] }],
          unless: [{ arg: 0, constant: true }],
        },
      ]),
    ],
    { id: 'xml-entities-on', title: 'External entities are switched on' },
  ),
  call('csrf', [
    { api: 'flask_wtf.FlaskForm', when: [{ arg: 'csrf_enabled', is: [false] }] },
    { api: 'flask_wtf.FlaskForm', when: [{ arg: 'meta.csrf', is: [false] }] },
  ]),
];

export const pythonRules: readonly Rule[] = [...injections, ...crypto, ...configuration];
