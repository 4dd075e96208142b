import type { ObservationInput, Skip } from '@stoa/model';
import { Analysis } from '../analyze.ts';
import type { Module } from '../ir/ir.ts';
import type { Lowered } from '../ir/lowered-bytes.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { toObservation } from '../observe.ts';
import { isPublished } from '../published.ts';
import { tooMuch } from './too-much.ts';

/** What is known of a project beside its sources. */
export interface ProjectFacts {
  /** What its `.properties` files say. */
  readonly properties: ReadonlyMap<string, string>;
  /** Folders with a `package.json`: is the package published? */
  readonly packages: ReadonlyMap<string, boolean>;
}

/** Judges the program that files make together. */
export class Judge {
  /** Files that were nested too deep for it. */
  readonly skipped: readonly Skip[];
  readonly #analysis: Analysis;

  /** @param files as they were read, here or elsewhere. */
  constructor(family: LanguageFamily, files: Iterable<Lowered>, { properties, packages }: ProjectFacts) {
    const skipped: Skip[] = [];
    const modules: Module[] = [];
    for (const { tree, module } of files)
      try {
        modules.push(module ?? family.lower(tree));
      } catch (error) {
        skipped.push(tooMuch(tree.path, error));
      }
    this.skipped = skipped;
    this.#analysis = new Analysis(family, modules, {
      property: (key) => properties.get(key),
      isLibrary: (path) => isPublished(packages, path),
    });
  }

  /** What our own rules find in these files or in all; and what they find in tests, by name. */
  judge(paths?: ReadonlySet<string>): { found: ObservationInput[]; inTests: string[] } {
    const found = this.#analysis.run(paths).map(toObservation);
    return { found, inTests: this.#analysis.inTests };
  }
}
