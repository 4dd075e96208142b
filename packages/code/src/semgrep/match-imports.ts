import { placeOf, put } from './bind.ts';
import type { Bindings } from './bindings.ts';
import { matchList, matchSlot } from './match-lists.ts';
import { known, type Next, type Part, type Search } from './search.ts';
import { isScript } from './shapes/kinds.ts';
import type { Shape } from './shapes/shape.ts';

/** `import a` is `from a import b`; `from a import b` is `import a.b`. */
export function matchImport(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const { language } = search.target.tree.grammar;
  if (isScript(language)) return matchScriptImport(search, pattern, shape, bindings, next);
  if (shape.kind !== 'import') return;
  const [path = null, name = null, alias = null] = pattern.parts;
  const [ownPath = null, ownName = null, ownAlias = null] = shape.parts;
  if (alias && pattern.text !== shape.text && language === 'python') return;
  if (name?.kind === 'metavar' && ownName?.text === '*') return;
  const withAlias = (found: Bindings) => matchSlot(search, alias, ownAlias, true, found, next);
  if (language !== 'python')
    return matchSlot(search, path, ownPath, false, bindings, (found) =>
      matchSlot(search, name, ownName, language !== 'java', found, withAlias),
    );
  const given = [...stepsOf(ownPath), ...stepsOf(ownName)];
  const wanted = stepsOf(path);
  const last = stepsOf(name);
  if (wanted.length === 1 && wanted[0]!.kind === 'metavar') {
    // The module is all but the name that is asked for.
    const count = given.length - last.length;
    if (count < 1) return;
    const module = given.slice(0, count);
    const text = module.map((one) => one.text).join('.');
    return put(
      search,
      wanted[0]!.text,
      { ...placeOf(module[0]!), end: module.at(-1)!.end, value: text },
      bindings,
      (found) => matchList(search, last, given.slice(count), found, false, withAlias),
    );
  }
  const all = [...wanted, ...last];
  if (all.length > given.length) return;
  matchList(search, all, given.slice(0, all.length), bindings, false, withAlias);
}

function matchScriptImport(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const [path = null, name = null, alias = null] = pattern.parts;
  const isOf = (source: Part, then: Next) => (source ? search.match(path!, source, bindings, then) : undefined);
  if (shape.kind === 'var') {
    const [target, , value] = shape.parts;
    const source = requiredBy(value ?? null);
    if (!source || !target) return;
    if (pattern.text === 'whole') return isOf(source, next);
    if (pattern.text !== 'named' || target.kind !== 'object') return;
    for (const one of known(target.parts))
      if (one.kind === 'pair')
        isOf(source, (found) =>
          matchSlot(search, name, one.parts[0] ?? null, false, found, (more) =>
            matchSlot(search, alias, one.parts[1] ?? null, true, more, next),
          ),
        );
    return;
  }
  if (shape.kind !== 'import') return;
  const [source = null, ownName = null, ownAlias = null] = shape.parts;
  if (pattern.text === 'whole') return isOf(source, next);
  if (pattern.text === 'all')
    return shape.text === 'all'
      ? isOf(source, (found) => matchSlot(search, alias, ownAlias, true, found, next))
      : undefined;
  if (pattern.text === 'default')
    return shape.text === 'default'
      ? isOf(source, (found) => matchSlot(search, alias, ownAlias, true, found, next))
      : undefined;
  if (shape.text === 'all' || ownName === null) return;
  // Without another name the metavariable is the name here.
  const isHere = alias === null && name?.kind === 'metavar' && ownAlias !== null;
  isOf(source, (found) =>
    matchSlot(search, name, isHere ? ownAlias : ownName, false, found, (more) =>
      matchSlot(search, alias, ownAlias, true, more, next),
    ),
  );
}

function stepsOf(shape: Part): Shape[] {
  if (shape === null) return [];
  return shape.kind === 'member' ? [...stepsOf(shape.parts[0] ?? null), ...stepsOf(shape.parts[1] ?? null)] : [shape];
}

/** The module of `require('x')`. */
function requiredBy(value: Part): Part {
  if (value?.kind !== 'call' || value.parts[0]?.text !== 'require') return null;
  return value.parts[1]?.parts[0] ?? null;
}
