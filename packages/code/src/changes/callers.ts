import { languageOf } from '../languages/detect.ts';
import { importsIn } from './importers.ts';
import type { ProgramAt } from './program-at.ts';

/** A function whose behaviour has changed. */
export interface ChangedFunction {
  readonly path: string;
  /** The last part of its name. */
  readonly name: string;
}

/** A name that stands in more files than this is a common word: then a caller must also name the file it is from. */
const commonWord = 40;

const mostBytes = 1024 * 1024;

/** Who may call functions of a program: the files are found by git, by the names that stand in them. */
export class Callers {
  readonly #program: ProgramAt;
  readonly #most: number;
  readonly #naming = new Map<string, Promise<readonly string[]>>();

  /** @param most files that are looked at. */
  constructor(program: ProgramAt, most: number) {
    this.#program = program;
    this.#most = most;
  }

  /** Files that name one of these; asked of git once. */
  naming(paths: Iterable<string>): Promise<readonly string[]> {
    const words = [...new Set([...paths].map(fileWord))].sort();
    const key = words.join('\0');
    let known = this.#naming.get(key);
    if (!known) {
      known = this.#program.snapshot.containing(words);
      this.#naming.set(key, known);
    }
    return known;
  }

  /** Files that may call one of these functions and were not asked yet. */
  async of(functions: readonly ChangedFunction[]): Promise<string[]> {
    if (functions.length === 0) return [];
    const { family } = this.#program;
    const isImported = family.name === 'javascript' || family.name === 'python';
    const found = isImported ? await this.#importersOf(functions) : await this.#speakersOf(functions);
    return found.filter((path) => {
      const language = languageOf(path);
      return language !== undefined && family.languages.includes(language) && !this.#program.wasAsked(path);
    });
  }

  /** Those that import what has changed, themselves or through files that hand it on. */
  async #importersOf(functions: readonly ChangedFunction[]): Promise<string[]> {
    const related = await this.#program.files();
    const callers = new Set<string>();
    /** Path → names; `null`: whatever is in it. */
    let wanted = new Map<string, Set<string> | null>();
    for (const { path, name } of functions) {
      const names = this.#program.exports(path, name) ? (wanted.get(path) ?? new Set<string>()) : null;
      if (wanted.get(path) !== null) wanted.set(path, names && names.add(name));
    }
    for (let step = 0; step < 4 && wanted.size > 0; step += 1) {
      const next = new Map<string, Set<string> | null>();
      for (const path of await this.naming(wanted.keys())) {
        const language = languageOf(path);
        if (!language || callers.has(path) || callers.size > this.#most) continue;
        const bytes = await this.#program.snapshot.read(path);
        if (!bytes || bytes.length > mostBytes) continue;
        for (const { specifier, names, isHandedOn } of importsIn(Buffer.from(bytes).toString('utf8'), language))
          for (const from of related.imported({ language, path }, specifier)) {
            const own = wanted.get(from);
            const isMeant = own === null || (own && (!names || names.some((name) => own.has(name))));
            if (own === undefined || from === path || !isMeant) continue;
            callers.add(path);
            if (isHandedOn && (language !== 'python' || path.endsWith('__init__.py'))) next.set(path, null);
          }
      }
      wanted = next;
    }
    return [...callers];
  }

  /** Those in which a name stands; where it is a common word, only those that also name the file it is from. */
  async #speakersOf(functions: readonly ChangedFunction[]): Promise<readonly string[]> {
    // What stands in module code is seen by whoever names the file.
    const words = functions.map(({ path, name }) => (name === '<module>' ? fileWord(path) : name));
    const found = await this.#program.snapshot.containing(words.filter((word) => /^[\w$]{2,}$/.test(word)));
    if (found.length <= commonWord) return found;
    const naming = new Set(await this.naming(functions.map(({ path }) => path)));
    return found.filter((path) => naming.has(path));
  }
}

/** The word by which others name a file. */
function fileWord(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  // Callers name the folder of these: a package.
  const isFolder = name === 'index' || name === '__init__' || path.endsWith('.go');
  return isFolder ? (path.split('/').at(-2) ?? name) : name;
}
