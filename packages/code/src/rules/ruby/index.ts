import { all, either, flow, type Part, secretName, secretText, where } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('ruby', ['ruby']);

/** What a request brings: https://guides.rubyonrails.org/action_controller_overview.html#parameters, Sinatra, Rack. */
const requests: readonly Part[] = [
  'params[...]',
  'params.require(...)',
  'params.fetch(...)',
  'params.dig(...)',
  'params',
  'cookies[...]',
  'request.params',
  'request.query_string',
  'request.headers[...]',
  'request.env[...]',
  'request.referer',
  'request.fullpath',
  'request.body.read',
  'env[...]',
];

/** Numbers and truths: nothing of the data's own wording is left. */
const harmless: readonly Part[] = [
  '$X.to_i',
  '$X.to_f',
  'Integer(...)',
  'Float(...)',
  '$X.present?',
  '$X.nil?',
  '$X.length',
  '$X.size',
  '$X.to_sym',
];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: requests, sinks, sanitizers: [...harmless, ...sanitizers] });

const injections: readonly PatternRule[] = [
  pattern(
    'sql-injection',
    flowTo(
      [
        // A hash or an array of conditions is safe: only texts with the data in them are not.
        ...[
          'where',
          'having',
          'order',
          'group',
          'joins',
          'select',
          'from',
          'find_by_sql',
          'exists?',
          'pluck',
          'reorder',
          'delete_all',
          'update_all',
        ].flatMap((name) => [
          all(
            `$MODEL.${name}($SINK, ...)`,
            { 'focus-metavariable': '$SINK' },
            {
              'metavariable-pattern': {
                metavariable: '$SINK',
                'pattern-either': [{ pattern: '"$A#{$B}..."' }, { pattern: '$A + $B' }, { 'pattern-regex': '#\\{' }],
              },
            },
          ),
        ]),
        '$CONNECTION.execute($SINK, ...)',
        '$CONNECTION.exec_query($SINK, ...)',
        '$CONNECTION.select_all($SINK, ...)',
        '$CONNECTION.exec($SINK)',
        'Arel.sql($SINK)',
      ],
      ['sanitize_sql(...)', 'sanitize_sql_like(...)', '$CONNECTION.quote(...)', 'ActiveRecord::Base.sanitize_sql(...)'],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'command-injection',
    flowTo(
      [
        ...['system', 'exec', 'spawn'].map((name) => `${name}($SINK)`),
        'IO.popen($SINK, ...)',
        'Open3.capture2($SINK)',
        'Open3.capture3($SINK)',
        'Open3.popen3($SINK)',
        '`...`',
        'Kernel.system($SINK)',
      ],
      ['Shellwords.escape(...)', 'Shellwords.shellescape(...)', '$X.shellescape'],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'code-injection',
    flowTo([
      'eval($SINK, ...)',
      '$OBJECT.instance_eval($SINK)',
      '$CLASS.class_eval($SINK, ...)',
      '$CLASS.module_eval($SINK, ...)',
      'binding.eval($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'reflection',
    flowTo([
      '$SINK.constantize',
      '$SINK.safe_constantize',
      'Object.const_get($SINK)',
      '$OBJECT.send($SINK, ...)',
      '$OBJECT.public_send($SINK, ...)',
    ]),
    { confidence: 0.7 },
  ),
  pattern(
    'template-injection',
    flowTo([
      'ERB.new($SINK, ...)',
      'render(inline: $SINK)',
      'render inline: $SINK',
      'Slim::Template.new($SINK)',
      'Haml::Engine.new($SINK)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'path-traversal',
    flowTo(
      [
        ...['read', 'open', 'readlines', 'write', 'delete', 'unlink', 'new', 'binread'].map(
          (name) => `File.${name}($SINK, ...)`,
        ),
        'IO.read($SINK, ...)',
        'FileUtils.rm($SINK)',
        'FileUtils.rm_rf($SINK)',
        'Dir.glob($SINK)',
        'send_file($SINK, ...)',
        'send_file $SINK',
        'send_file $SINK, ...',
        'render(file: $SINK)',
        'load($SINK)',
        'require($SINK)',
      ],
      ['File.basename(...)', 'ActiveStorage::Filename.new(...)'],
    ),
  ),
  pattern(
    'xss',
    flowTo(
      [
        'raw($SINK)',
        'raw $SINK',
        '$SINK.html_safe',
        'render(html: $SINK)',
        'render html: $SINK',
        'content_tag($TAG, $SINK.html_safe)',
      ],
      ['h(...)', 'ERB::Util.html_escape(...)', 'CGI.escapeHTML(...)', 'sanitize(...)', 'strip_tags(...)'],
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'ssrf',
    flowTo([
      'Net::HTTP.get($SINK)',
      'Net::HTTP.get_response($SINK, ...)',
      'URI.open($SINK, ...)',
      'open($SINK)',
      'HTTParty.get($SINK, ...)',
      'HTTParty.post($SINK, ...)',
      'RestClient.get($SINK, ...)',
      'RestClient.post($SINK, ...)',
      'Faraday.get($SINK, ...)',
      'Excon.get($SINK, ...)',
    ]),
  ),
  pattern(
    'open-redirect',
    flowTo(
      ['redirect_to($SINK, ...)', 'redirect_to $SINK', 'redirect_to $SINK, ...', 'redirect($SINK)', 'redirect $SINK'],
      ['url_from(...)', 'url_for(...)', '$X.path'],
    ),
  ),
  pattern(
    'deserialization',
    flowTo([
      'Marshal.load($SINK)',
      'Marshal.restore($SINK)',
      'YAML.load($SINK)',
      'YAML.unsafe_load($SINK)',
      'Psych.load($SINK)',
      'Oj.load($SINK)',
      'Oj.object_load($SINK, ...)',
    ]),
    { confidence: 0.8 },
  ),
  pattern(
    'ldap-injection',
    flowTo(['Net::LDAP::Filter.construct($SINK)', '$LDAP.search(filter: $SINK)'], ['Net::LDAP::Filter.escape(...)']),
  ),
  pattern(
    'xpath-injection',
    flowTo(['$DOCUMENT.xpath($SINK)', '$DOCUMENT.at_xpath($SINK)', 'REXML::XPath.first($DOCUMENT, $SINK)']),
  ),
  pattern(
    'log-injection',
    flowTo(
      [
        'logger.info($SINK)',
        'logger.warn($SINK)',
        'logger.error($SINK)',
        'Rails.logger.info($SINK)',
        'Rails.logger.warn($SINK)',
        'Rails.logger.error($SINK)',
      ],
      ['$X.inspect'],
    ),
  ),
  pattern('redos', flowTo(['Regexp.new($SINK)', 'Regexp.new($SINK, ...)'], ['Regexp.escape(...)'])),
  pattern(
    'mass-assignment',
    either(
      '$PARAMS.permit!',
      '$MODEL.new(params[...])',
      '$MODEL.create(params[...])',
      '$MODEL.update(params[...])',
      '$MODEL.update_attributes(params[...])',
    ),
  ),
];

const protections: readonly PatternRule[] = [
  pattern(
    'xxe',
    either(
      'Nokogiri::XML::ParseOptions::NOENT',
      'Nokogiri::XML::ParseOptions::DTDLOAD',
      '$CONFIG.noent',
      '$CONFIG.dtdload',
      '$CONFIG.options = $FLAGS | NOENT',
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'weak-hash',
    either(
      ...['MD5', 'SHA1'].flatMap((name) => [`OpenSSL::Digest::${name}.new`, `OpenSSL::Digest.new("${name}")`]),
      // Of pages and files they are harmless names, and everywhere.
      all(
        either(
          ...['MD5', 'SHA1'].flatMap((name) => [
            `Digest::${name}.hexdigest($TEXT)`,
            `Digest::${name}.digest($TEXT)`,
            `Digest::${name}.base64digest($TEXT)`,
          ]),
        ),
        where('$TEXT', '(?i).*(passw|pwd|secret|token|salt|credential|api_?key)'),
      ),
    ),
  ),
  pattern(
    'weak-cipher',
    all(
      either('OpenSSL::Cipher.new($NAME)', 'OpenSSL::Cipher::Cipher.new($NAME)'),
      where('$NAME', '(?i)(des|rc[24]|bf|blowfish|idea|seed)'),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-mode',
    all(
      either('OpenSSL::Cipher.new($NAME)', 'OpenSSL::Cipher::AES.new($BITS, $NAME)'),
      where('$NAME', '(?i)\\W?(.*ecb)'),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'short-key',
    all(
      either('OpenSSL::PKey::RSA.new($BITS)', 'OpenSSL::PKey::RSA.generate($BITS)', 'OpenSSL::PKey::DSA.new($BITS)'),
      where('$BITS', '(512|768|1024)$'),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-random',
    all('$VALUE = $MADE', where('$VALUE', '(?i)@?\\w*(token|secret|passw|salt|nonce|csrf|otp|api_?key|session)'), {
      'metavariable-pattern': {
        metavariable: '$MADE',
        'pattern-either': [
          'rand(...)',
          'Random.rand(...)',
          'Random.new.rand(...)',
          '$LIST.sample',
          '$LIST.shuffle',
        ].map((one) => ({ pattern: one })),
      },
    }),
    { title: 'A secret is made of predictable numbers', confidence: 0.8 },
  ),
  pattern(
    'certificate-validation',
    either(
      '$HTTP.verify_mode = OpenSSL::SSL::VERIFY_NONE',
      '$F(..., verify_mode: OpenSSL::SSL::VERIFY_NONE, ...)',
      '$F(..., verify: false, ...)',
      '$F(..., verify_ssl: false, ...)',
      '$F(..., ssl_verify_mode: OpenSSL::SSL::VERIFY_NONE, ...)',
      '$O.$F(..., verify: false, ...)',
      '$O.$F(..., verify_ssl: false, ...)',
      '$O.$F(..., verify_mode: OpenSSL::SSL::VERIFY_NONE, ...)',
    ),
    { confidence: 0.9 },
  ),
  pattern('tls-version', all('$CONTEXT.ssl_version = $VERSION', where('$VERSION', ':?(SSLv2|SSLv3|TLSv1|TLSv1_1)$')), {
    confidence: 0.9,
  }),
  pattern(
    'hardcoded-credentials',
    either(
      all('$NAME = "$TEXT"', secretName('$NAME'), secretText('$TEXT')),
      all('http_basic_authenticate_with($...A, password: "$TEXT", $...B)', where('$TEXT', '.{3,}')),
      all('http_basic_authenticate_with name: $NAME, password: "$TEXT"', where('$TEXT', '.{3,}')),
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'cookie-flags',
    either(
      '$APP.config.session_store($STORE, ..., secure: false, ...)',
      'cookies[$NAME] = {..., secure: false, ...}',
      'cookies[$NAME] = {..., httponly: false, ...}',
      'cookies.permanent[$NAME] = {..., httponly: false, ...}',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'csrf',
    either(
      'skip_before_action :verify_authenticity_token',
      'skip_before_action :verify_authenticity_token, ...',
      'skip_forgery_protection',
      'skip_forgery_protection(...)',
      'protect_from_forgery with: :null_session',
    ),
    { confidence: 0.7 },
  ),
  pattern(
    'cors',
    either(
      'origins "*"',
      "headers['Access-Control-Allow-Origin'] = '*'",
      "response.headers['Access-Control-Allow-Origin'] = '*'",
    ),
    { confidence: 0.7 },
  ),
  pattern('debug-on', either('config.consider_all_requests_local = true', 'set :show_exceptions, true'), {
    confidence: 0.5,
  }),
  pattern(
    'file-permissions',
    all(
      either('File.chmod($MODE, ...)', 'FileUtils.chmod($MODE, ...)', 'FileUtils.mkdir($PATH, mode: $MODE)'),
      where('$MODE', '0?o?[0-7]?[0-7][0-7][2367]$'),
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'jwt',
    either(
      'JWT.decode($TOKEN, nil, false)',
      'JWT.decode($TOKEN, $KEY, false, ...)',
      all('JWT.encode($DATA, $KEY, $ALGORITHM)', where('$ALGORITHM', '(?i)none$')),
    ),
    { confidence: 0.9 },
  ),
];

export const rubyRules: readonly PatternRule[] = [...injections, ...protections];
