import { all, either, flow, type Part, secretName, secretText, where } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('csharp', ['csharp']);

/** What a request brings: https://learn.microsoft.com/aspnet/core/fundamentals/http-requests, and the older System.Web. */
const requests: readonly Part[] = [
  ...['Query', 'Form', 'QueryString', 'Headers', 'Cookies', 'Params', 'RouteValues', 'ServerVariables'].flatMap(
    (name) => [`Request.${name}[...]`, `$CONTEXT.Request.${name}[...]`],
  ),
  'Request[...]',
  'Request.Query.TryGetValue(...)',
  'Request.QueryString.Get(...)',
  'Request.Body',
  'Request.Path.Value',
  'Request.RawUrl',
  'RouteData.Values[...]',
  // Parameters of actions.
  all(
    '$RESULT $ACTION(..., string $DATA, ...) { ... }',
    {
      'pattern-either': [
        { 'pattern-inside': 'class $C : Controller { ... }' },
        { 'pattern-inside': 'class $C : ControllerBase { ... }' },
        { 'pattern-inside': 'class $C : ApiController { ... }' },
        { 'pattern-inside': 'class $C : PageModel { ... }' },
      ],
    },
    { 'focus-metavariable': '$DATA' },
  ),
];

/** Numbers, truths and identifiers: nothing of the data's own wording is left. */
const harmless: readonly Part[] = [
  ...['int', 'long', 'Guid', 'DateTime', 'decimal', 'bool', 'double', 'Enum'].map((type) => `${type}.Parse(...)`),
  ...['ToInt32', 'ToInt64', 'ToDouble', 'ToBoolean', 'ToDateTime'].map((name) => `Convert.${name}(...)`),
  '$TEXT.Length',
  'string.IsNullOrEmpty(...)',
];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: requests, sinks, sanitizers: [...harmless, ...sanitizers] });

const injections: readonly PatternRule[] = [
  pattern(
    'sql-injection',
    flowTo([
      ...[
        'SqlCommand',
        'MySqlCommand',
        'NpgsqlCommand',
        'SqliteCommand',
        'OracleCommand',
        'OleDbCommand',
        'OdbcCommand',
      ].flatMap((type) => [`new ${type}($SINK)`, `new ${type}($SINK, ...)`]),
      'new SqlDataAdapter($SINK, ...)',
      '$COMMAND.CommandText = $SINK',
      '$CONTEXT.FromSqlRaw($SINK, ...)',
      '$DATABASE.ExecuteSqlRaw($SINK, ...)',
      '$DATABASE.ExecuteSqlRawAsync($SINK, ...)',
      '$DATABASE.ExecuteSqlCommand($SINK, ...)',
      '$DATABASE.SqlQuery($SINK, ...)',
      '$CONNECTION.Query<$T>($SINK, ...)',
      '$CONNECTION.QueryAsync<$T>($SINK, ...)',
      '$CONNECTION.Execute($SINK, ...)',
      '$CONNECTION.ExecuteAsync($SINK, ...)',
      '$SESSION.CreateSQLQuery($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'command-injection',
    flowTo([
      'Process.Start($SINK)',
      'Process.Start($SINK, ...)',
      'Process.Start($PROGRAM, $SINK)',
      'new ProcessStartInfo($SINK)',
      'new ProcessStartInfo($PROGRAM, $SINK)',
      '$INFO.Arguments = $SINK',
      '$INFO.FileName = $SINK',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'code-injection',
    flowTo([
      'CSharpScript.EvaluateAsync($SINK, ...)',
      'CSharpScript.RunAsync($SINK, ...)',
      'CSharpScript.Create($SINK, ...)',
      '$PROVIDER.CompileAssemblyFromSource($OPTIONS, $SINK)',
      'CSharpSyntaxTree.ParseText($SINK, ...)',
    ]),
  ),
  pattern(
    'template-injection',
    flowTo(['$ENGINE.RunCompile($SINK, ...)', '$ENGINE.CompileRenderStringAsync($KEY, $SINK, ...)']),
  ),
  pattern(
    'path-traversal',
    flowTo(
      [
        ...[
          'ReadAllText',
          'ReadAllBytes',
          'ReadAllLines',
          'OpenRead',
          'Open',
          'OpenText',
          'Delete',
          'WriteAllText',
          'WriteAllBytes',
          'ReadAllTextAsync',
          'ReadAllBytesAsync',
          'AppendAllText',
        ].map((name) => `File.${name}($SINK, ...)`),
        'new FileStream($SINK, ...)',
        'new StreamReader($SINK, ...)',
        'new StreamWriter($SINK, ...)',
        'Directory.Delete($SINK, ...)',
        'Directory.GetFiles($SINK, ...)',
        'PhysicalFile($SINK, ...)',
        'Server.MapPath($SINK)',
      ],
      ['Path.GetFileName(...)', 'Path.GetRandomFileName()'],
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'xss',
    flowTo(
      [
        'Response.Write($SINK)',
        'Response.WriteAsync($SINK, ...)',
        '$CONTEXT.Response.WriteAsync($SINK, ...)',
        'new HtmlString($SINK)',
        'new MvcHtmlString($SINK)',
        'Html.Raw($SINK)',
        'Content($SINK, "text/html", ...)',
        '$LABEL.Text = $SINK',
        '$CONTROL.InnerHtml = $SINK',
      ],
      [
        'HttpUtility.HtmlEncode(...)',
        'WebUtility.HtmlEncode(...)',
        '$ENCODER.Encode(...)',
        'Server.HtmlEncode(...)',
        'AntiXssEncoder.HtmlEncode(...)',
      ],
    ),
  ),
  pattern(
    'ssrf',
    flowTo([
      ...[
        'GetAsync',
        'GetStringAsync',
        'GetByteArrayAsync',
        'GetStreamAsync',
        'PostAsync',
        'PutAsync',
        'DeleteAsync',
      ].map((name) => `$CLIENT.${name}($SINK, ...)`),
      'WebRequest.Create($SINK)',
      'HttpWebRequest.Create($SINK)',
      '$CLIENT.DownloadString($SINK)',
      '$CLIENT.DownloadData($SINK)',
      '$CLIENT.DownloadFile($SINK, ...)',
      'new HttpRequestMessage($METHOD, $SINK)',
    ]),
  ),
  pattern(
    'open-redirect',
    flowTo(
      [
        'Redirect($SINK)',
        'RedirectPermanent($SINK)',
        'Response.Redirect($SINK, ...)',
        'new RedirectResult($SINK, ...)',
      ],
      ['Uri.EscapeDataString(...)'],
    ),
  ),
  pattern(
    'ldap-injection',
    flowTo(
      ['$SEARCHER.Filter = $SINK', 'new DirectorySearcher($SINK)', 'new DirectorySearcher($ENTRY, $SINK, ...)'],
      ['Encoder.LdapFilterEncode(...)'],
    ),
  ),
  pattern(
    'xpath-injection',
    flowTo([
      '$NODE.SelectNodes($SINK, ...)',
      '$NODE.SelectSingleNode($SINK, ...)',
      '$NAVIGATOR.Evaluate($SINK)',
      'XPathExpression.Compile($SINK)',
    ]),
  ),
  pattern('header-injection', flowTo(['Response.AddHeader($NAME, $SINK)', 'Response.AppendHeader($NAME, $SINK)'])),
  pattern(
    'log-injection',
    flowTo([
      '$LOG.LogInformation($SINK)',
      '$LOG.LogWarning($SINK)',
      '$LOG.LogError($SINK)',
      '$LOG.Info($SINK)',
      '$LOG.Warn($SINK)',
      '$LOG.Error($SINK)',
    ]),
  ),
  pattern(
    'redos',
    flowTo(['new Regex($SINK)', 'Regex.IsMatch($TEXT, $SINK)', 'Regex.Match($TEXT, $SINK)'], ['Regex.Escape(...)']),
  ),
  pattern(
    'deserialization',
    either(
      'new BinaryFormatter()',
      'new NetDataContractSerializer(...)',
      'new LosFormatter(...)',
      'new SoapFormatter(...)',
      'new ObjectStateFormatter(...)',
      'new JavaScriptSerializer(new SimpleTypeResolver())',
      all('$SETTINGS.TypeNameHandling = $MODE', where('$MODE', 'TypeNameHandling\\.(All|Auto|Objects|Arrays)')),
      all('TypeNameHandling = $MODE', where('$MODE', 'TypeNameHandling\\.(All|Auto|Objects|Arrays)')),
    ),
    { title: 'A deserializer makes whatever objects the data names', confidence: 0.8 },
  ),
];

const protections: readonly PatternRule[] = [
  pattern(
    'xxe',
    either(
      all(either('$SETTINGS.DtdProcessing = $MODE', 'DtdProcessing = $MODE'), where('$MODE', 'DtdProcessing\\.Parse')),
      '$SETTINGS.ProhibitDtd = false',
      '$DOCUMENT.XmlResolver = new XmlUrlResolver(...)',
      'XmlResolver = new XmlUrlResolver(...)',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'weak-hash',
    either(
      'MD5.Create(...)',
      'SHA1.Create(...)',
      'new MD5CryptoServiceProvider()',
      'new SHA1CryptoServiceProvider()',
      'new SHA1Managed()',
      'MD5.HashData(...)',
      'SHA1.HashData(...)',
      'new HMACMD5(...)',
    ),
  ),
  pattern(
    'weak-cipher',
    either(
      'DES.Create(...)',
      'TripleDES.Create(...)',
      'RC2.Create(...)',
      'new DESCryptoServiceProvider()',
      'new TripleDESCryptoServiceProvider()',
      'new RC2CryptoServiceProvider()',
    ),
    {
      confidence: 0.9,
    },
  ),
  pattern('weak-mode', either('$CIPHER.Mode = CipherMode.ECB', 'Mode = CipherMode.ECB', '$CIPHER.EncryptEcb(...)'), {
    confidence: 0.9,
  }),
  pattern(
    'short-key',
    either(
      all('RSA.Create($BITS)', where('$BITS', '(512|768|1024)$')),
      all('new RSACryptoServiceProvider($BITS)', where('$BITS', '(512|768|1024)$')),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'static-iv',
    either(
      '$CIPHER.IV = new byte[] {...}',
      '$CIPHER.IV = new byte[$SIZE]',
      all('$CIPHER.IV = Encoding.$NAME.GetBytes("$TEXT")'),
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'weak-random',
    all('$VALUE = $MADE', where('$VALUE', '(?i)\\w*(token|secret|passw|salt|nonce|csrf|otp|api_?key|session)'), {
      'metavariable-pattern': {
        metavariable: '$MADE',
        'pattern-either': [
          '$RANDOM.Next(...)',
          'new Random(...)',
          '$RANDOM.NextDouble()',
          '$RANDOM.Next(...).ToString(...)',
        ].map((one) => ({ pattern: one })),
      },
    }),
    { title: 'A secret is made of predictable numbers', confidence: 0.8 },
  ),
  pattern(
    'certificate-validation',
    either(
      '$CALLBACK = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator',
      all(
        '$CALLBACK = $CHECK',
        where('$CALLBACK', '.*ServerCertificate\\w*Callback'),
        where('$CHECK', '[^]*=>\\s*(true|\\{\\s*return true;\\s*\\})$'),
      ),
      all(
        '$CALLBACK += $CHECK',
        where('$CALLBACK', '.*ServerCertificateValidationCallback'),
        where('$CHECK', '[^]*=>\\s*(true|\\{\\s*return true;\\s*\\})$'),
      ),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'tls-version',
    all(
      '$PROTOCOL = $VERSION',
      where('$PROTOCOL', '.*(SecurityProtocol|SslProtocols)$'),
      where('$VERSION', '[^]*\\b(Ssl2|Ssl3|Tls|Tls11)\\b'),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'hardcoded-credentials',
    either(
      all('$NAME = "$TEXT"', secretName('$NAME'), secretText('$TEXT')),
      all('new SqlConnection("$TEXT")', where('$TEXT', '(?i).*(password|pwd)=[^;{]{3,}')),
      'new NetworkCredential($USER, "...", ...)',
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'cookie-flags',
    either(
      '$COOKIE.HttpOnly = false',
      '$COOKIE.Secure = false',
      'HttpOnly = false',
      'Secure = false',
      '$OPTIONS.Cookie.SecurePolicy = CookieSecurePolicy.None',
      'Response.Cookies.Append($NAME, $VALUE)',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'cors',
    either(
      '$POLICY.AllowAnyOrigin()',
      '$POLICY.SetIsOriginAllowed($ORIGIN => true)',
      'Response.Headers.Add("Access-Control-Allow-Origin", "*")',
      'new EnableCorsAttribute("*", ...)',
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'debug-on',
    all(
      '$APP.UseDeveloperExceptionPage(...)',
      { 'pattern-not-inside': 'if ($CONDITION) { ... }' },
      { 'pattern-not-inside': 'if ($CONDITION) $APP.UseDeveloperExceptionPage(...);' },
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'jwt',
    either(
      ...['ValidateIssuerSigningKey', 'RequireSignedTokens', 'ValidateLifetime', 'RequireExpirationTime'].flatMap(
        (name) => [`${name} = false`, `$PARAMETERS.${name} = false`],
      ),
    ),
    { title: 'A part of the check of tokens is switched off', confidence: 0.9 },
  ),
  pattern(
    'csrf',
    all(either('[IgnoreAntiforgeryToken]\n$RESULT $ACTION(...) { ... }', '[IgnoreAntiforgeryToken]\nclass $C { ... }')),
    { confidence: 0.7 },
  ),
];

export const csharpRules: readonly PatternRule[] = [...injections, ...protections];
