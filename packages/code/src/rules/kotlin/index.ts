import { all, either, flow, type Part, secretName, secretText, where } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('kotlin', ['kotlin']);

/** What a request or another app brings: Ktor, Servlet, Spring, Android's intents. */
const requests: readonly Part[] = [
  'call.parameters[...]',
  'call.request.queryParameters[...]',
  'call.request.headers[...]',
  'call.request.cookies[...]',
  'call.receiveText()',
  'call.receive<$T>()',
  'call.receiveParameters()',
  '$REQUEST.getParameter(...)',
  '$REQUEST.getHeader(...)',
  '$REQUEST.queryString',
  'intent.getStringExtra(...)',
  'intent.data',
  '$INTENT.getStringExtra(...)',
  // Parameters of Spring's handlers.
  ...['RequestParam', 'PathVariable', 'RequestBody', 'RequestHeader'].map((name) =>
    all(`fun $F(..., @${name} $DATA: String, ...) { ... }`, { 'focus-metavariable': '$DATA' }),
  ),
];

const harmless: readonly Part[] = [
  '$X.toInt()',
  '$X.toLong()',
  '$X.toIntOrNull()',
  '$X.toLongOrNull()',
  '$X.toBoolean()',
  'UUID.fromString(...)',
  '$X.length',
  '$X.isNullOrEmpty()',
];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: requests, sinks, sanitizers: [...harmless, ...sanitizers] });

const injections: readonly PatternRule[] = [
  pattern(
    'sql-injection',
    flowTo([
      '$STATEMENT.executeQuery($SINK)',
      '$STATEMENT.executeUpdate($SINK)',
      '$STATEMENT.execute($SINK)',
      '$CONNECTION.prepareStatement($SINK, ...)',
      '$DATABASE.rawQuery($SINK, ...)',
      '$DATABASE.execSQL($SINK, ...)',
      '$MANAGER.createNativeQuery($SINK, ...)',
      '$MANAGER.createQuery($SINK, ...)',
      '$TEMPLATE.queryForList($SINK, ...)',
      '$TEMPLATE.queryForObject($SINK, ...)',
      '$TRANSACTION.exec($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'command-injection',
    flowTo([
      'Runtime.getRuntime().exec($SINK, ...)',
      '$RUNTIME.exec($SINK)',
      'ProcessBuilder($SINK)',
      'ProcessBuilder("sh", "-c", $SINK)',
      'ProcessBuilder("/bin/sh", "-c", $SINK)',
      'ProcessBuilder("bash", "-c", $SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern('code-injection', flowTo(['$ENGINE.eval($SINK)', '$ENGINE.eval($SINK, ...)'])),
  pattern(
    'path-traversal',
    flowTo(
      [
        'File($SINK)',
        'File($FOLDER, $SINK)',
        'FileInputStream($SINK)',
        'FileOutputStream($SINK)',
        'Paths.get($SINK, ...)',
        'Path.of($SINK, ...)',
      ],
      ['File($X).name', '$FILE.name', 'FilenameUtils.getName(...)'],
    ),
  ),
  pattern(
    'xss',
    flowTo(
      [
        'call.respondText($SINK, ContentType.Text.Html)',
        'call.respondText($SINK, ContentType.Text.Html, ...)',
        '$RESPONSE.writer.write($SINK)',
        '$RESPONSE.writer.println($SINK)',
      ],
      ['$X.escapeHTML()', 'HtmlUtils.htmlEscape(...)', 'StringEscapeUtils.escapeHtml4(...)'],
    ),
  ),
  pattern(
    'ssrf',
    flowTo([
      'URL($SINK)',
      'URI($SINK)',
      'URI.create($SINK)',
      '$CLIENT.get($SINK)',
      '$CLIENT.post($SINK)',
      '$TEMPLATE.getForObject($SINK, ...)',
      'Request.Builder().url($SINK)',
      '$BUILDER.url($SINK)',
    ]),
  ),
  pattern(
    'open-redirect',
    flowTo(['call.respondRedirect($SINK, ...)', '$RESPONSE.sendRedirect($SINK)', 'RedirectView($SINK)']),
  ),
  pattern('deserialization', flowTo(['ObjectInputStream($SINK)', 'XMLDecoder($SINK)', 'Yaml().load($SINK)'])),
  pattern('log-injection', flowTo(['$LOG.info($SINK)', '$LOG.warn($SINK)', '$LOG.error($SINK)', 'logger.info($SINK)'])),
  pattern(
    'redos',
    flowTo(
      ['Regex($SINK)', 'Pattern.compile($SINK, ...)', '$SINK.toRegex()'],
      ['Regex.escape(...)', 'Pattern.quote(...)'],
    ),
  ),
  pattern(
    'webview',
    flowTo(['$VIEW.loadUrl($SINK)', '$VIEW.loadData($SINK, ...)', '$VIEW.evaluateJavascript($SINK, ...)']),
    { id: 'webview-content', title: 'Data from another app is shown in a web view', confidence: 0.8 },
  ),
];

const protections: readonly PatternRule[] = [
  pattern(
    'xxe',
    all(
      '$FACTORY = $KIND.newInstance()',
      where('$KIND', '(DocumentBuilderFactory|SAXParserFactory|XMLInputFactory)$'),
      { 'pattern-not-inside': '$FACTORY = $KIND.newInstance()\n...\n$FACTORY.setFeature(...)\n...' },
      { 'pattern-not-inside': '$FACTORY = $KIND.newInstance()\n...\n$FACTORY.setProperty(...)\n...' },
    ),
    {
      confidence: 0.7,
    },
  ),
  pattern('weak-hash', all('MessageDigest.getInstance($NAME)', where('$NAME', '(?i)(md[245]|sha-?1)$'))),
  pattern(
    'weak-cipher',
    all(
      either('Cipher.getInstance($NAME)', 'Cipher.getInstance($NAME, ...)', 'KeyGenerator.getInstance($NAME)'),
      where('$NAME', '(?i)(des|desede|rc[24]|blowfish|arcfour)(/|$)'),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-mode',
    all(
      either('Cipher.getInstance($NAME)', 'Cipher.getInstance($NAME, ...)'),
      where('$NAME', '(?i)(aes(/ecb.*)?$|rsa/ecb/pkcs1)'),
    ),
    { confidence: 0.8 },
  ),
  pattern('short-key', all('$GENERATOR.initialize($BITS)', where('$BITS', '(512|768|1024)$')), { confidence: 0.9 }),
  pattern(
    'static-iv',
    either(
      'IvParameterSpec(ByteArray($SIZE))',
      'IvParameterSpec("...".toByteArray())',
      'IvParameterSpec("...".toByteArray(...))',
      'GCMParameterSpec($BITS, ByteArray($SIZE))',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'weak-random',
    all('$VALUE = $MADE', where('$VALUE', '(?i)\\w*(token|secret|passw|salt|nonce|csrf|otp|api_?key|session)'), {
      'metavariable-pattern': {
        metavariable: '$MADE',
        'pattern-either': [
          'Random.nextInt(...)',
          'Random.nextLong(...)',
          'Random.nextBytes(...)',
          'Random().nextInt(...)',
          'Math.random()',
        ].map((one) => ({ pattern: one })),
      },
    }),
    { title: 'A secret is made of predictable numbers', confidence: 0.8 },
  ),
  pattern(
    'certificate-validation',
    either(
      'override fun checkServerTrusted(...) {}',
      'override fun verify(...) = true',
      'override fun verify(...): Boolean = true',
      'override fun verify(...): Boolean { return true }',
      'HostnameVerifier { ..., $S -> true }',
      '$BUILDER.hostnameVerifier { $H, $S -> true }',
      '$HANDLER.proceed()',
    ),
    { confidence: 0.8 },
  ),
  pattern('tls-version', all('SSLContext.getInstance($NAME)', where('$NAME', '(SSL|SSLv2|SSLv3|TLSv1|TLSv1\\.1)$')), {
    confidence: 0.9,
  }),
  pattern('hardcoded-credentials', all('$NAME = "$TEXT"', secretName('$NAME'), secretText('$TEXT')), {
    confidence: 0.7,
  }),
  pattern(
    'cookie-flags',
    either(
      'Cookie(..., secure = false, ...)',
      'Cookie(..., httpOnly = false, ...)',
      '$COOKIE.secure = false',
      '$COOKIE.isHttpOnly = false',
      '$COOKIE.httpOnly = false',
    ),
    { confidence: 0.8 },
  ),
  pattern('cors', either('anyHost()', all('$CONFIG.allowedOrigins = listOf("*")')), { confidence: 0.7 }),
  pattern(
    'webview',
    either(
      '$SETTINGS.allowUniversalAccessFromFileURLs = true',
      '$SETTINGS.allowFileAccessFromFileURLs = true',
      '$VIEW.addJavascriptInterface(...)',
      'WebView.setWebContentsDebuggingEnabled(true)',
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'exported-data',
    either(
      '$C.openFileOutput($NAME, Context.MODE_WORLD_READABLE)',
      '$C.openFileOutput($NAME, Context.MODE_WORLD_WRITEABLE)',
      '$C.getSharedPreferences($NAME, Context.MODE_WORLD_READABLE)',
      '$C.getSharedPreferences($NAME, Context.MODE_WORLD_WRITEABLE)',
      'getSharedPreferences($NAME, Context.MODE_WORLD_READABLE)',
      'openFileOutput($NAME, Context.MODE_WORLD_READABLE)',
    ),
    { confidence: 0.9 },
  ),
];

export const kotlinRules: readonly PatternRule[] = [...injections, ...protections];
