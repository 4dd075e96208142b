import { askIssuer } from '../edge/ask-issuer.ts';
import { providers as known } from './providers.ts';
import { readAnswer, toRequest, type Provider, type Verification } from './provider.ts';

export interface VerifierOptions {
  /** Addresses by the provider's id, instead of its own: an installation of one's own, a proxy. */
  addresses?: Readonly<Record<string, string>>;
  /** Milliseconds an issuer has to answer: 10,000. */
  timeoutMs?: number;
  /** Milliseconds between two questions to one issuer: 250. */
  pauseMs?: number;
  /** Secrets one issuer is asked about: 100. */
  maxAsked?: number;
}

/** Asks the issuers of secrets, and nobody else, whether they still take them. Each secret is asked about once. */
export interface Verifier {
  /**
   * @param around the text near the secret, for what else it takes
   * @returns null where no issuer can be asked about such secrets
   */
  verify(ruleId: string, secret: string, around: string): Promise<Verification | null>;
}

export function createVerifier(options: VerifierOptions = {}): Verifier {
  const { addresses = {}, timeoutMs = 10_000, pauseMs = 250, maxAsked = 100 } = options;
  const desks = known.map(
    (provider) => new Desk(provider, { timeoutMs, pauseMs, maxAsked, ...addressOf(provider, addresses) }),
  );
  return {
    verify: async (ruleId, secret, around) => {
      const desk = desks.find(({ provider }) => provider.rules.includes(ruleId));
      return desk ? desk.ask(secret, around) : null;
    },
  };
}

function addressOf({ id, address }: Provider, addresses: Readonly<Record<string, string>>): { address: string | null } {
  const given = Object.hasOwn(addresses, id) ? addresses[id] : undefined;
  return { address: (given ?? address)?.replace(/\/+$/, '') ?? null };
}

interface DeskOptions {
  address: string | null;
  timeoutMs: number;
  pauseMs: number;
  maxAsked: number;
}

/** One issuer: what it was asked, and how often it may be. */
class Desk {
  readonly provider: Provider;
  readonly #options: DeskOptions;
  /** By secret; in memory only, for this run. */
  readonly #answers = new Map<string, Promise<Verification>>();
  #queue: Promise<unknown> = Promise.resolve();
  /** Why it is asked no more. */
  #closed: string | null = null;

  constructor(provider: Provider, options: DeskOptions) {
    this.provider = provider;
    this.#options = options;
  }

  ask(secret: string, around: string): Promise<Verification> {
    const companion = this.#companion(around);
    const question = `${companion} ${secret}`;
    const known = this.#answers.get(question);
    if (known) return known;
    const answer = this.#queue.then(() => this.#answer(secret, companion));
    this.#queue = answer;
    this.#answers.set(question, answer);
    return answer;
  }

  /** The nearest one would be a guess where there are several: then it is unknown. */
  #companion(around: string): string | null {
    const { companion } = this.provider;
    if (!companion) return '';
    const all = new Set(around.match(companion.pattern));
    return all.size === 1 ? [...all][0]! : null;
  }

  async #answer(secret: string, companion: string | null): Promise<Verification> {
    const { id, name, companion: needed } = this.provider;
    const { address, timeoutMs, pauseMs, maxAsked } = this.#options;
    const unknown = (reason: string): Verification => ({ provider: id, state: 'unknown', reason });
    if (address === null) return unknown(`no address is known: set STOA_VERIFY_${id.toUpperCase()}_URL`);
    if (!isSafe(address)) return unknown('its address is no https:// address: secrets go encrypted or not at all');
    if (companion === null) return unknown(`it takes the ${needed?.name ?? ''}, which does not stand near it alone`);
    if (this.#answers.size > maxAsked)
      return unknown(`${name} was asked about ${maxAsked} secrets, no more in one run`);
    if (this.#closed !== null) return unknown(this.#closed);
    const answer = await askIssuer(
      address,
      toRequest(this.provider, secret, companion, address, new Date()),
      timeoutMs,
    );
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if ('failed' in answer) {
      this.#closed = `${name} ${answer.failed}`;
      return unknown(this.#closed);
    }
    const verification = readAnswer(this.provider, answer);
    if (answer.status === 429) this.#closed = verification.reason;
    return verification;
  }
}

/** Over TLS, or to this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}
