import { compareVersions } from '../version/compare.ts';
import { inRange } from '../version/in-range.ts';
import { VersionRangeError } from '../version/range-error.ts';
import { classOf, isPreRelease } from './distance.ts';
import type { Project, Wish } from './project.ts';
import { RegistryError, type PublishedVersion, type Registry, type Release, type Requirement } from './registry.ts';

/** Hostile or merely large: more of each is not looked at, and a plan that needs it is given up with this reason. */
const most = { lookups: 5000, candidates: 400 };

export interface WorldOptions {
  ecosystem: string;
  registry: Registry;
  /** Names of what is known against a version; empty: nothing is. */
  knownAgainst: (name: string, version: string) => readonly string[];
  /** The versions that are in use, by name: what comes anew must have nothing against it that those do not have. */
  inUse: ReadonlyMap<string, readonly string[]>;
  /** The oldest version of the language that the project must run on. */
  runtime?: string | undefined;
  /** Days a release must be old. */
  cooldownDays: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** What resolvers ask: the registry, the advisories, and the customs of the ecosystem, each remembered. */
export class World {
  readonly ecosystem: string;
  /** Releases that would have been chosen but for their age. */
  readonly tooYoung = new Set<string>();
  private readonly options: WorldOptions;
  private readonly known = new Map<string, Promise<readonly Release[]>>();
  private readonly described = new Map<string, Promise<PublishedVersion>>();
  /** Features that packages ask of each other, by name. */
  private readonly wanted = new Map<string, Set<string>>();
  private readonly satisfied = new Map<string, boolean>();
  private readonly against = new Map<string, readonly string[]>();

  constructor(options: WorldOptions) {
    this.options = options;
    this.ecosystem = options.ecosystem;
  }

  compare(a: string, b: string): number {
    return compareVersions(this.ecosystem, a, b);
  }

  knownAgainst(name: string, version: string): readonly string[] {
    return remembered(this.against, `${name}@${version}`, () => this.options.knownAgainst(name, version));
  }

  /** Does a version do? A range that nobody can read is met by nothing. */
  satisfies(version: string, range: string): boolean {
    return remembered(this.satisfied, `${range}\n${version}`, () => {
      if (range.trim() === '' || range === '*') return true;
      try {
        // Poetry joins alternatives so; elsewhere in Python nobody does.
        const parts = this.ecosystem === 'PyPI' ? range.split('||') : [range];
        return parts.some((part) => inRange(this.ecosystem, version, part.trim()));
      } catch (error) {
        if (error instanceof VersionRangeError || error instanceof RangeError) return false;
        throw error;
      }
    });
  }

  releases(name: string): Promise<readonly Release[]> {
    return remembered(this.known, name, () => {
      if (this.known.size > most.lookups) throw tooMuch();
      return this.sortedReleases(name);
    });
  }

  /** From the oldest to the newest; what is no version in this ecosystem is left out. */
  private async sortedReleases(name: string): Promise<readonly Release[]> {
    const releases = await this.options.registry.releases(name);
    return releases.toSorted((a, b) => this.compare(a.version, b.version));
  }

  describe(name: string, version: string): Promise<PublishedVersion> {
    return remembered(this.described, `${name}@${version}`, () => {
      if (this.described.size > most.lookups) throw tooMuch();
      return this.options.registry.describe(name, version);
    });
  }

  async checksums(name: string, version: string): Promise<Readonly<Record<string, string>>> {
    return (await this.options.registry.checksums?.(name, version)) ?? {};
  }

  /** What a package needs: from the lock file where it tells, from the registry otherwise. */
  async requirementsOf(project: Project, name: string, version: string): Promise<readonly Requirement[]> {
    const locked = project.locked.get(`${name}@${version}`);
    if (locked?.requirements) return locked.requirements;
    if (locked?.foreign) return [];
    const published = await this.describe(name, version);
    const { requirements } = published;
    if (!locked && project.narrow) {
      const old = [...project.locked.values()]
        .filter((one) => one.name === name)
        .sort((a, b) => this.compare(a.version, b.version))
        .at(-1);
      const narrowed = project.narrow(
        published,
        old,
        old && (await this.describe(name, old.version)),
        this.wanted.get(name) ?? new Set(),
      );
      for (const one of narrowed) this.want(one);
      return narrowed;
    }
    if (!locked) return requirements;
    if (project.tellsTargets) return requirements.filter((one) => locked.targets.has(one.as ?? one.name));
    // What a lock file left out it left out for a reason: another platform, an extra that nobody asked for.
    const names = new Set([...project.locked.values()].map((one) => one.name));
    return requirements.filter((one) => names.has(one.name));
  }

  private want({ name, features }: Requirement): void {
    const known = this.wanted.get(name) ?? new Set();
    for (const feature of features ?? ['default']) known.add(feature);
    this.wanted.set(name, known);
  }

  /** May this version be in a resolution that keeps the wish? */
  isWished({ avoid, tolerate }: Wish, name: string, version: string): boolean {
    const here = this.options.inUse.get(name) ?? [];
    if (here.includes(version)) return !avoid.has(`${name}@${version}`);
    const isTarget = here.some((one) => avoid.has(`${name}@${one}`));
    const borne = new Set(isTarget ? [] : here.flatMap((one) => this.knownAgainst(name, one)));
    return this.knownAgainst(name, version).every((one) => borne.has(one) || (tolerate.get(name)?.has(one) ?? false));
  }

  /** Where the list tells no dates the newest are asked for theirs, and the nearest: those are what is chosen from. */
  private async withoutYoung(name: string, versions: readonly string[], youngest: number): Promise<string[]> {
    const { registry, cooldownDays } = this.options;
    if (!registry.publishedAt || cooldownDays === 0) return [...versions];
    const young = new Set<string>();
    for (const version of new Set([...versions.slice(-5), ...versions.slice(0, 5)])) {
      const at = await registry.publishedAt(name, version);
      if (at === undefined || Date.parse(at) <= youngest) continue;
      young.add(version);
      this.tooYoung.add(`${name}@${version}`);
    }
    return versions.filter((version) => !young.has(version));
  }

  /** What the project lays down for one package's requirement (null: its own), whatever it asks for. */
  overrideOf({ overrides }: Wish, { name }: Requirement, by: string | null): string | undefined {
    return overrides.find((one) => one.name === name && (one.under === null || (by !== null && one.under.includes(by))))
      ?.to;
  }

  /**
   * Releases newer than `above` in the order they are to be tried: the nearest first, so that the change is small; where
   * nothing is locked yet, the newest first, as package managers do.
   */
  async candidates(
    name: string,
    { above, far }: { above: string | undefined; far: 'compatible' | 'any' },
  ): Promise<string[]> {
    const { runtime } = this.options;
    const youngest = this.options.now - this.options.cooldownDays * 86_400_000;
    const releases = (await this.releases(name)).filter(({ version, withdrawn, publishedAt, runtime: needs }) => {
      if (withdrawn || (above !== undefined && this.compare(version, above) <= 0)) return false;
      if (isPreRelease(this.ecosystem, version) && !(above && isPreRelease(this.ecosystem, above))) return false;
      if (
        far === 'compatible' &&
        above !== undefined &&
        classOf(this.ecosystem, version) !== classOf(this.ecosystem, above)
      )
        return false;
      if (runtime !== undefined && needs !== undefined && !this.satisfies(runtime, needs)) return false;
      if (publishedAt === undefined || Date.parse(publishedAt) <= youngest) return true;
      this.tooYoung.add(`${name}@${version}`);
      return false;
    });
    const versions = await this.withoutYoung(
      name,
      releases.map(({ version }) => version),
      youngest,
    );
    if (above === undefined) return versions.reverse().slice(0, most.candidates);
    if (versions.length <= most.candidates) return versions;
    return [...versions.slice(0, most.candidates - 100), ...versions.slice(-100)];
  }
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

function tooMuch(): RegistryError {
  return new RegistryError('too-large', `More than ${most.lookups} packages would have to be looked up.`);
}
