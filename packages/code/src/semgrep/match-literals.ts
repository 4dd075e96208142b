import { placeOf, put } from './bind.ts';
import type { Binding, Bindings } from './bindings.ts';
import type { Known } from './known.ts';
import { matchList } from './match-lists.ts';
import { variable } from './placeholders.ts';
import { safeTest } from './safe-test.ts';
import { known, type Next, type Search } from './search.ts';
import { isScript, textIn } from './shapes/kinds.ts';
import type { Shape } from './shapes/shape.ts';
import type { Target } from './target.ts';

/** `"..."` is any text, `"=~/re/"` those that match, `"$X"` what stands between the quotes. */
export function matchLiteral(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  if (pattern.kind === 'template') return matchTemplate(search, pattern, shape, bindings, next);
  if (pattern.kind === shape.kind && pattern.kind !== 'string') {
    if (isSameNumber(pattern, shape, search.target.tree.grammar.language)) next(bindings);
    return;
  }
  const value = valueOf(search, shape);
  if (value === undefined) return;
  if (pattern.kind !== 'string') {
    if ('value' in value && String(value.value) === pattern.text && typeof value.value !== 'string') next(bindings);
    return;
  }
  if ('type' in value ? value.type !== 'string' : typeof value.value !== 'string') return;
  if (pattern.attributes.length > shape.attributes.length) return;
  if (pattern.text === '...') return next(bindings);
  if (!('value' in value)) return;
  const text = String(value.value);
  const expression = /^=~\/([^]*)\/([a-z]*)$/.exec(pattern.text);
  if (expression) return safeTest(expression[1]!, expression[2]!, text) ? next(bindings) : undefined;
  if (pattern.text.startsWith(variable) && /^\w+$/.test(pattern.text)) {
    return put(
      search,
      pattern.text.slice(variable.length),
      { ...innerOf(search.target, shape), value: text },
      bindings,
      next,
    );
  }
  if (pattern.text === text) next(bindings);
}

function matchTemplate(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const parts = known(pattern.parts);
  if (shape.kind === 'string') {
    const isOpen = parts.length > 0 && parts.every((one) => one.kind === 'dots');
    if (isOpen ? search.target.tree.text[shape.start] === '`' : joined(parts) === shape.text) next(bindings);
    return;
  }
  if (shape.kind !== 'template') return;
  return matchList(search, pattern.parts, shape.parts, bindings, false, (found) => next(found));
}

function joined(parts: readonly Shape[]): string | null {
  return parts.every((one) => one.kind === 'text') ? parts.map((one) => one.text).join('') : null;
}

/** What is known of an expression: a literal says it itself. */
function valueOf(search: Search, shape: Shape): Known | undefined {
  if (shape.kind === 'string') return { value: shape.text };
  // What is filled in is a text where it has a name only.
  if (shape.kind === 'binary' && shape.text === '%') return undefined;
  if (shape.kind === 'template') {
    const text = joined(known(shape.parts));
    if (text !== null) return { value: text };
  } else if (
    !/^(id|member|binary|binary_expression|unary|unary_operator|conditional_expression|ternary_expression|augmented)$/.test(
      shape.kind,
    )
  )
    return undefined;
  return (search.options.constants ? search.target.constants.of(shape) : undefined) ?? folded(shape);
}

/** What stands between the quotes. */
function innerOf(target: Target, shape: Shape): Binding {
  if (shape.kind !== 'string') return placeOf(shape);
  const text = target.textOf(shape);
  const content = textIn(text);
  const start = shape.start + Math.max(0, text.lastIndexOf(content, text.length - 1));
  return {
    start: content === '' ? shape.start : start,
    end: content === '' ? shape.end : start + content.length,
    node: shape.node,
  };
}

/** `"a" + "b"`: the text it always is. */
function folded(shape: Shape): Known | undefined {
  if (shape.kind === 'string') return { value: shape.text };
  if (shape.kind !== 'binary' || shape.text !== '+') return undefined;
  const parts = known(shape.parts).map(folded);
  if (parts.some((one) => one === undefined || !('value' in one))) return undefined;
  return { value: parts.map((one) => String((one as { value: unknown }).value)).join('') };
}

function isSameNumber(pattern: Shape, shape: Shape, language: string): boolean {
  if (pattern.text === shape.text) return true;
  if (pattern.kind !== 'number') return false;
  return isScript(language) && Number(pattern.text) === Number(shape.text);
}
