/** Words people put where a secret will stand; whole values, with a few digits or signs after them. */
const standIns =
  /^(?:change|replace|insert|enter|put|fill|set|add|choose|paste|type|provide|use|update|edit)[-_ .]?(?:me|this|it|your|here|in|with|a|the|my|before|some).*$|^(?:your|my|our|the|some|any|a|an|this|that|user|new|old|wrong|bad|invalid|correct|valid|good|real|not|no|super|very)[-_ .]?(?:own|real|super|very|new|old|user|db|app|api|admin|client|access|auth|secret|secure)*[-_ .]?(?:secret|secure|password|passwd|pass|pwd|passphrase|token|key|apikey|credentials?|api|auth|value|string|service|login|username)s?[-_ .]?(?:here|value|key|goes|string|\d{0,4})?.*$/i;
const plainWords =
  /^(?:example|examples|sample|samples|dummy|fake|mock|stub|test|tests|testing|tester|todo|tbd|fixme|foo|bar|baz|qux|foobar|foobarbaz|none|null|nil|undefined|true|false|yes|no|on|off|token|tokens|access|apikey|api[-_]?key|api[-_]?token|key|credentials?|placeholder|redacted|hidden|masked|removed|omitted|private|public|string|str|text|number|int|integer|boolean|bool|bytes?|object|array|value|values|empty|unset|optional|required|invalid|valid|unknown|anonymous|anon|guest|user|username|userid|name|email|login|localhost|postgres|mysql|mongo|redis|rabbitmq|elastic|bearer|basic|digest|oauth2?|jwt|hmac|plain|plaintext|md5|sha1|sha256|sha512|bcrypt|scram|prompt|ask|input|env|file|keyring|vault|x|xx|xyz|abc|asdf|hello|world|helloworld|something|whatever|anything|nothing|mytoken|mykey|changeit|changeme|p|pw|n\/a|na|username|confirm|confirmation|current|new|old|forgot|reset|repeat|again|show|hide|label|title|description|type|field|form|message|error)[\d!?.*#@$_:-]{0,4}$/i;
/** Bad passwords, and stand-ins for one: with digits after them people do use them. */
const badPasswords =
  /^(?:secret|secrets|password|passwd|passphrase|pass|pwd|default|admin|administrator|root|mypass|mypassword|mysecret|s3cret)[!?.*#@$_:-]{0,3}$/i;
/** Where the value is said to be, rather than the value. */
const reference =
  /^(?:\$[A-Za-z_({[]|%[A-Za-z_({]|%\w+%|\{\{|\{%|<[A-Za-z_/%$ -]|\[\[|\[[A-Za-z_ -]+\]$|\{[A-Za-z_.]{0,40}\}|@\{|#\{|!\w+ |env[.(:[]|process\.|os\.|ENV\[|System\.|vault:|ssm:|secretsmanager|arn:|ref\+|op:\/\/|https?:\/\/|s?ftp:\/\/|file:|data:|\/run\/secrets|\/etc\/|\/var\/|\.\.?\/|~\/|sm:\/\/|gcp-|awssm|keychain:|encrypted:|ENC\[|ENC\()/;
const template =
  /\$\{|\{\{|\}\}|<%|%>|\$\(|%[sdv](?![A-Za-z0-9])|%\([a-z_]+\)s|#\{|\{\d\}|@@\w+@@|__[A-Z][A-Z_]*[A-Z]__/;
const saysSo =
  /example|placeholder|change[-_ ]?(?:me|it|this)|redacted|sanitized|dummy|not[-_]?(?:a[-_]?)?real|xxxx|\*\*\*|\.\.\.|…|your[-_ ]|[-_ ]here$|replace[-_ ]?(?:me|this|with)|insert[-_ ]|<[a-z_ -]+>|foobar|lorem|ipsum|to[-_]be[-_]|fake|sample[-_]|todo/i;
const rows = [
  '0123456789',
  '9876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'zyxwvutsrqponmlkjihgfedcba',
];

/** Is it a stand-in: a placeholder, a reference to where the value really is, or a run of one thing? */
export function isPlaceholder(text: string): boolean {
  return isStandIn(text) || isMonotonous(text) || isSequence(text);
}

/** Says of itself that it is none, in plain text or in base64. */
export function isStandIn(text: string): boolean {
  if (saysItIsNone(text)) return true;
  if (!mayBeBase64.test(text)) return false;
  const held = Buffer.from(text, 'base64').toString('latin1');
  return /^[\x20-\x7e]+$/.test(held) && saysItIsNone(held);
}

const mayBeBase64 = /^(?:[A-Za-z0-9+/]{4}){2,20}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function saysItIsNone(text: string): boolean {
  return (
    plainWords.test(text) ||
    badPasswords.test(text) ||
    standIns.test(text) ||
    reference.test(text) ||
    template.test(text) ||
    saysSo.test(text)
  );
}

/** `xxxxxxxx`, `00000000-0000-…`, `abababab`: few characters, however long. */
export function isMonotonous(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (letters.length === 0) return true;
  const variety = new Set(letters).size;
  return variety <= (letters.length >= 20 ? 4 : letters.length >= 8 ? 3 : 1) || /(.)\1{7,}/.test(letters);
}

/** Rows of the keyboard and the alphabet, once or again and again: `abcdef123456`, `1234567890abcdef`. */
export function isSequence(text: string): boolean {
  return shareOfSequences(text) >= 0.75;
}

/** The share of its characters that go on where the one before left off, in runs of four and more. */
export function shareOfSequences(text: string): number {
  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (letters.length < 4) return 0;
  let inRuns = 0;
  for (let at = 0; at < letters.length;) {
    let longest = 1;
    for (const row of rows) {
      const from = row.indexOf(letters[at]!);
      if (from < 0) continue;
      let run = 1;
      while (at + run < letters.length && row[from + run] === letters[at + run]) run += 1;
      longest = Math.max(longest, run);
    }
    if (longest >= 4) inRuns += longest;
    at += longest;
  }
  return inRuns / letters.length;
}
