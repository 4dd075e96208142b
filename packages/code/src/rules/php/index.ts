import { all, either, except, flow, type Part, secretName, secretText, where } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('php', ['php']);

/** What a request brings: https://www.php.net/manual/en/language.variables.superglobals.php, Laravel, Symfony, PSR-7. */
const requests: readonly Part[] = [
  ...['$_GET', '$_POST', '$_COOKIE', '$_REQUEST'].flatMap((name) => [`${name}[...]`, name]),
  all('$_SERVER[$KEY]', where('$KEY', '^(HTTP_|REQUEST_URI|QUERY_STRING|PHP_SELF|PATH_INFO)')),
  "file_get_contents('php://input')",
  '$request->input(...)',
  '$request->query(...)',
  '$request->get(...)',
  '$request->post(...)',
  '$request->cookie(...)',
  '$request->header(...)',
  '$request->route(...)',
  '$request->all()',
  '$request->getContent()',
  '$request->getQueryParams()',
  '$request->getParsedBody()',
  '$request->query->get(...)',
  '$request->request->get(...)',
  '$this->request->getPost(...)',
  '$this->request->getGet(...)',
  'request(...)',
  'request()->input(...)',
  'Request::input(...)',
  'Input::get(...)',
  'filter_input(INPUT_GET, $NAME)',
  'filter_input(INPUT_POST, $NAME)',
];

/** Numbers, truths and digests: nothing of the data's own wording is left. */
const harmless: readonly Part[] = [
  '(int) $X',
  '(float) $X',
  '(bool) $X',
  ...[
    'intval',
    'floatval',
    'boolval',
    'count',
    'strlen',
    'isset',
    'empty',
    'in_array',
    'is_numeric',
    'ctype_digit',
  ].map((name) => `${name}(...)`),
  ...['md5', 'sha1', 'crc32', 'password_verify', 'bin2hex', 'abs', 'round'].map((name) => `${name}(...)`),
  'hash($ALGORITHM, ...)',
];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: requests, sinks, sanitizers: [...harmless, ...sanitizers] });

/** The text names something that must not be guessed. */
const secretWord = '(?i).*(passw|pwd|secret|token|salt|credential|api_?key|private_?key)';

const injections: readonly PatternRule[] = [
  pattern(
    'sql-injection',
    flowTo(
      [
        'mysqli_query($DB, $SINK, ...)',
        'mysqli_multi_query($DB, $SINK)',
        'mysqli_prepare($DB, $SINK)',
        'mysql_query($SINK, ...)',
        'pg_query($DB, $SINK)',
        'pg_query($SINK)',
        'sqlite_query($DB, $SINK)',
        'odbc_exec($DB, $SINK)',
        'sqlsrv_query($DB, $SINK, ...)',
        '$DB->query($SINK, ...)',
        '$DB->exec($SINK)',
        '$DB->prepare($SINK, ...)',
        '$DB->multi_query($SINK)',
        '$DB->executeQuery($SINK, ...)',
        '$DB->get_results($SINK, ...)',
        '$DB->get_var($SINK, ...)',
        'DB::raw($SINK)',
        'DB::select($SINK, ...)',
        'DB::statement($SINK, ...)',
        'DB::unprepared($SINK)',
        '$QUERY->whereRaw($SINK, ...)',
        '$QUERY->orderByRaw($SINK, ...)',
        '$QUERY->selectRaw($SINK, ...)',
        '$QUERY->havingRaw($SINK, ...)',
      ],
      [
        'mysqli_real_escape_string(...)',
        'mysql_real_escape_string(...)',
        'pg_escape_string(...)',
        'pg_escape_literal(...)',
        '$DB->real_escape_string(...)',
        '$DB->escape_string(...)',
        '$DB->quote(...)',
        'esc_sql(...)',
      ],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'command-injection',
    flowTo(
      [
        ...['exec', 'system', 'passthru', 'popen', 'proc_open'].map((name) => `${name}($SINK, ...)`),
        'shell_exec($SINK)',
        'pcntl_exec($SINK, ...)',
      ],
      ['escapeshellarg(...)', 'escapeshellcmd(...)'],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'code-injection',
    flowTo([
      'eval($SINK)',
      'assert($SINK, ...)',
      'create_function($ARGS, $SINK)',
      'call_user_func($SINK, ...)',
      'call_user_func_array($SINK, ...)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'path-traversal',
    flowTo(
      [...['include', 'include_once', 'require', 'require_once'].map((name) => `${name} $SINK`)],
      ['basename(...)'],
    ),
    {
      id: 'file-inclusion',
      title: 'Data from outside decides which file is run as code',
      message: 'A path to an uploaded file, a log or a `php://` address runs whatever stands there.',
      fix: 'Look the page up in a fixed table of files.',
      cwe: [98, 22],
      severity: 'critical',
      confidence: 0.8,
    },
  ),
  pattern(
    'path-traversal',
    flowTo(
      [
        ...[
          'file_get_contents',
          'file_put_contents',
          'fopen',
          'file',
          'readfile',
          'unlink',
          'rmdir',
          'opendir',
          'scandir',
        ].map((name) => `${name}($SINK, ...)`),
        'copy($SINK, $TO)',
        'rename($SINK, $TO)',
        'move_uploaded_file($FROM, $SINK)',
        'Storage::get($SINK)',
        'response()->download($SINK, ...)',
        'response()->file($SINK, ...)',
      ],
      ['basename(...)', 'realpath(...)'],
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'xss',
    flowTo(
      [
        'echo $SINK;',
        'print $SINK',
        'print($SINK)',
        'printf($FORMAT, $SINK)',
        'exit($SINK)',
        'die($SINK)',
        'print_r($SINK)',
      ],
      [
        ...[
          'htmlspecialchars',
          'htmlentities',
          'strip_tags',
          'urlencode',
          'rawurlencode',
          'json_encode',
          'number_format',
        ].map((name) => `${name}(...)`),
        ...['e', 'esc_html', 'esc_attr', 'esc_url', 'wp_kses', 'h'].map((name) => `${name}(...)`),
        '$X->escapeHtml(...)',
        'base64_encode(...)',
        'date(...)',
      ],
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'ssrf',
    flowTo([
      'curl_init($SINK)',
      'curl_setopt($HANDLE, CURLOPT_URL, $SINK)',
      'get_headers($SINK, ...)',
      'fsockopen($SINK, ...)',
      'Http::get($SINK, ...)',
      'Http::post($SINK, ...)',
      '$CLIENT->request($METHOD, $SINK, ...)',
      'new SoapClient($SINK, ...)',
      'getimagesize($SINK)',
    ]),
  ),
  pattern(
    'open-redirect',
    flowTo(
      [
        'header($SINK, ...)',
        'redirect($SINK, ...)',
        'redirect()->to($SINK, ...)',
        'redirect()->away($SINK)',
        'wp_redirect($SINK, ...)',
        'new RedirectResponse($SINK, ...)',
      ],
      ['urlencode(...)', 'rawurlencode(...)', 'http_build_query(...)'],
    ),
  ),
  pattern('deserialization', flowTo(['unserialize($SINK)', 'unserialize($SINK, ...)', 'yaml_parse($SINK, ...)']), {
    confidence: 0.8,
  }),
  pattern(
    'ldap-injection',
    flowTo(
      ['ldap_search($CONNECTION, $BASE, $SINK, ...)', 'ldap_list($CONNECTION, $BASE, $SINK, ...)'],
      ['ldap_escape(...)'],
    ),
  ),
  pattern('xpath-injection', flowTo(['$DOCUMENT->xpath($SINK)', '$DOCUMENT->evaluate($SINK, ...)'])),
  pattern(
    'email-injection',
    flowTo(['mail($SINK, ...)', 'mail($TO, $SINK, ...)', 'mail($TO, $SUBJECT, $TEXT, $SINK, ...)']),
  ),
  pattern(
    'mass-assignment',
    either(
      '$MODEL::create($request->all())',
      '$MODEL->fill($request->all())',
      '$MODEL->update($request->all())',
      '$MODEL->forceFill($request->all())',
    ),
  ),
  pattern('reflection', flowTo(['new $SINK(...)', '$SINK(...)', '$OBJECT->$SINK(...)']), { confidence: 0.6 }),
];

const protections: readonly PatternRule[] = [
  pattern(
    'xxe',
    either(
      all('$DOCUMENT->loadXML($TEXT, $FLAGS)', where('$FLAGS', '.*LIBXML_(NOENT|DTDLOAD)')),
      all('$DOCUMENT->load($FILE, $FLAGS)', where('$FLAGS', '.*LIBXML_(NOENT|DTDLOAD)')),
      all('simplexml_load_string($TEXT, $CLASS, $FLAGS, ...)', where('$FLAGS', '.*LIBXML_(NOENT|DTDLOAD)')),
      all('simplexml_load_file($FILE, $CLASS, $FLAGS, ...)', where('$FLAGS', '.*LIBXML_(NOENT|DTDLOAD)')),
      'libxml_disable_entity_loader(false)',
      '$DOCUMENT->substituteEntities = true',
    ),
    { title: 'XML is read with external entities switched on', confidence: 0.8 },
  ),
  pattern(
    'weak-hash',
    either(
      // As a key of a cache or the name of a file they are harmless, and everywhere.
      all(either('md5($TEXT)', 'sha1($TEXT)', 'crypt($TEXT, ...)'), where('$TEXT', secretWord)),
      all('hash($ALGORITHM, $TEXT, ...)', where('$ALGORITHM', '(?i)(md[245]|sha1)$'), where('$TEXT', secretWord)),
      all('hash_hmac($ALGORITHM, ...)', where('$ALGORITHM', '(?i)md[245]$')),
      all(
        'openssl_sign($TEXT, $SIGNATURE, $KEY, $ALGORITHM)',
        where('$ALGORITHM', '(?i)(OPENSSL_ALGO_)?(MD[245]|SHA1)$'),
      ),
    ),
  ),
  pattern(
    'weak-cipher',
    either(
      all('openssl_encrypt($TEXT, $CIPHER, ...)', where('$CIPHER', '(?i)(des|rc[24]|bf|cast5|idea|seed)')),
      all('openssl_decrypt($TEXT, $CIPHER, ...)', where('$CIPHER', '(?i)(des|rc[24]|bf|cast5|idea|seed)')),
      'mcrypt_encrypt(...)',
      'mcrypt_decrypt(...)',
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-mode',
    either(
      all('openssl_encrypt($TEXT, $CIPHER, ...)', where('$CIPHER', '(?i)aes-?\\d+-ecb')),
      all('openssl_decrypt($TEXT, $CIPHER, ...)', where('$CIPHER', '(?i)aes-?\\d+-ecb')),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-random',
    all(
      either('$VALUE = $MADE', '$KEY => $MADE'),
      where('$VALUE', '(?i)\\$?\\w*(token|secret|passw|salt|nonce|csrf|otp|api_?key|session)'),
      {
        'metavariable-pattern': {
          metavariable: '$MADE',
          'pattern-either': [
            'rand(...)',
            'mt_rand(...)',
            'uniqid(...)',
            'lcg_value()',
            'str_shuffle(...)',
            'md5(rand(...))',
            'md5(uniqid(...))',
            'md5(mt_rand(...))',
            'sha1(uniqid(...))',
            'sha1(mt_rand(...))',
            'md5(time())',
            'md5(microtime(...))',
          ].map((one) => ({ pattern: one })),
        },
      },
    ),
    { title: 'A secret is made of predictable numbers', confidence: 0.8 },
  ),
  pattern(
    'certificate-validation',
    either(
      'curl_setopt($HANDLE, CURLOPT_SSL_VERIFYPEER, false)',
      'curl_setopt($HANDLE, CURLOPT_SSL_VERIFYPEER, 0)',
      'curl_setopt($HANDLE, CURLOPT_SSL_VERIFYHOST, false)',
      'curl_setopt($HANDLE, CURLOPT_SSL_VERIFYHOST, 0)',
      'Http::withoutVerifying()',
      all(
        '[..., $KEY => false, ...]',
        where('$KEY', '(verify|verify_peer|verify_peer_name|CURLOPT_SSL_VERIFYPEER|CURLOPT_SSL_VERIFYHOST)$'),
      ),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'hardcoded-credentials',
    either(
      all(
        either("$NAME = '$TEXT'", "const $NAME = '$TEXT'", "define('$NAME', '$TEXT')"),
        secretName('$NAME'),
        secretText('$TEXT'),
      ),
      all("new PDO($DSN, $USER, '$TEXT', ...)", where('$TEXT', '.{3,}')),
      all("mysqli_connect($HOST, $USER, '$TEXT', ...)", where('$TEXT', '.{3,}')),
      all("new mysqli($HOST, $USER, '$TEXT', ...)", where('$TEXT', '.{3,}')),
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'cookie-flags',
    either(
      'setcookie($NAME, $VALUE)',
      except(
        ['setcookie($NAME, $VALUE, $EXPIRES)'],
        ['setcookie($NAME, $VALUE, [...])', 'setcookie($NAME, $VALUE, $OPTIONS)'],
      ),
      'setcookie($NAME, $VALUE, $EXPIRES, $PATH)',
      'setcookie($NAME, $VALUE, $EXPIRES, $PATH, $DOMAIN)',
      'setcookie($NAME, $VALUE, $EXPIRES, $PATH, $DOMAIN, false, ...)',
      'setcookie($NAME, $VALUE, $EXPIRES, $PATH, $DOMAIN, $SECURE, false)',
      "ini_set('session.cookie_httponly', 0)",
      "ini_set('session.cookie_secure', 0)",
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'debug-on',
    either(
      'phpinfo(...)',
      "ini_set('display_errors', 1)",
      "ini_set('display_errors', '1')",
      "ini_set('display_errors', true)",
      "ini_set('display_errors', 'On')",
      "define('WP_DEBUG', true)",
      "define('WP_DEBUG_DISPLAY', true)",
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'file-permissions',
    either(
      all(either('chmod($PATH, $MODE)', 'mkdir($PATH, $MODE, ...)'), where('$MODE', '0?o?[0-7]?[0-7][0-7][2367]$')),
      all('umask($MODE)', where('$MODE', '0+$')),
    ),
    { confidence: 0.8 },
  ),
  pattern('cors', either("header('Access-Control-Allow-Origin: *')", "header('Access-Control-Allow-Origin: *', ...)"), {
    confidence: 0.7,
  }),
  pattern(
    'tls-version',
    either(
      'curl_setopt($HANDLE, CURLOPT_SSLVERSION, CURL_SSLVERSION_SSLv3)',
      'curl_setopt($HANDLE, CURLOPT_SSLVERSION, CURL_SSLVERSION_SSLv2)',
      'curl_setopt($HANDLE, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0)',
      'curl_setopt($HANDLE, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_1)',
    ),
  ),
  pattern(
    'insecure-temp-file',
    either(
      all('fopen($PATH, $MODE)', where('$PATH', '/tmp/'), where('$MODE', '[wax]')),
      all('file_put_contents($PATH, ...)', where('$PATH', '/tmp/')),
    ),
  ),
];

export const phpRules: readonly PatternRule[] = [...injections, ...protections];
