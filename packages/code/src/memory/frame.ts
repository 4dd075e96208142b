import type { Store } from './store.ts';
import type { MemoryFunction } from './program.ts';
import { isSame, join, unknown, widen, type Val } from './value.ts';

/** One call of a function that is being followed. */
export interface Frame {
  readonly fn: MemoryFunction;
  /** 0 for the function the run began with. */
  readonly depth: number;
  /** Tells regions of this call from those of others. */
  readonly key: string;
  readonly caller: Frame | null;
}

/** What is known at one point, on one way there. */
export class State {
  regs: (Val | undefined)[];
  store: Store;
  /** How often a branch could have gone either way. */
  forks: number;
  /** Per loop: how it looked when the loop was last entered. */
  rounds: Map<number, { forks: number; undecided: number; before: State }>;
  isDead = false;

  constructor(regs: (Val | undefined)[], store: Store, forks = 0, rounds: State['rounds'] = new Map()) {
    this.regs = regs;
    this.store = store;
    this.forks = forks;
    this.rounds = rounds;
  }

  clone(): State {
    return new State([...this.regs], this.store.clone(), this.forks, new Map(this.rounds));
  }

  get(register: number): Val {
    return (register < 0 ? undefined : this.regs[register]) ?? unknown;
  }

  merge(other: State, by: 'join' | 'widen'): void {
    const together = by === 'join' ? join : widen;
    const lost = (region: number) => this.store.escape(region);
    const count = Math.max(this.regs.length, other.regs.length);
    this.store.merge(other.store, by);
    for (let at = 0; at < count; at += 1) {
      const mine = this.regs[at];
      const theirs = other.regs[at];
      // A register only one of them has written is a temporary of that way.
      if (theirs === undefined || (mine === theirs && (by === 'join' || mine?.uninitialised !== 1))) continue;
      this.regs[at] = mine === undefined ? theirs : together(mine, theirs, lost);
    }
    this.forks = Math.max(this.forks, other.forks);
  }

  /** What decides whether two ways are kept apart: which blocks of memory live, which failed. */
  signature(): string {
    let text = '';
    for (const region of this.store.regions.values())
      if (region.kind !== 'stack' && region.kind !== 'literal' && region.kind !== 'global')
        text += `${region.id}${region.status[0]}${region.mayBeNull ? '?' : ''} `;
    return text;
  }

  isSameAs(other: State): boolean {
    if (this.store.regions.size !== other.store.regions.size) return false;
    for (const [id, region] of this.store.regions) if (other.store.regions.get(id) !== region) return false;
    for (let at = 0; at < this.regs.length; at += 1) {
      const a = this.regs[at];
      const b = other.regs[at];
      if (a !== b && (a === undefined || b === undefined || !isSame(a, b))) return false;
    }
    return true;
  }
}
