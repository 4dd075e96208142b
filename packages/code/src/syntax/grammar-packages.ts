import type { LanguageId } from '../languages/language.ts';

/** A grammar is a `.wasm` file in an official package; TSX is a grammar of its own. */
export type GrammarId = LanguageId | 'tsx';

/** Grammar → file inside an npm package. */
export const grammarFiles: Record<GrammarId, string> = {
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  c: 'tree-sitter-c/tree-sitter-c.wasm',
  cpp: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  csharp: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  php: 'tree-sitter-php/tree-sitter-php.wasm',
  ruby: 'tree-sitter-ruby/tree-sitter-ruby.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
};

/** JSX is TypeScript's only trouble: `<T>x` is a cast in `.ts` and a tag in `.tsx`. */
export function grammarOf(language: LanguageId, path: string): GrammarId {
  return language === 'typescript' && path.endsWith('x') ? 'tsx' : language;
}
