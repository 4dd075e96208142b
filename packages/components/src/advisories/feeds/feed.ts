import type { Advisory, AffectedVersions } from '../advisory.ts';

/** Advisories under way, one a vulnerability, whatever package or release speaks of it first. */
export class Gathering {
  readonly #source: string;
  readonly #byId = new Map<string, Advisory>();
  /** Entries that could not be read. */
  bad = 0;
  /** Judgements the distribution has not made yet: they say neither affected nor not. */
  undecided = 0;

  readonly #releases: ReadonlySet<string> | null;

  /** @param releases those that are wanted; null: all */
  constructor(source: string, releases: ReadonlySet<string> | null = null) {
    this.#source = source;
    this.#releases = releases;
  }

  /** Of distributions with twenty releases a machine has one or two. */
  wants(release: string | null): boolean {
    return this.#releases === null || release === null || this.#releases.has(release);
  }

  /** The advisory of this id, made with these words where it is new. */
  of(
    id: string,
    words: Partial<Pick<Advisory, 'summary' | 'details' | 'word' | 'url' | 'cvss' | 'cwe' | 'modified'>> = {},
  ): Advisory {
    let advisory = this.#byId.get(id);
    if (!advisory) {
      advisory = {
        id,
        source: this.#source,
        aliases: [],
        summary: '',
        details: '',
        cvss: null,
        word: null,
        cwe: [],
        url: null,
        modified: '',
        withdrawn: null,
        packages: [],
        ...words,
      };
      this.#byId.set(id, advisory);
    }
    return advisory;
  }

  advisories(): Advisory[] {
    return [...this.#byId.values()].filter(({ packages }) => packages.length > 0);
  }
}

/** Affected from the first version on, up to the one that is fixed; for ever where there is none. */
export function affectedUntil(name: string, release: string | null, fixed: string | null): AffectedVersions {
  const events = [{ introduced: '0' }, ...(fixed === null ? [] : [{ fixed }])];
  return { name, release, ranges: [{ type: 'ECOSYSTEM', events }], versions: [], uses: [] };
}
