import { createContext, Script } from 'node:vm';

/** Milliseconds one expression may take on one text. */
const patience = 300;

/** An expression of a user's rule took too long: it backtracks. */
export class ExpressionTimeout extends Error {
  override name = 'ExpressionTimeout';
}

interface Work {
  expression: RegExp;
  text: string;
  found: { index: number; groups: (string | undefined)[]; named: Record<string, string | undefined> }[];
}

const work: Work = { expression: /(?:)/, text: '', found: [] };
const context = createContext(work);
const script = new Script(
  'found = []; for (const match of text.matchAll(expression)) found.push({ index: match.index, groups: [...match], named: { ...match.groups } });',
);

/** A group that is repeated is what backtracking without end needs. */
const mayBacktrack = /\)[*+?{]|\\\d/;

/**
 * All matches of a user's expression (which must be global), whatever it is: V8 is interrupted when it takes too long.
 * Throws {@link ExpressionTimeout}.
 */
export function matchesOf(expression: RegExp, text: string): Work['found'] {
  if (!mayBacktrack.test(expression.source) && text.length < 4000)
    return [...text.matchAll(expression)].map((match) => ({
      index: match.index,
      groups: [...match],
      named: { ...match.groups },
    }));
  work.expression = expression;
  work.text = text;
  try {
    script.runInContext(context, { timeout: patience });
    return work.found;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new ExpressionTimeout(`It took more than ${patience} ms: it backtracks.`);
  } finally {
    work.text = '';
    work.found = [];
  }
}
