import { createContext, Script } from 'node:vm';

/** Milliseconds one expression of a user may take on one text. */
const patience = 300;

const work: { expression: RegExp; text: string; found: (RegExpExecArray | RegExpMatchArray)[] } = {
  expression: /(?:)/,
  text: '',
  found: [],
};
const context = createContext(work);
const script = new Script('found = [...text.matchAll(expression)];');

/**
 * All matches of an expression that may backtrack (global, with indices), or nothing when V8 had to be interrupted:
 * RE2, for which users write, would be done in linear time.
 */
export function matchesInTime(expression: RegExp, text: string): readonly RegExpMatchArray[] | undefined {
  work.expression = expression;
  work.text = text;
  try {
    script.runInContext(context, { timeout: patience });
    return work.found;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return undefined;
  } finally {
    work.text = '';
    work.found = [];
  }
}
