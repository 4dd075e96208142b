import type { MatchOptions } from './bindings.ts';
import type { FileNames } from './names.ts';
import type { Shape } from './shapes/shape.ts';

/** Parts a pattern may leave out: it says nothing of them then. */
export const optionalParts: Readonly<Record<string, readonly number[]>> = {
  call: [2],
  new: [],
  member: [],
  index: [],
  assign: [],
  var: [1],
  init: [1],
  function: [2],
  lambda: [1],
  param: [1, 2],
  class: [1],
  class_expression: [0, 1],
  interface: [1],
  if: [2, 3],
  try: [1, 3],
  catch: [],
  return: [],
  keyword: [],
  pair: [],
  jsx: [2],
  with: [],
  raise_statement: [1],
  for: [],
  while: [],
  switch: [],
  case: [],
};

/** Kinds a pattern may match at; `null` for all. */
export function kindsFor(root: Shape, { values }: MatchOptions): readonly string[] | null {
  switch (root.kind) {
    case 'string':
    case 'number':
    case 'literal':
    case 'template':
    case 'deep':
      return null;
    case 'assign':
      return ['assign', 'var', 'init'];
    case 'id':
    case 'member':
      return null;
    case 'array':
      return ['array', 'list_comprehension', ...(values ? ['id'] : [])];
    case 'object':
      return ['object', 'dictionary_comprehension', 'set_comprehension', ...(values ? ['id'] : [])];
    case 'function':
      return ['function', 'pair', ...(values ? ['id'] : [])];
    case 'import':
      return ['import', 'var'];
    default:
      return values ? [root.kind, 'id'] : [root.kind];
  }
}

const unasked = new Set([
  'modifiers',
  'attribute_list',
  'visibility_modifier',
  'storage_class_specifier',
  'type_qualifier',
  'annotation',
  'modifier',
  'type_parameters',
  'type_parameter_list',
]);

/** Is a part of this kind, in what a pattern's kind matches, left out where the pattern has none of it? */
export function combinations(kind: string, part: string): boolean {
  // Ruby: what a call's block does is the block's matter. C#: so are the properties set on a new object.
  if (kind === 'call_') return part === 'do_block' || part === 'block' || part === 'block_';
  if (kind === 'object_creation_expression') return part === 'initializer_expression';
  if (kind === 'if_statement' || kind === 'if_expression')
    return /^(else|elif|elsif|else_clause|elif_clause|else_if_clause)$/.test(part);
  return /declaration|definition|declarator|parameter|field|method|class|function|item/.test(kind) && unasked.has(part);
}

/** What a function gives need not be said. */
export function isResult(kind: string, part: string): boolean {
  return /^function_(declaration|definition|item)$/.test(kind) && part.endsWith('_type');
}

/** Is what is declared as `actual` a `wanted`? */
export function typeFits(actual: string, wanted: string, names: FileNames): boolean {
  const plain = (one: string) => one.replace(/\s|^&/g, '');
  const bare = (one: string) => plain(one).replace(/<[^]*>/g, '');
  if (plain(actual) === plain(wanted)) return true;
  if (wanted.includes('*') !== actual.includes('*')) return false;
  const [a, b] = [bare(actual).replace(/\*/g, ''), bare(wanted).replace(/\*/g, '')];
  if (wanted.includes('<') && actual.includes('<')) return false;
  // A type by its whole name is none by its short one.
  if (/^[\w.]+\.[A-Z]\w*$/.test(a) && !b.includes('.')) return false;
  const resolved = names.resolve(a);
  if (a === b || resolved === b || resolved.endsWith(`.${b}`) || resolved.endsWith(`/${b}`)) return true;
  return aliases[a.toLowerCase()] !== undefined && aliases[a.toLowerCase()] === aliases[b.toLowerCase()];
}

const aliases: Readonly<Record<string, string>> = {
  string: 'text',
  str: 'text',
  'java.lang.string': 'text',
  int: 'number',
  integer: 'number',
  number: 'number',
  long: 'number',
  boolean: 'truth',
  bool: 'truth',
};
