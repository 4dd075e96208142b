/** What a name promises to hold. A password may be poor; keys and tokens are made by machines. */
export type CredentialKind = 'password' | 'secret';

const passwordWords = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'pass',
  'passw',
  'pw',
  'psw',
  'pswd',
  'passwort',
  'contrasena',
  'senha',
  'mdp',
  'pin',
]);
/** Weak words: too short or too common to say anything without another word beside them. */
const onlyWithCompany = new Set(['pass', 'pw', 'pin', 'key', 'auth', 'access', 'private']);
const secretWords = new Set([
  'secret',
  'token',
  'credential',
  'credentials',
  'creds',
  'cred',
  'key',
  'auth',
  'pat',
  'salt',
  'nonce',
  'bearer',
  'jwt',
  'authorization',
]);
/** Words before `key` that make it one that locks something. */
const lockingKeys = new Set(
  'api app application access account secret private encryption encrypt decryption signing sign auth authentication authorization client service license licence consumer master admin root session cookie crypto cipher aes des hmac rsa ssl tls jwt token deploy deployment integration ingest ingestion write read record license webhook server rest user hash security storage subscription account shared gpg pgp ssh wallet project developer dev prod merchant live test fernet'.split(
    ' ',
  ),
);
/** Words that may follow without changing what it is. */
const harmlessAfter =
  /^(?:value|val|text|txt|str|string|base|raw|plain|plaintext|clear|base64|b64|hex|encoded|bytes|data|prod|production|dev|development|test|testing|stage|staging|live|sandbox|default|current|old|new|temp|tmp|local|remote|master|root|admin|user|db|database|secret|v?\d{1,4}|[a-z])$/;
/** Words anywhere that say it is about credentials, not one: `public_key`, `password_hash`, `token_type`. */
const aboutIt = new Set(
  'public pub hash hashed digest checksum fingerprint sha sha1 sha256 md5 integrity type name field label placeholder prefix suffix length len size count url uri path file filename dir folder endpoint host port regex pattern format column param parameter header arn expiry expires expiration ttl timeout age policy rule rules validator validation valid invalid strength error message msg hint help description desc title prompt input form page view component class style icon button store storage provider manager service handler factory helper kind reset forgot change confirm confirmation required enabled disabled show hide visible encoder hasher generator option options index idx csrf xsrf authenticity antiforgery verification cancellation continuation page next syntax lexer parse parser idempotency sort partition primary foreign cache group event map list array enum id ids'.split(
    ' ',
  ),
);
const idIsSecret = /(?:secret|token)[-_.]?id$/i;

/** The words of a name: parted by signs and where a capital follows a small letter. Lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(-12);
}

/** What kind of credential is a name for? Nothing, if it is about one, like `passwordField` or `public_key`. */
export function kindOfName(name: string): CredentialKind | undefined {
  // What is a member of what: `request.password.length` is about its last part.
  const words = wordsOf(name).flatMap(split);
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at]!;
    const kind = passwordWords.has(word) ? 'password' : secretWords.has(word) ? 'secret' : undefined;
    if (!kind) {
      if (harmlessAfter.test(word)) continue;
      if (word === 'id' && idIsSecret.test(name)) continue;
      return undefined;
    }
    const company = words.slice(0, at);
    if (company.some((one) => aboutIt.has(one) && !lockingKeys.has(one))) return undefined;
    if (!onlyWithCompany.has(word)) return kind;
    if (word === 'key')
      return company.some((one) => lockingKeys.has(one) || secretWords.has(one) || passwordWords.has(one)) ||
        serviceLike(company)
        ? kind
        : undefined;
    return company.length > 0 || word === 'pass' ? kind : undefined;
  }
  return undefined;
}

/** `stripe_key`, `OPENAI_KEY`: a word of some length that is no word of programs. */
function serviceLike(company: readonly string[]): boolean {
  const last = company.at(-1);
  return last !== undefined && last.length >= 4 && !aboutIt.has(last) && !programWords.has(last);
}

const programWords = new Set(
  'object item node entry dict json config settings data query search lookup filter unique composite natural surrogate react list state action keyboard shortcut hotkey arrow enter escape modifier translation locale lang language message order hash bucket record resource entity label feature metric setting preference property attribute element route context widget menu column field table model local this self module cookie session idempotency dedupe dedup'.split(
    ' ',
  ),
);

/** Written together: `apikey`, `authtoken`, `dbpassword`. */
function split(word: string): string[] {
  const match =
    /^(.{1,24}?)(password|passwd|passphrase|passcode|secret|token|credentials?|(?<=api|access|auth|secret|private|license|client|app|master|encryption|signing|account|shared|service|consumer)key)(\d{0,3})$/.exec(
      word,
    );
  return match ? [match[1]!, match[2]!] : [word.replace(/^(password|secret|token|apikey)\d{1,3}$/, '$1')];
}
