import { matchesOf } from '../edge/users-expressions.ts';

/** Does a user's expression match a text? An expression that makes no sense matches nothing. */
export function safeTest(source: string, flags: string, text: string): boolean {
  const inline = [...source.matchAll(inlineFlags)].map(([, letters]) => letters).join('');
  let expression: RegExp;
  try {
    const wanted = new Set([...`${flags}${inline}`].filter((letter) => 'ims'.includes(letter)));
    expression = new RegExp(source.replace(inlineFlags, ''), `g${[...wanted].join('')}`);
  } catch {
    return false;
  }
  return matchesOf(expression, text.slice(0, 2000)).length > 0;
}

/** `(?i)` and the like, which belong to the whole expression. */
const inlineFlags = /\(\?([ims]+)\)/g;
