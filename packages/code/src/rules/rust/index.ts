import { all, either, flow, type Part, secretName, secretText, where } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('rust', ['rust']);

/** What a request brings: extractors of axum and actix-web, parameters of Rocket's handlers. */
const requests: readonly Part[] = [
  ...['Query', 'Path', 'Form', 'Json'].flatMap((name) => [
    all(`fn $F(..., ${name}($DATA): $TYPE, ...) -> $RESULT { ... }`, { 'focus-metavariable': '$DATA' }),
    all(`async fn $F(..., ${name}($DATA): $TYPE, ...) -> $RESULT { ... }`, { 'focus-metavariable': '$DATA' }),
  ]),
  ...[
    'web::Query<$T>',
    'web::Path<$T>',
    'web::Form<$T>',
    'web::Json<$T>',
    'Query<$T>',
    'Path<$T>',
    'Form<$T>',
    'Json<$T>',
  ].flatMap((type) => [
    all(`fn $F(..., $DATA: ${type}, ...) -> $RESULT { ... }`, { 'focus-metavariable': '$DATA' }),
    all(`async fn $F(..., $DATA: ${type}, ...) -> $RESULT { ... }`, { 'focus-metavariable': '$DATA' }),
  ]),
  '$REQUEST.query_string()',
  '$REQUEST.match_info()',
  '$REQUEST.headers().get(...)',
  '$REQUEST.cookie(...)',
];

const harmless: readonly Part[] = ['$X.parse::<$T>()', '$X.len()', '$X.is_empty()', 'Uuid::parse_str(...)'];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: requests, sinks, sanitizers: [...harmless, ...sanitizers] });

export const rustRules: readonly PatternRule[] = [
  pattern(
    'sql-injection',
    flowTo([
      'sqlx::query($SINK)',
      'sqlx::query_as($SINK)',
      'sqlx::query(&$SINK)',
      'sqlx::query_as(&$SINK)',
      'diesel::sql_query($SINK)',
      '$CLIENT.query($SINK, ...)',
      '$CLIENT.execute($SINK, ...)',
      '$CLIENT.batch_execute($SINK)',
      '$CONNECTION.prepare($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'command-injection',
    flowTo([
      'Command::new($SINK)',
      'Command::new("sh").arg("-c").arg($SINK)',
      'Command::new("bash").arg("-c").arg($SINK)',
      'Command::new("sh").args($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'path-traversal',
    flowTo(
      [
        ...['read', 'read_to_string', 'write', 'remove_file', 'remove_dir_all', 'create_dir_all'].flatMap((name) => [
          `fs::${name}($SINK, ...)`,
          `std::fs::${name}($SINK, ...)`,
          `tokio::fs::${name}($SINK, ...)`,
        ]),
        'File::open($SINK)',
        'File::create($SINK)',
        'NamedFile::open($SINK)',
      ],
      ['$PATH.file_name()'],
    ),
  ),
  pattern(
    'xss',
    flowTo(
      ['Html($SINK)', 'RawHtml($SINK)', 'PreEscaped($SINK)'],
      ['html_escape::encode_text(...)', 'encode_text(...)', 'ammonia::clean(...)'],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'ssrf',
    flowTo([
      'reqwest::get($SINK)',
      '$CLIENT.get($SINK)',
      '$CLIENT.post($SINK)',
      'ureq::get($SINK)',
      'reqwest::blocking::get($SINK)',
    ]),
  ),
  pattern('open-redirect', flowTo(['Redirect::to($SINK)', 'Redirect::temporary($SINK)', 'Redirect::permanent($SINK)'])),
  pattern(
    'weak-hash',
    either(
      'md5::compute(...)',
      'Md5::new()',
      'Md5::digest(...)',
      'Sha1::new()',
      'Sha1::digest(...)',
      'MessageDigest::md5()',
      'MessageDigest::sha1()',
    ),
  ),
  pattern(
    'weak-cipher',
    either('Cipher::des_cbc()', 'Cipher::des_ecb()', 'Cipher::des_ede3_cbc()', 'Cipher::rc4()', 'Cipher::bf_cbc()'),
    { confidence: 0.9 },
  ),
  pattern('weak-mode', either('Cipher::aes_128_ecb()', 'Cipher::aes_192_ecb()', 'Cipher::aes_256_ecb()'), {
    confidence: 0.9,
  }),
  pattern(
    'short-key',
    all(either('RsaPrivateKey::new($RNG, $BITS)', 'Rsa::generate($BITS)'), where('$BITS', '(512|768|1024)$')),
    { confidence: 0.9 },
  ),
  pattern(
    'certificate-validation',
    either(
      '$BUILDER.danger_accept_invalid_certs(true)',
      '$BUILDER.danger_accept_invalid_hostnames(true)',
      '$BUILDER.set_verify(SslVerifyMode::NONE)',
    ),
    { confidence: 0.9 },
  ),
  pattern('tls-version', all('$BUILDER.min_tls_version($VERSION)', where('$VERSION', '.*TLS_1_[01]$')), {
    confidence: 0.9,
  }),
  pattern('hardcoded-credentials', all('$NAME = "$TEXT"', secretName('$NAME'), secretText('$TEXT')), {
    confidence: 0.7,
  }),
  pattern(
    'cors',
    either('CorsLayer::permissive()', 'CorsLayer::very_permissive()', 'Cors::permissive()', '$CORS.allow_any_origin()'),
    { confidence: 0.7 },
  ),
  pattern(
    'cookie-flags',
    either(
      '$BUILDER.secure(false)',
      '$BUILDER.http_only(false)',
      '$COOKIE.set_secure(false)',
      '$COOKIE.set_http_only(false)',
    ),
    { confidence: 0.8 },
  ),
  pattern('file-permissions', all('Permissions::from_mode($MODE)', where('$MODE', '0o[0-7]?[0-7][0-7][2367]$')), {
    confidence: 0.8,
  }),
  pattern(
    'unsafe-memory',
    either(
      'mem::transmute(...)',
      'std::mem::transmute(...)',
      'mem::transmute::<$A, $B>(...)',
      'std::mem::transmute::<$A, $B>(...)',
      'mem::uninitialized()',
      'std::mem::uninitialized()',
      '$TEXT.get_unchecked(...)',
      '$LIST.set_len(...)',
      'String::from_utf8_unchecked(...)',
      'std::str::from_utf8_unchecked(...)',
      'Vec::from_raw_parts(...)',
    ),
    { confidence: 0.5 },
  ),
];
