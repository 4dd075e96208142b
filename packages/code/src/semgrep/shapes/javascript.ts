import { none, type Node } from '../../syntax/syntax-tree.ts';
import { attributesOf, lambdaOf, parameter, paramsOf } from './javascript-functions.ts';
import { exported, importsOf } from './javascript-modules.ts';
import { jsx } from './jsx.ts';
import type { Shape, ShapeMaker } from './shape.ts';

/** JavaScript and TypeScript, JSX among them. */
export function shapeJavaScript(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const field = (name: string) => shaper.field(node, name);
  const at = (name: string) => tree.child(node, name);
  switch (kind) {
    case 'program':
    case 'statement_block':
      return shaper.list('block', node, shaper.children(node));
    case 'call_expression': {
      const list = at('arguments');
      return shaper.make('call', node, [
        field('function'),
        argumentsOf(shaper, list, node),
        typeArguments(shaper, node),
      ]);
    }
    case 'new_expression':
      return shaper.make('new', node, [field('constructor'), argumentsOf(shaper, at('arguments'), node), null]);
    case 'member_expression':
    case 'nested_identifier':
      return shaper.make('member', node, [objectOf(shaper, node), field('property')]);
    case 'subscript_expression':
      return shaper.make('index', node, [field('object'), field('index')]);
    case 'assignment_expression':
      return shaper.make('assign', node, [field('left'), field('right')], '=');
    case 'augmented_assignment_expression': {
      const sign = tree.textOf(tree.children(node).find((one) => !tree.isNamed(one)) ?? node).slice(0, -1);
      return shaper.make(
        'assign',
        node,
        [field('left'), shaper.make('binary', node, [field('left'), field('right')], sign)],
        '=',
      );
    }
    case 'binary_expression':
      return shaper.make('binary', node, [field('left'), field('right')], tree.textOf(at('operator')));
    case 'unary_expression': {
      const sign = tree.textOf(at('operator'));
      const argument = field('argument');
      if (sign !== 'delete') return shaper.make('unary', node, [argument], sign);
      return shaper.make('call', node, [
        shaper.make('id', node, [], 'delete'),
        shaper.make('args', node, [argument]),
        null,
      ]);
    }
    case 'lexical_declaration':
    case 'variable_declaration': {
      // In a pattern `var` means any of them.
      const keyword = tree.text.slice(tree.start[node], tree.start[node]! + 8).split(/\s/, 1)[0]!;
      const keywords = keyword === 'var' ? [] : [shaper.make('modifier', node, [], keyword)];
      return shaper.children(node).map((one, number) => ({
        ...(number === 0 ? shaper.within(one, node) : one),
        attributes: [...one.attributes, ...keywords],
      }));
    }
    case 'variable_declarator':
      return shaper.make('var', node, [field('name'), field('type'), field('value')]);
    case 'public_field_definition':
    case 'field_definition': {
      const name = at('name') === none ? field('property') : field('name');
      if (name?.kind === 'dots' && at('value') === none) return name;
      return shaper.make('var', node, [name, field('type'), field('value')], 'field', attributesOf(shaper, node));
    }
    case 'return_statement':
      return shaper.make('return', node, [shaper.children(node)[0] ?? null]);
    case 'if_statement':
      return shaper.make('if', node, [
        field('condition'),
        shaper.block(at('consequence')),
        shaper.block(at('alternative')),
        null,
      ]);
    case 'for_statement':
      return forOf(shaper, node);
    case 'for_in_statement': {
      const operator = tree.textOf(at('operator'));
      return shaper.make('for', node, [field('left'), field('right'), field('body')], operator);
    }
    case 'while_statement':
      return shaper.make('while', node, [field('condition'), field('body')]);
    case 'try_statement': {
      const handler = at('handler');
      const catches = shaper.list('list', node, handler === none ? [] : [shaper.of(handler)]);
      return shaper.make('try', node, [field('body'), handler === none ? null : catches, field('finalizer')]);
    }
    case 'catch_clause':
      return shaper.make('catch', node, [null, field('parameter'), field('body')]);
    case 'finally_clause':
      return field('body') ?? undefined;
    case 'switch_case':
    case 'switch_default': {
      const value = field('value');
      if (value?.kind === 'dots') return value;
      const body = tree.childrenIn(node, 'body');
      return shaper.make('case', node, [value, shaper.list('block', node, shaper.all(body))]);
    }
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_signature':
    case 'method_definition':
    case 'abstract_method_signature':
    case 'method_signature':
      return shaper.make(
        'function',
        node,
        [field('name'), paramsOf(shaper, node), field('return_type'), field('body')],
        '',
        attributesOf(shaper, node),
      );
    case 'function_expression':
    case 'function':
    case 'generator_function':
    case 'arrow_function':
      return lambdaOf(shaper, node);
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'class':
      return shaper.make(
        kind === 'class' ? 'class_expression' : 'class',
        node,
        [field('name'), supersOf(shaper, node), field('body')],
        '',
        attributesOf(shaper, node),
      );
    case 'class_body':
      return shaper.list('block', node, withDecorators(shaper, node));
    case 'required_parameter':
    case 'optional_parameter':
      return parameter(shaper, node, field('pattern'), field('type'), field('value'));
    case 'object':
    case 'object_pattern':
      return shaper.list('object', node, shaper.children(node).map(asPair));
    case 'pair':
    case 'pair_pattern':
      return shaper.make('pair', node, [key(field('key')), field('value')]);
    case 'shorthand_property_identifier':
    case 'shorthand_property_identifier_pattern': {
      const name = shaper.id(node);
      return name.kind === 'dots' || name.kind === 'metaseq' ? name : shaper.make('pair', node, [name, name]);
    }
    case 'array':
    case 'array_pattern':
      return shaper.list('array', node, shaper.children(node));
    case 'spread_element':
      return shaper.make('spread', node, shaper.children(node));
    case 'rest_pattern':
      return shaper.make('spread', node, shaper.children(node), 'rest');
    case 'export_statement':
      return exported(shaper, node);
    case 'import_statement':
      return importsOf(shaper, node);
    case 'jsx_element':
      return jsx(shaper, node, tree.child(node, 'open_tag'), node);
    case 'jsx_self_closing_element':
      return jsx(shaper, node, node, none);
    case 'jsx_attribute': {
      const [name, value = null] = shaper.children(node);
      if (name === undefined || name.kind === 'dots') return name;
      return shaper.make('pair', node, [name, value]);
    }
    case 'jsx_expression': {
      const inner = shaper.children(node);
      return inner.length === 1 ? inner[0] : undefined;
    }
    case 'jsx_text':
      return /^(\.\.\.|SGELL)$/.test(tree.textOf(node).trim()) ? shaper.make('dots', node, []) : undefined;
    case 'switch_statement': {
      const body = at('body');
      return shaper.make('switch', node, [field('value'), shaper.list('list', body, shaper.children(body))]);
    }
    case 'regex': {
      const pattern = at('pattern');
      return shaper.make('regex', node, [], pattern === none ? tree.textOf(node) : tree.textOf(pattern));
    }
    case 'type_assertion': {
      const [types, value] = tree.namedChildren(node);
      const type = types === undefined ? undefined : tree.namedChildren(types)[0];
      if (type === undefined || value === undefined) return undefined;
      return shaper.make('as_expression', node, [shaper.of(value), shaper.of(type)]);
    }
    case 'await_expression':
      return shaper.make('await', node, shaper.children(node));
    default:
      return undefined;
  }
}

function argumentsOf(shaper: ShapeMaker, list: Node, call: Node): Shape {
  if (list === none) return shaper.make('args', call, []);
  if (shaper.tree.is(list, 'arguments')) return shaper.list('args', list, shaper.children(list));
  // What a tag is given is no text of its own.
  const text = shaper.of(list);
  return shaper.list('args', list, [
    { ...text, kind: 'tagged', parts: text.kind === 'string' ? [{ ...text, kind: 'text' }] : text.parts, text: '' },
  ]);
}

/** What `?.` asks whether it is there. */
function objectOf(shaper: ShapeMaker, node: Node): Shape | null {
  const object = shaper.field(node, 'object');
  const isOptional = object !== null && shaper.tree.child(node, 'optional_chain') !== none;
  return isOptional ? { ...object, kind: 'optional', text: '', parts: [object], attributes: [] } : object;
}

function typeArguments(shaper: ShapeMaker, node: Node): Shape | null {
  const list = shaper.tree.child(node, 'type_arguments');
  return list === none ? null : shaper.list('list', list, shaper.children(list));
}

/** Decorators of methods stand before them as their neighbours. */
function withDecorators(shaper: ShapeMaker, node: Node): Shape[] {
  const { tree } = shaper;
  const found: Shape[] = [];
  let waiting: Node[] = [];
  for (const one of tree.namedChildren(node)) {
    if (tree.is(one, 'decorator')) {
      waiting.push(one);
      continue;
    }
    const own = waiting.map((decorator) => shaper.make('annotation', decorator, shaper.children(decorator)));
    for (const shape of shaper.all([one]))
      found.push(
        own.length === 0
          ? shape
          : { ...shape, attributes: [...own, ...shape.attributes], start: tree.start[waiting[0]!]! },
      );
    waiting = [];
  }
  return found;
}

function supersOf(shaper: ShapeMaker, node: Node): Shape | null {
  const { tree } = shaper;
  const heritage = tree.childOfKind(node, 'class_heritage');
  if (heritage === none) return null;
  const clauses = tree.namedChildren(heritage);
  const found = clauses.flatMap((clause) => {
    const kind = tree.kindOf(clause).startsWith('implements') ? 'implements' : 'extends';
    const named = tree.kindOf(clause).endsWith('_clause')
      ? tree.namedChildren(clause).filter((one) => !tree.is(one, 'type_arguments'))
      : [clause];
    return named.map((one) => shaper.make(kind, one, [shaper.of(one)]));
  });
  return shaper.list('supers', heritage, found);
}

/** A method of an object is a function under its name. */
function asPair(shape: Shape): Shape {
  if (shape.kind !== 'function') return shape;
  const [name = null, params = null, result = null, body = null] = shape.parts;
  return { ...shape, kind: 'pair', parts: [name, { ...shape, kind: 'lambda', parts: [params, result, body] }] };
}

function key(shape: Shape | null): Shape | null {
  return shape?.kind === 'string' ? { ...shape, kind: 'id' } : shape;
}

function forOf(shaper: ShapeMaker, node: Node): Shape {
  const first = shaper.field(node, 'initializer');
  const body = shaper.field(node, 'body');
  if (first?.kind === 'dots') return shaper.make('for', node, [first, body], '...');
  const header = first && asHeader(first);
  const condition = shaper.field(node, 'condition');
  return shaper.make('for', node, [header, condition, shaper.field(node, 'increment'), body], ';');
}

/** What a loop begins with is no statement of its own. */
function asHeader(shape: Shape): Shape {
  if (shape.kind === 'var') return { ...shape, kind: 'init' };
  return shape.kind === 'list' ? { ...shape, parts: shape.parts.map((one) => one && asHeader(one)) } : shape;
}
