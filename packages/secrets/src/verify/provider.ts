/** Does the issuer still take it? `unknown` always says why. */
export interface Verification {
  provider: string;
  state: 'active' | 'inactive' | 'unknown';
  /** One sentence for a person; nothing of the secret, nor of what the issuer wrote. */
  reason: string;
}

/** What is sent to an issuer. The address comes before `path`. */
export interface IssuerRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface IssuerAnswer {
  status: number;
  /** Its beginning: 64 KiB at most. */
  body: string;
}

/** An issuer that can be asked, as data: one request that reads and changes nothing, and how its answers are meant. */
export interface Provider {
  /** Names the variable for its address: `STOA_VERIFY_<ID>_URL`. */
  id: string;
  name: string;
  /** Ids of the rules whose secrets it issues. */
  rules: readonly string[];
  /** Where it answers; null where every installation has its own. */
  address: string | null;
  method?: 'GET' | 'POST';
  /** With `{secret}`, and `{companion}` where it needs one. */
  path: string;
  /** Of values too; `{basic:USER:PASSWORD}` is what basic authorization makes of that. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** What else it takes, found near the secret in the file: a key's name, an account. */
  companion?: { name: string; pattern: RegExp };
  /** Signs the request, where templates do not do. */
  sign?: (secret: string, companion: string, address: string, now: Date) => IssuerRequest;
  active: Answers;
  inactive: Answers;
  source: string;
}

/** One of the codes, and where given this in the body. */
export interface Answers {
  status: readonly number[];
  body?: RegExp;
}

export function toRequest(
  provider: Provider,
  secret: string,
  companion: string,
  address: string,
  now: Date,
): IssuerRequest {
  if (provider.sign) return provider.sign(secret, companion, address, now);
  const parts: Readonly<Record<string, string>> = { secret, companion };
  const fill = (template: string, encode: (text: string) => string): string =>
    template.replaceAll(/\{(secret|companion)\}/g, (_, part: string) => encode(parts[part]!));
  const header = (template: string): string => {
    const pair = /^\{basic:(.*)\}$/.exec(template)?.[1];
    return pair === undefined ? fill(template, String) : `Basic ${Buffer.from(fill(pair, String)).toString('base64')}`;
  };
  return {
    method: provider.method ?? 'GET',
    path: fill(provider.path, (text) => encodeURIComponent(text).replaceAll('%3A', ':')),
    headers: Object.fromEntries(Object.entries(provider.headers).map(([name, value]) => [name, header(value)])),
    ...(provider.body !== undefined && { body: provider.body }),
  };
}

export function readAnswer({ id, name, active, inactive }: Provider, answer: IssuerAnswer): Verification {
  if (fits(active, answer)) return { provider: id, state: 'active', reason: `${name} takes it` };
  if (fits(inactive, answer)) return { provider: id, state: 'inactive', reason: `${name} does not take it any more` };
  const { status } = answer;
  const why = status === 429 ? 'asks to be asked less often' : `answered ${status}, which says neither`;
  return { provider: id, state: 'unknown', reason: `${name} ${why}` };
}

function fits({ status, body }: Answers, answer: IssuerAnswer): boolean {
  return status.includes(answer.status) && (body === undefined || body.test(answer.body));
}
