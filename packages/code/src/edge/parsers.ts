import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { flowLanguages, type LanguageId } from '../languages/language.ts';
import { copyByCursor, isSameTree } from '../syntax/cursor-copy.ts';
import { grammarFiles, grammarOf, type GrammarId } from '../syntax/grammar-packages.ts';
import { Grammar, type GrammarNames } from '../syntax/grammar.ts';
import { ParseTimeout } from '../syntax/parse-timeout.ts';
import { SyntaxTree } from '../syntax/syntax-tree.ts';
import { TreeCopier, type WasmMemory } from '../syntax/wasm-tree.ts';

export interface Parsers {
  /** Loads the grammars of these languages, unless they are. */
  load(languages: Iterable<LanguageId>): Promise<void>;
  /** Loads the grammar of this one file, unless it is. */
  loadFor(path: string, language: LanguageId): Promise<void>;
  /** The grammar must have been loaded. Throws {@link ParseTimeout} after `limit` milliseconds. */
  parse(path: string, text: string, language: LanguageId, limit?: number): SyntaxTree;
  /** The names of all grammars that were loaded. */
  grammars(): GrammarNames[];
  /** Is the fast copy of trees in use for this language, or the cursor? */
  isFast(language: LanguageId): boolean;
}

let opened: Promise<Parsers> | undefined;

/** The parsers of this process: one WebAssembly instance, grammars loaded once. */
export async function openParsers(languages: Iterable<LanguageId> = flowLanguages): Promise<Parsers> {
  opened ??= startParsers();
  const parsers = await opened;
  await parsers.load(languages);
  return parsers;
}

/** `WebAssembly.Memory`, which our TypeScript library does not declare. */
const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: new (pages: object) => WasmMemory } })
  .WebAssembly;

async function startParsers(): Promise<Parsers> {
  const find = createRequire(import.meta.url);
  // Our own memory, so that trees can be read where they lie. 32 MiB to begin with, 1 GiB at most.
  const memory = new Memory({ initial: 512, maximum: 16_384 });
  await Parser.init({ wasmMemory: memory, locateFile: () => find.resolve('web-tree-sitter/web-tree-sitter.wasm') });
  const loaded = new Map<GrammarId, Promise<LoadedGrammar>>();
  const ready = new Map<GrammarId, LoadedGrammar>();
  const open = async (id: GrammarId) => {
    const grammar = await loadGrammar(id, readFileSync(find.resolve(grammarFiles[id])), memory);
    ready.set(id, grammar);
    return grammar;
  };
  const load = async (id: GrammarId) => {
    if (!loaded.has(id)) loaded.set(id, open(id));
    await loaded.get(id);
  };
  const get = (id: GrammarId) => {
    const grammar = ready.get(id);
    if (!grammar) throw new Error(`The grammar ${id} has not been loaded.`);
    return grammar;
  };
  return {
    async load(languages) {
      for (const language of languages) {
        const ids: GrammarId[] = language === 'typescript' ? ['typescript', 'tsx'] : [language];
        for (const id of ids) await load(id);
      }
    },
    loadFor: (path, language) => load(grammarOf(language, path)),
    parse: (path, text, language, limit = 5000) => get(grammarOf(language, path)).parse(path, text, limit),
    grammars: () => [...ready.values()].map(({ grammar }) => grammar.names()),
    isFast: (language) => get(language).isFast,
  };
}

interface LoadedGrammar {
  readonly grammar: Grammar;
  isFast: boolean;
  parse(path: string, text: string, limit: number): SyntaxTree;
}

async function loadGrammar(id: GrammarId, wasm: Uint8Array, memory: WasmMemory): Promise<LoadedGrammar> {
  const language = await Language.load(wasm);
  const kinds = language.types.map((name) => name ?? '');
  const errorKind = kinds.push('ERROR') - 1;
  const grammar = new Grammar({ language: id, kinds, fields: language.fields.map((name) => name ?? '') });
  const parser = new Parser();
  parser.setLanguage(language);
  const copier = new TreeCopier(memory, addressOf(language), grammar);
  // Judged by the first tree that says enough: is the copy what the cursor sees?
  let trust: 'unknown' | 'fast' | 'cursor' = 'unknown';
  return {
    grammar,
    get isFast() {
      return trust !== 'cursor';
    },
    parse(path, text, limit) {
      const begun = spentMs();
      const soonest = performance.now() + limit;
      const tree = parser.parse(text, null, {
        progressCallback: () => performance.now() > soonest && spentMs() - begun > limit,
      });
      if (!tree) {
        parser.reset();
        throw new ParseTimeout(`It took more than ${limit} ms to parse.`);
      }
      try {
        if (trust === 'cursor') return new SyntaxTree(path, text, grammar, copyByCursor(tree, errorKind));
        const fast = copier.copy(addressOf(tree));
        if (trust === 'unknown') {
          const most = 120;
          const sure = copyByCursor(tree, errorKind, most);
          if (!isSameTree(fast, sure, sure.kind.length < most)) {
            trust = 'cursor';
            return new SyntaxTree(path, text, grammar, copyByCursor(tree, errorKind));
          }
          if (fast.kind.length > 50) trust = 'fast';
        }
        return new SyntaxTree(path, text, grammar, fast);
      } finally {
        tree.delete();
      }
    },
  };
}

/** Objects of web-tree-sitter keep the address of what they stand for in their member `0`. */
function addressOf(object: object): number {
  return (object as { 0: number })[0];
}

/** Milliseconds this thread has worked, so that a busy machine skips no more files than an idle one; else the clock's. */
function spentMs(): number {
  // Node 22 does not tell the time of one thread.
  const spent = process.threadCpuUsage?.();
  return spent ? (spent.user + spent.system) / 1000 : performance.now();
}
