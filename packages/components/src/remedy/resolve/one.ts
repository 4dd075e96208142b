import { classOf } from '../distance.ts';
import {
  idOf,
  type Leave,
  type Project,
  type Resolution,
  type Resolved,
  type Root,
  type Unresolved,
  type Wish,
} from '../project.ts';
import type { Requirement } from '../registry.ts';
import type { World } from '../world.ts';

/** Versions tried before we give up: a locked project needs a few more than it has packages. */
const mostTries = 20_000;

/** Who asks for a package, and for what. */
interface Ask {
  /** The slot that was decided; null: the project itself. */
  by: string | null;
  /** For a person. */
  who: string;
  requirement: Requirement;
  root: Root | null;
}

interface Decision {
  slot: string;
  name: string;
  version: string;
  requirements: readonly Requirement[];
}

/** Why nothing did: the slots whose decisions are to blame, and a sentence. */
interface Conflict {
  slots: Set<string>;
  why: string;
}

/**
 * Resolves where a project has one version of each package (Python, Ruby, PHP, Dart, Elixir) or one of each compatible
 * family (Rust). What is locked is tried first, then what is a little newer; when nothing does, the search goes back to
 * the decision that is to blame (conflict-directed backjumping, Prosser 1993), not to the last one.
 */
export async function resolveOne(
  world: World,
  project: Project,
  wish: Wish,
  leave: Leave | null = null,
  slotsAre: 'names' | 'families' = 'names',
): Promise<Resolution | Unresolved> {
  const search = new Search(world, project, wish, leave, slotsAre);
  const conflict = await search.run();
  if (conflict) return { outcome: 'unresolved', why: conflict.why };
  return search.result();
}

class Search {
  private readonly world: World;
  private readonly project: Project;
  private readonly wish: Wish;
  private readonly leave: Leave | null;
  private readonly slotsAre: 'names' | 'families';
  private readonly asks = new Map<string, Ask[]>();
  private readonly decided = new Map<string, Decision>();
  private readonly locked = new Map<string, string[]>();
  private tries = 0;

  constructor(world: World, project: Project, wish: Wish, leave: Leave | null, slotsAre: 'names' | 'families') {
    [this.world, this.project, this.wish, this.leave, this.slotsAre] = [world, project, wish, leave, slotsAre];
    for (const { name, version } of project.locked.values()) {
      this.locked.set(name, [...(this.locked.get(name) ?? []), version]);
    }
  }

  async run(): Promise<Conflict | null> {
    for (const root of this.project.roots) {
      const ask: Ask = { by: null, who: 'the project', requirement: root, root };
      const slot = await this.slotOf(ask, root.locked);
      if (slot !== null) this.push(slot, ask);
    }
    return this.decideNext(0);
  }

  result(): Resolution {
    const packages = new Map<string, Resolved>();
    for (const { name, version, requirements } of this.decided.values()) {
      const targets = new Map<string, string>();
      for (const requirement of requirements) {
        const found = this.meeting(requirement);
        if (found) targets.set(requirement.as ?? requirement.name, found.version);
      }
      packages.set(idOf(name, version), { name, version, requirements, targets });
    }
    const roots = new Map<string, string>();
    for (const root of this.project.roots) {
      const own = [...this.decided.values()].filter(({ name }) => name === root.name);
      const one =
        own.length > 1
          ? own.find(({ version }) => this.allows(version, { by: null, who: '', requirement: root, root }))
          : own[0];
      if (one) roots.set(root.key, one.version);
    }
    return { outcome: 'resolved', packages, roots };
  }

  private meeting({ name, range }: Requirement): Decision | undefined {
    const own = [...this.decided.values()].filter((one) => one.name === name);
    return own.find(({ version }) => this.world.satisfies(version, range)) ?? own[0];
  }

  private push(slot: string, ask: Ask): void {
    const known = this.asks.get(slot);
    if (known) known.push(ask);
    else this.asks.set(slot, [ask]);
  }

  /** Decides the slots one after the other; `depth` is how many are decided. */
  private async decideNext(depth: number): Promise<Conflict | null> {
    const slot = [...this.asks.keys()].find((one) => !this.decided.has(one));
    if (slot === undefined) return null;
    if (depth > 5000) return { slots: new Set(), why: 'More than 5000 packages.' };
    const asks = this.asks.get(slot)!;
    const name = asks[0]!.requirement.name;
    const blamed = new Set(asks.flatMap(({ by }) => by ?? []));
    let why = this.whyNone(name, asks);
    for await (const version of this.versionsFor(slot, name, asks)) {
      if ((this.tries += 1) > mostTries) return { slots: new Set(), why: `No way was found in ${mostTries} tries.` };
      const requirements = await this.world.requirementsOf(this.project, name, version);
      this.decided.set(slot, { slot, name, version, requirements });
      const before = new Map([...this.asks].map(([key, list]) => [key, list.length]));
      const clash = await this.ask(slot, name, version, requirements);
      const conflict = clash ?? (await this.decideNext(depth + 1));
      if (!conflict) return null;
      this.decided.delete(slot);
      for (const [key, list] of this.asks) {
        const length = before.get(key);
        if (length === undefined) this.asks.delete(key);
        else list.length = length;
      }
      // It is not this decision that is to blame: nothing that we might try here would help.
      if (!conflict.slots.has(slot)) return conflict;
      for (const one of conflict.slots) if (one !== slot) blamed.add(one);
      why = conflict.why;
    }
    return { slots: blamed, why };
  }

  /** Adds what a decision asks for; a conflict when something decided already does not do. */
  private async ask(
    by: string,
    name: string,
    version: string,
    requirements: readonly Requirement[],
  ): Promise<Conflict | null> {
    for (const requirement of requirements) {
      const absent = !this.locked.has(requirement.name);
      if (
        requirement.kind === 'optional-peer' ||
        ((requirement.kind === 'optional' || this.project.isPartial) && absent)
      )
        continue;
      const targets = this.project.locked.get(idOf(name, version))?.targets.get(requirement.as ?? requirement.name);
      const ask: Ask = { by, who: `${name} ${version}`, requirement, root: null };
      const slot = await this.slotOf(ask, targets?.[0]);
      if (slot === null) {
        if (requirement.kind === 'optional') continue;
        return { slots: new Set([by]), why: this.whyNone(requirement.name, [ask]) };
      }
      const there = this.decided.get(slot);
      if (there && !this.allows(there.version, ask)) {
        return {
          slots: new Set([by, slot]),
          why: `${ask.who} asks for ${requirement.name} ${requirement.range}, which is ${there.version} here.`,
        };
      }
      this.push(slot, ask);
    }
    return null;
  }

  private allows(version: string, { requirement, root }: Ask): boolean {
    const override = this.world.overrideOf(this.wish, requirement, null);
    if (override !== undefined) return version === override;
    if (root) {
      const bump = this.wish.bumps.get(root.key);
      if (bump !== undefined) return version === bump;
      if (
        this.leave?.roots.has(root.key) &&
        root.locked !== undefined &&
        this.world.compare(version, root.locked) >= 0
      ) {
        return (
          this.leave.far === 'any' ||
          classOf(this.world.ecosystem, version) === classOf(this.world.ecosystem, root.locked) ||
          this.world.satisfies(version, root.range)
        );
      }
      // Held outside its range already (a lock file that is older than its manifest): that is not ours to judge.
      if (version === root.locked) return true;
    }
    return this.world.satisfies(version, requirement.range);
  }

  /** What is locked first; the registry is asked only when that leads nowhere. */
  private async *versionsFor(slot: string, name: string, asks: readonly Ask[]): AsyncGenerator<string> {
    const override = asks
      .map(({ requirement }) => this.world.overrideOf(this.wish, requirement, null))
      .find((one) => one !== undefined);
    if (override !== undefined) {
      yield override;
      return;
    }
    const locked = (this.locked.get(name) ?? []).filter((version) => this.isOf(slot, name, version));
    const does = (version: string) =>
      this.isOf(slot, name, version) &&
      this.world.isWished(this.wish, name, version) &&
      asks.every((ask) => this.allows(version, ask));
    const foreign = locked.filter((version) => this.project.locked.get(idOf(name, version))?.foreign);
    yield* foreign;
    if (foreign.length > 0) return;
    yield* locked.filter(does);
    const above = locked.toSorted((a, b) => this.world.compare(a, b)).at(-1);
    for (const version of await this.world.candidates(name, { above, far: 'any' })) if (does(version)) yield version;
  }

  private isOf(slot: string, name: string, version: string): boolean {
    return this.slotsAre === 'names' || slot === `${name} ${classOf(this.world.ecosystem, version)}`;
  }

  /** Which slot a requirement is answered from; null when no version does at all. */
  private async slotOf({ requirement: { name, range } }: Ask, target: string | undefined): Promise<string | null> {
    if (this.slotsAre === 'names') return name;
    const here = [target, ...(this.locked.get(name) ?? []).toSorted((a, b) => this.world.compare(b, a))];
    const does = (version: string) =>
      (this.world.satisfies(version, range) || version === target) && this.world.isWished(this.wish, name, version);
    const kept = here.find((version): version is string => version !== undefined && does(version));
    if (kept !== undefined) return `${name} ${classOf(this.world.ecosystem, kept)}`;
    // Within the family that stands here now nothing may do; the newest that does tells the family.
    const all = await this.world.candidates(name, { above: undefined, far: 'any' });
    const version = all.find(does) ?? target;
    return version === undefined ? null : `${name} ${classOf(this.world.ecosystem, version)}`;
  }

  private whyNone(name: string, asks: readonly Ask[]): string {
    const said = asks.slice(0, 3).map(({ who, requirement }) => `${who} asks for ${name} ${requirement.range || '*'}`);
    return `${said.join(', ')}: no version that does is free of known vulnerabilities.`;
  }
}
