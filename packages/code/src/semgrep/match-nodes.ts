import { placeOf, put } from './bind.ts';
import type { Bindings } from './bindings.ts';
import { combinations, isResult, optionalParts } from './likeness.ts';
import {
  matchAttributes,
  matchBinary,
  matchList,
  matchObject,
  matchSlot,
  matchSlots,
  matchSome,
} from './match-lists.ts';
import { isPath, matchChain, matchImportedMember } from './match-names.ts';
import { matchStatements } from './match-statements.ts';
import { ellipsis, variable } from './placeholders.ts';
import { known, type Next, type Part, type Search } from './search.ts';
import type { Shape } from './shapes/shape.ts';

/** What has parts. */
export function matchNode(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const { kind } = pattern;
  if ((kind === 'id' || kind === 'member') && isPath(search, pattern, shape)) return next(bindings);
  if (kind === 'member') {
    if (pattern.text === '') matchImportedMember(search, pattern, shape, bindings, next);
    if (pattern.parts[1]?.kind === 'dots') return matchChain(search, pattern.parts[0]!, shape, bindings, next);
  }
  if (kind === 'assign' && isDeclaration(search, shape) && pattern.text === '=') {
    const [name, , value] = shape.parts;
    if (!value || !name) return;
    return search.match(pattern.parts[0]!, name, bindings, (found) =>
      search.match(pattern.parts[1]!, value, found, next),
    );
  }
  if (kind === 'return' && kind !== shape.kind && search.target.impliedReturns.has(shape))
    return matchSlot(search, pattern.parts[0] ?? null, shape, false, bindings, next);
  // In Java a type is one whatever it is given.
  if ((kind === 'id' || kind === 'member') && shape.kind === 'generic' && shape.parts[0])
    return search.match(pattern, shape.parts[0], bindings, next);
  const method = kind === 'function' && shape.kind === 'pair' ? methodOf(search, shape) : null;
  if (method) return matchNode(search, pattern, method, bindings, next);
  if (isAnyCollection(pattern) && comprehensions.test(shape.kind)) return next(bindings);
  if (kind !== shape.kind || !isKept(search, pattern, shape)) return;
  // Whether a function without a name is asynchronous says nothing.
  const attributes = kind === 'lambda' ? [] : pattern.attributes;
  matchAttributes(search, attributes, shape.attributes, bindings, (found) =>
    matchParts(search, pattern, shape, found, next),
  );
}

/** Does an assignment mean the declaration, too? */
function isDeclaration({ options }: Search, { kind, text, parts }: Shape): boolean {
  if (text === 'field' && parts[2]?.kind === 'lambda') return false;
  return (kind === 'var' || kind === 'init') && options.declarations && (text !== 'field' || options.fields);
}

/** What options tell apart. */
function isKept({ options }: Search, pattern: Shape, shape: Shape): boolean {
  if (pattern.kind === 'lambda') return options.arrows || pattern.text === shape.text;
  const isLet = ({ attributes }: Shape) => attributes.some((one) => one.text === 'let' || one.text === 'const');
  return pattern.kind !== 'var' || options.letIsVar || isLet(pattern) || !isLet(shape);
}

function matchParts(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const { kind } = pattern;
  switch (kind) {
    case 'return':
      if (pattern.parts[0]?.kind === 'dots') return next(bindings);
      break;
    case 'id':
      if (pattern.text === shape.text) next(bindings);
      return;
    case 'call': {
      // `$F<T>()` is about a name.
      const isOther = pattern.parts[0]?.kind === 'metavar' && pattern.parts[2] && shape.parts[0]?.kind !== 'id';
      if (isOther) return;
      break;
    }
    case 'function':
      // Without a body both are declared only.
      if (!pattern.parts[3] && shape.parts[3]?.node === shape.node)
        return matchSlots(search, pattern, { ...shape, parts: shape.parts.slice(0, 3) }, bindings, next);
      break;
    case 'param':
      if (pattern.parts[0]?.kind === 'object' && !pattern.parts[1] && shape.parts[1]) return;
      break;
    case 'args':
      return matchList(search, pattern.parts, shape.parts, bindings, false, (found) => next(found));
    case 'object':
      return matchObject(search, pattern, shape, bindings, next);
    case 'class':
    case 'class_expression':
      return matchClass(search, pattern, shape, bindings, next);
    case 'supers':
    case 'base_list':
      return matchSome(search, known(pattern.parts), known(shape.parts), bindings, next);
    case 'list': {
      // A pattern names some of the cases, in Python some of what is caught.
      const isPython = search.target.tree.grammar.language === 'python';
      const isSome = (one: Part) => one?.kind === 'case' || (isPython && one?.kind === 'catch');
      if (pattern.parts.length > 0 && pattern.parts.every(isSome))
        return matchSome(search, known(pattern.parts), known(shape.parts), bindings, next);
      return matchList(search, pattern.parts, shape.parts, bindings, false, (found) => next(found));
    }
    case 'binary':
      return matchBinary(search, pattern, shape, bindings, next);
    case 'regex': {
      const isAny = pattern.text === '...' || pattern.text === ellipsis;
      if (pattern.text.startsWith(variable))
        return put(
          search,
          pattern.text.slice(variable.length),
          { ...placeOf(shape), value: shape.text },
          bindings,
          next,
        );
      if (isAny || pattern.text === shape.text) next(bindings);
      return;
    }
    case 'for':
      if (pattern.text === '...') return search.match(pattern.parts[1]!, shape.parts.at(-1)!, bindings, next);
      // In JavaScript `in` is `of`, too.
      if (pattern.text === 'range' && shape.parts[0]?.kind === 'tuple' && pattern.parts[0]?.kind !== 'tuple') return;
      if (pattern.text === 'in' && shape.text === 'of') return matchSlots(search, pattern, shape, bindings, next);
      break;
    case 'catch':
      // `catch ($E)` is `catch` without a name.
      if (
        pattern.parts[0] === null &&
        pattern.parts[1]?.kind === 'metavar' &&
        shape.parts[0] === null &&
        shape.parts[1] === null
      )
        return search.match(pattern.parts[2]!, shape.parts[2]!, bindings, next);
      break;
    case 'assign':
      // `=` is `:=`, but `:=` is only itself.
      if (pattern.text === ':=' && shape.text !== ':=') return;
      return matchSlots(search, pattern, shape, bindings, next);
    case 'annotation': {
      const [name, args = null] = pattern.parts;
      const [own, given = null] = shape.parts;
      if (name?.kind === 'metavar' && own?.kind === 'call') return;
      if (args === null && given !== null) return;
      return matchSlot(search, name ?? null, own ?? null, false, bindings, (found) =>
        matchSlot(search, args, given, false, found, next),
      );
    }
    default:
  }
  const saysNothing = /^(function|lambda|member|interface)$/.test(kind) && /^(|arrow|constructor)$/.test(pattern.text);
  if (pattern.text !== shape.text && !saysNothing) return;
  if (optionalParts[kind]) return matchSlots(search, pattern, shape, bindings, next);
  if (pattern.parts.length === 0) {
    if (shape.parts.length === 0 || pattern.text !== '') next(bindings);
    return;
  }
  const left = withoutUnasked(pattern, shape);
  return matchList(search, pattern.parts, left, bindings, false, (found) => next(found));
}

/** What else a class has says nothing. */
function matchClass(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  if (pattern.text !== shape.text && !(pattern.text === '' && shape.text === 'enum')) return;
  const [name = null, supers = null, body] = pattern.parts;
  const [ownName = null, ownSupers = null, ownBody] = shape.parts;
  matchSlot(search, name, ownName, shape.kind === 'class_expression', bindings, (found) =>
    matchSlot(search, supers, ownSupers, true, found, (more) => {
      if (pattern.parts[3] && !shape.parts[3]) return;
      if (!body || !ownBody) return body ? undefined : next(more);
      const members = known(body.parts);
      if (members.some((one) => one.kind === 'dots'))
        matchStatements(search, members, known(ownBody.parts), more, true, (all) => next(all));
      else matchSome(search, members, known(ownBody.parts), more, next);
    }),
  );
}

/** What a declaration may have besides, and a pattern says nothing of. */
function withoutUnasked(pattern: Shape, shape: Shape): readonly Part[] {
  const asked = new Set(known(pattern.parts).map(({ kind }) => kind));
  const left = shape.parts.filter(
    (one) => one === null || asked.has(one.kind) || !combinations(pattern.kind, one.kind),
  );
  if (left.length <= pattern.parts.length) return left;
  return left.filter((one) => one === null || !isResult(pattern.kind, one.kind));
}

const comprehensions = /^(list|set|dictionary)_comprehension$/;

/** `[...]` and `{...}` are made in any way. */
function isAnyCollection({ kind, parts: [only, more] }: Shape): boolean {
  return (kind === 'array' || kind === 'object') && only?.kind === 'dots' && more === undefined;
}

/** A method of an object as the function it is. */
function methodOf({ target: { tree } }: Search, { kind, parts, attributes, node, start, end }: Shape): Shape | null {
  const [name = null, value = null] = kind === 'pair' ? parts : [];
  if (value?.kind !== 'lambda' || !tree.is(value.node, 'method_definition')) return null;
  return { kind: 'function', text: '', parts: [name, ...value.parts], attributes, node, start, end };
}
