import { deserialize, serialize } from 'node:v8';
import type { Skip } from '@stoa/model';
import { tooMuch } from '../examine/too-much.ts';
import type { Module } from '../ir/ir.ts';
import { readLowered, writeLowered, type Lowered } from '../ir/lowered-bytes.ts';
import type { LanguageFamily } from '../languages/family.ts';
import type { Source } from '../read-sources.ts';
import { Grammar, type GrammarNames } from '../syntax/grammar.ts';
import { grammarOf } from '../syntax/grammar-packages.ts';
import { SyntaxTree } from '../syntax/syntax-tree.ts';
import { keyOfFile, seal, unseal, type LoweredFiles } from './lowered-files.ts';

/** The modules of files at two moments: what is the same at both is made once, and later runs find it again. */
export class LoweredModules {
  readonly #family: LanguageFamily;
  readonly #kept: LoweredFiles | undefined;
  /** By path: the last text, and what it became. */
  readonly #made = new Map<string, { text: string; module: Promise<Module | Skip> }>();
  /** Of trees that were kept. */
  readonly #grammars = new Map<string, Grammar>();

  constructor(family: LanguageFamily, kept: LoweredFiles | undefined) {
    this.#family = family;
    this.#kept = kept;
  }

  of(file: Source): Promise<Module | Skip> {
    const known = this.#made.get(file.path);
    if (known?.text === file.text) return known.module;
    const module = this.#make(file);
    this.#made.set(file.path, { text: file.text, module });
    return module;
  }

  async #make(file: Source): Promise<Module | Skip> {
    const key = this.#kept ? keyOfFile(file.path, file.text) : '';
    const before = this.#read(key, file);
    const lowered = before ?? (await this.#lower(file));
    if ('reason' in lowered) return lowered;
    if (!before) this.#keep(key, lowered);
    try {
      return lowered.module ?? this.#family.lower(lowered.tree);
    } catch (error) {
      return tooMuch(file.path, error);
    }
  }

  /** The parser is loaded when there is something to parse. */
  async #lower(file: Source): Promise<Lowered | Skip> {
    const { lowerFile } = await import('../edge/lower-file.ts');
    return lowerFile(file, this.#family);
  }

  /** As an earlier run has left it. */
  #read(key: string, { path, text, language }: Source): Lowered | null {
    const grammar = this.#grammar(grammarOf(language, path));
    const bytes = grammar && this.#whole(key);
    return bytes ? readLowered(bytes, (nodes) => new SyntaxTree(path, text, grammar, nodes)) : null;
  }

  #grammar(id: string): Grammar | null {
    const known = this.#grammars.get(id);
    if (known) return known;
    const bytes = this.#whole(keyOfGrammar(id));
    if (!bytes) return null;
    const grammar = new Grammar(deserialize(bytes) as GrammarNames);
    this.#grammars.set(id, grammar);
    return grammar;
  }

  #whole(key: string): Uint8Array | null {
    const sealed = this.#kept?.get(key);
    return sealed ? unseal(sealed) : null;
  }

  #keep(key: string, { tree, module }: Lowered): void {
    if (!this.#kept) return;
    this.#kept.put(key, seal(writeLowered(tree, module)));
    const { grammar } = tree;
    if (this.#grammars.has(grammar.language)) return;
    this.#grammars.set(grammar.language, grammar);
    this.#kept.put(keyOfGrammar(grammar.language), seal(serialize(grammar.names())));
  }
}

/** The names in trees are kept beside them, so that no parser is needed to read them. */
function keyOfGrammar(id: string): string {
  return `grammar-${id}`;
}
