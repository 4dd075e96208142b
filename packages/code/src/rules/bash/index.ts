import { all, either, flow, type Part, secretName, secretText, where, written } from '../formula.ts';
import type { PatternRule } from '../rule.ts';
import { rulesOf } from '../write.ts';

const { pattern } = rulesOf('bash', ['bash']);

/** What a script is given: its arguments, and what a web server puts into the environment of CGI programs. */
const given: readonly Part[] = [
  { 'pattern-regex': '\\$[1-9@*]' },
  { 'pattern-regex': '\\$\\{[1-9@*][^}]*\\}' },
  { 'pattern-regex': '\\$\\{?(?:QUERY_STRING|PATH_INFO|HTTP_[A-Z_]+)\\b\\}?' },
];

const flowTo = (sinks: readonly Part[], sanitizers: readonly Part[] = []) =>
  flow({ sources: given, sinks, sanitizers });

/** A value that falls apart where it stands: no quotes around it. */
const bare = written('$X', '\\$\\{?[A-Za-z_]\\w*\\}?([/*]|$)');

export const bashRules: readonly PatternRule[] = [
  pattern(
    'command-injection',
    flowTo(
      [
        'eval $SINK',
        'eval ... $SINK',
        'bash -c $SINK',
        'sh -c $SINK',
        'bash -c $SINK ...',
        'sh -c $SINK ...',
        'su -c $SINK ...',
        'ssh $HOST $SINK',
      ],
      ['$(printf %q ...)'],
    ),
    {
      message: 'What the script was given is read as a command once more.',
      fix: 'Call the program with its arguments in an array: `"${command[@]}"`.',
      confidence: 0.6,
    },
  ),
  pattern('sql-injection', flowTo(['mysql ... -e $SINK ...', 'psql ... -c $SINK ...', 'sqlite3 $FILE $SINK']), {
    fix: 'Hand values over as variables of the client (`psql -v name=…`), and quote them in the statement.',
    confidence: 0.6,
  }),
  pattern(
    'word-splitting',
    all(
      either(
        // With other programs it is a nuisance, here whole trees are at stake.
        ...['-r', '-rf', '-fr', '-R'].flatMap((flag) => [`rm ${flag} ... $X`, `rm ${flag} ... $X ...`]),
      ),
      bare,
    ),
    { confidence: 0.6 },
  ),
  pattern(
    'unverified-download',
    either(
      ...['curl', 'wget'].flatMap((client) =>
        [
          'bash',
          'sh',
          'sudo bash',
          'sudo sh',
          'bash -s ...',
          'sh -s ...',
          'sudo bash -s ...',
          'sudo -E bash -',
          'bash -',
          'sh -',
          'python3',
          'python',
        ].map((shell) => `${client} ... | ${shell}`),
      ),
      'bash <(curl ...)',
      'eval "$(curl ...)"',
      'sh -c "$(curl ...)"',
      'bash -c "$(curl ...)"',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'certificate-validation',
    either(
      'curl ... -k ...',
      'curl ... --insecure ...',
      'wget ... --no-check-certificate ...',
      'git config ... http.sslVerify false',
      all('$NAME=$VALUE', where('$NAME', '(GIT_SSL_NO_VERIFY)$'), where('$VALUE', '(1|true)$')),
      all('$NAME=$VALUE', where('$NAME', 'NODE_TLS_REJECT_UNAUTHORIZED$'), where('$VALUE', '0$')),
      'ssh ... StrictHostKeyChecking=no ...',
      'scp ... StrictHostKeyChecking=no ...',
      'npm config set strict-ssl false',
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'file-permissions',
    either(
      all(
        either('chmod $MODE ...', 'chmod -R $MODE ...'),
        where('$MODE', '([0-7]?[0-7][0-7][2367]|[ao]*o?\\+r?wx?|a\\+rwx|o\\+w)$'),
      ),
      all('umask $MODE', where('$MODE', '0+$')),
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'hardcoded-credentials',
    all(either('$NAME="$TEXT"', "$NAME='$TEXT'"), secretName('$NAME'), secretText('$TEXT')),
    { confidence: 0.7 },
  ),
  pattern(
    'command-line-secret',
    either(
      all(
        either('mysql ... $ARGUMENT ...', 'mysqldump ... $ARGUMENT ...', 'mysqladmin ... $ARGUMENT ...'),
        written('$ARGUMENT', '(-p[^\\s$]+|--password=[^\\s$]+)$'),
      ),
      all(
        either('curl ... -u $USER ...', 'curl ... --user $USER ...'),
        written('$USER', '["\']?[\\w.]+:[^\\s$"\']+["\']?$'),
      ),
      all('sshpass -p $WORD ...', written('$WORD', '["\']?[^$\\s]')),
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'insecure-temp-file',
    either(all('$NAME=$PATH', written('$PATH', '"?/(var/)?tmp/[^$]*(\\$\\$|\\$RANDOM)')), {
      'pattern-regex': '>\\s*"?/tmp/[\\w.-]*\\$(\\$|RANDOM)',
    }),
    { fix: 'Let `mktemp` make it: `file=$(mktemp)`.', confidence: 0.8 },
  ),
  pattern(
    'weak-hash',
    either(
      'openssl dgst ... -md5 ...',
      'openssl dgst ... -sha1 ...',
      'openssl passwd -1 ...',
      'openssl req ... -md5 ...',
      'openssl req ... -sha1 ...',
    ),
    { confidence: 0.8 },
  ),
  pattern(
    'weak-cipher',
    all('openssl enc ... $CIPHER ...', where('$CIPHER', '-(des|des3|des-\\S+|rc2|rc4|bf|bf-\\S+|idea|seed)$')),
    { confidence: 0.9 },
  ),
  pattern('weak-mode', all('openssl enc ... $CIPHER ...', where('$CIPHER', '-aes-?\\d+-ecb$')), { confidence: 0.9 }),
  pattern(
    'short-key',
    either(
      all('openssl genrsa ... $BITS', where('$BITS', '(512|768|1024)$')),
      all('ssh-keygen ... -b $BITS ...', where('$BITS', '(512|768|1024)$')),
      all('openssl req ... -newkey $KIND ...', where('$KIND', 'rsa:(512|768|1024)$')),
    ),
    { confidence: 0.9 },
  ),
  pattern(
    'weak-random',
    all(
      '$NAME=$VALUE',
      where('$NAME', '(?i)\\w*(token|secret|passw|salt|nonce|otp|api_?key|session)'),
      written('$VALUE', '[^]*\\$\\{?RANDOM'),
    ),
    {
      title: 'A secret is made of predictable numbers',
      fix: 'Take it from the system: `openssl rand -hex 32`.',
      confidence: 0.8,
    },
  ),
  pattern(
    'tls-version',
    either(
      'curl ... --sslv3 ...',
      'curl ... --sslv2 ...',
      'curl ... --tlsv1.0 ...',
      'openssl s_client ... -ssl3 ...',
      'wget ... --secure-protocol=SSLv3 ...',
    ),
    { confidence: 0.8 },
  ),
];
