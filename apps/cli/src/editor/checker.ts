import type { Diagnostic } from 'vscode-languageserver/node';
import { closeState } from '../changed-state.ts';
import { checkChanges, type CheckWishes } from '../check-changes.ts';
import { isSuppressed } from '../suppressions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { keepInMemory } from './kept-in-memory.ts';
import { openStateWith } from './open-state.ts';

interface Wants {
  /** Path from the root → text, of what is open. */
  readonly open: () => ReadonlyMap<string, string>;
  readonly show: (path: string, diagnostics: Diagnostic[]) => void;
  readonly failed: (error: Error) => void;
}

/** Looks at one repository again whenever something has changed in it; one look at a time, and none for nothing. */
export class Checker {
  readonly root: string;
  readonly #wishes: CheckWishes;
  readonly #wants: Wants;
  readonly #kept = keepInMemory();
  #shown = new Set<string>();
  #running: Promise<void> | undefined;
  #isStale = false;

  constructor(root: string, wishes: CheckWishes, wants: Wants) {
    this.root = root;
    this.#wishes = wishes;
    this.#wants = wants;
  }

  /** Ends when what is open now has been looked at. */
  check(): Promise<void> {
    this.#isStale = true;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#look().catch((error: unknown) => this.#wants.failed(error as Error));
    }
  }

  async #look(): Promise<void> {
    const state = await openStateWith(this.root, this.#wants.open());
    const { observations } = await checkChanges(this.root, state, this.#wishes, this.#kept).finally(() =>
      closeState(state),
    );
    const found = diagnosticsOf(
      this.root,
      observations.filter((one) => !isSuppressed(one)),
    );
    for (const path of this.#shown) if (!found.has(path)) this.#wants.show(path, []);
    for (const [path, diagnostics] of found) this.#wants.show(path, diagnostics);
    this.#shown = new Set(found.keys());
  }
}
