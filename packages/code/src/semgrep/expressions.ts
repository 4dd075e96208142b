import { matchesOf } from '../edge/users-expressions.ts';
import type { Binding, Match } from './bindings.ts';
import type { Question } from './question.ts';

/** What an expression of a user finds in a text, with what its groups hold. */
export function findExpression(source: string, { target, within }: Question): Match[] {
  let compiled: RegExp;
  try {
    const flags = /^\(\?([ims]+)\)/.exec(source)?.[1] ?? '';
    compiled = new RegExp(
      source
        .replace(/^\(\?[ims]+\)/, '')
        .replace(/\\A/g, '^')
        .replace(/\\Z/g, '$')
        .replace(/\(\?P</g, '(?<'),
      `gm${flags.replace('m', '')}`,
    );
  } catch {
    return [];
  }
  const start = within?.start ?? 0;
  const text = target.tree.text.slice(start, within?.end ?? target.tree.text.length);
  const found: Match[] = [];
  for (const { index, groups, named } of matchesOf(compiled, text)) {
    const [whole = '', ...parts] = groups;
    if (whole === '' || found.length > 10_000) break;
    const at = start + index;
    const bindings = new Map<string, Binding>();
    parts.forEach((group, number) => {
      const offset = group === undefined ? -1 : whole.indexOf(group);
      if (offset >= 0)
        bindings.set(String(number + 1), { start: at + offset, end: at + offset + group!.length, node: 0 });
    });
    for (const [name, group] of Object.entries(named)) {
      const offset = group === undefined ? -1 : whole.indexOf(group);
      if (offset >= 0) bindings.set(name, { start: at + offset, end: at + offset + group!.length, node: 0 });
    }
    found.push({ start: at, end: at + whole.length, bindings });
  }
  return found;
}
