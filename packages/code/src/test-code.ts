import type { LanguageId } from './languages/language.ts';

const script =
  /(?:\bfrom|\bimport|\brequire\s*\()\s*['"](?:node:test|test|vitest|jest|@jest\/globals|mocha|chai|tap|tape|ava|jasmine|uvu|supertest|@playwright\/test)['"/]/;
/** Frameworks whose functions are there without being imported. */
const scriptByName = /[._-](?:test|spec)\.[cm]?[jt]sx?$/;
const calls = /^\s*(?:describe|suite|test|it)\s*\(/m;
const python = /^\s*(?:import|from)\s+(?:pytest|unittest)\b/m;
const java = /^import\s+(?:static\s+)?(?:org\.junit|org\.testng|junit\.framework)\b/m;

/** How much of a file is asked: what it imports stands at its beginning. */
const beginning = 8000;

/**
 * Is a file a test, by what it imports rather than by its folder? Nobody from outside gets at tests: they break rules on
 * purpose, and what they are given is their own.
 */
export function isTestCode(path: string, text: string, language: LanguageId): boolean {
  switch (language) {
    case 'javascript':
    case 'typescript':
      return script.test(text.slice(0, beginning)) || (scriptByName.test(path) && calls.test(text));
    case 'python':
      return python.test(text.slice(0, beginning));
    case 'java':
      return java.test(text.slice(0, beginning));
    case 'go':
      return path.endsWith('_test.go');
    default:
      return false;
  }
}
