import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Shape, ShapeMaker } from './shape.ts';

export function shapePython(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const field = (name: string) => shaper.field(node, name);
  const at = (name: string) => tree.child(node, name);
  switch (kind) {
    case 'module':
    case 'block':
      return shaper.list('block', node, shaper.children(node));
    case 'call': {
      const list = at('arguments');
      const given = tree.is(list, 'argument_list') ? shaper.children(list) : [shaper.of(list)];
      return shaper.make('call', node, [field('function'), shaper.list('args', list, given), null]);
    }
    case 'keyword_argument':
      return shaper.make('keyword', node, [field('name'), field('value')]);
    case 'attribute':
      return shaper.make('member', node, [field('object'), field('attribute')]);
    case 'dotted_name': {
      const [first, ...rest] = tree.namedChildren(node);
      return rest.reduce((object, one) => shaper.make('member', node, [object, shaper.of(one)]), shaper.of(first!));
    }
    case 'subscript': {
      const [key, ...more] = tree.childrenIn(node, 'subscript').map((one) => shaper.of(one));
      const keys = key && (more.length === 0 ? key : shaper.list('tuple', node, [key, ...more]));
      return shaper.make('index', node, [field('value'), keys ?? null]);
    }
    case 'assignment': {
      const right = field('right');
      const type = field('type');
      if (right === null) return shaper.make('var', node, [field('left'), type, null]);
      return type
        ? shaper.make('var', node, [field('left'), type, right])
        : shaper.make('assign', node, [field('left'), right], '=');
    }
    case 'augmented_assignment':
      return shaper.make('augmented', node, [field('left'), field('right')], tree.textOf(at('operator')));
    case 'pattern_list':
    case 'tuple_pattern':
    case 'expression_list':
    case 'tuple':
      return shaper.list('tuple', node, shaper.children(node));
    case 'slice':
      return shaper.make('slice', node, partsOfSlice(shaper, node));
    case 'case_pattern':
      return shaper.make('case_pattern', node, shaper.children(node).map(asCasePattern));
    case 'yield': {
      const isFrom = tree.children(node).some((one) => tree.is(one, 'from'));
      return shaper.make('yield', node, shaper.children(node), isFrom ? 'from' : '');
    }
    case 'list':
    case 'list_pattern':
      return shaper.list('array', node, shaper.children(node));
    case 'dictionary':
      return shaper.list('object', node, shaper.children(node));
    case 'pair':
      return shaper.make('pair', node, [field('key'), field('value')]);
    case 'dictionary_splat':
    case 'list_splat': {
      const inner = shaper.children(node);
      return inner[0]?.kind === 'dots'
        ? inner[0]
        : shaper.make('spread', node, inner, kind === 'list_splat' ? '*' : '**');
    }
    case 'boolean_operator': {
      const sign = tree.textOf(at('operator'));
      const flat = (side: Shape | null) => (side?.kind === 'binary' && side.text === sign ? side.parts : [side]);
      return shaper.make('binary', node, [...flat(field('left')), field('right')], sign);
    }
    case 'binary_operator':
      return shaper.make('binary', node, [field('left'), field('right')], tree.textOf(at('operator')));
    case 'comparison_operator': {
      const operators = tree.childrenIn(node, 'operators').map((one) => tree.textOf(one).replace(/\s+/g, ' '));
      return shaper.make('binary', node, shaper.children(node), operators.join(' '));
    }
    case 'not_operator':
      return shaper.make('unary', node, [field('argument')], 'not');
    case 'unary_operator':
      return shaper.make('unary', node, [field('argument')], tree.textOf(at('operator')));
    case 'return_statement':
      return shaper.make('return', node, [shaper.children(node)[0] ?? null]);
    case 'if_statement':
      return ifOf(shaper, node, tree.childrenIn(node, 'alternative'));
    case 'for_statement': {
      const loop = [field('left'), field('right'), field('body')];
      return withElse(shaper, node, shaper.make('for', node, loop, 'in', modifiersOf(shaper, node)));
    }
    case 'while_statement':
      return withElse(shaper, node, shaper.make('while', node, [field('condition'), field('body')]));
    case 'try_statement': {
      const children = tree.namedChildren(node);
      const catches = children.filter((one) => tree.kindOf(one).startsWith('except'));
      const last = children.find((one) => tree.is(one, 'finally_clause'));
      const otherwise = children.find((one) => tree.is(one, 'else_clause'));
      return shaper.make('try', node, [
        field('body'),
        catches.length === 0 ? null : shaper.list('list', node, shaper.all(catches)),
        last === undefined ? null : (shaper.children(last)[0] ?? null),
        null,
        otherwise === undefined ? null : shaper.block(tree.child(otherwise, 'body')),
      ]);
    }
    case 'except_clause':
    case 'except_group_clause': {
      const value = at('value');
      const isNamed = tree.is(value, 'as_pattern');
      const type = value === none ? null : isNamed ? shaper.children(value)[0]! : shaper.of(value);
      const alias = isNamed ? tree.child(value, 'alias') : none;
      const body = tree.namedChildren(node).at(-1)!;
      return shaper.make('catch', node, [type, alias === none ? null : shaper.of(alias), shaper.of(body)]);
    }
    case 'as_pattern_target': {
      const inner = shaper.children(node);
      return inner.length === 1 ? inner[0] : undefined;
    }
    case 'with_statement': {
      const clause = tree.childOfKind(node, 'with_clause');
      const items = clause === none ? [] : tree.namedChildren(clause);
      const body = field('body');
      // Several are one in another.
      return (
        items.reduceRight<Shape | null>((inner, item) => {
          const block = inner === body ? body : inner && shaper.list('block', node, [inner]);
          return shaper.make('with', node, [shaper.field(item, 'value'), block], '', modifiersOf(shaper, node));
        }, body) ?? undefined
      );
    }
    case 'function_definition':
      return shaper.make(
        'function',
        node,
        [field('name'), paramsOf(shaper, at('parameters')), field('return_type'), field('body')],
        '',
        modifiersOf(shaper, node),
      );
    case 'lambda': {
      const body = at('body');
      const block = shaper.list('block', body, [shaper.make('return', body, [shaper.of(body)])]);
      return shaper.make('lambda', node, [paramsOf(shaper, at('parameters'), node), null, block]);
    }
    case 'decorated_definition': {
      const decorators = tree
        .namedChildren(node)
        .filter((one) => tree.is(one, 'decorator'))
        .map((one) =>
          /^@\s*staticmethod$/.test(tree.textOf(one))
            ? shaper.make('modifier', one, [], 'static')
            : shaper.make('annotation', one, shaper.children(one)),
        );
      const inner = field('definition')!;
      return { ...shaper.within(inner, node), attributes: [...decorators, ...inner.attributes] };
    }
    case 'class_definition': {
      const list = at('superclasses');
      const supers = list === none ? null : shaper.list('supers', list, shaper.children(list));
      return shaper.make('class', node, [field('name'), supers, field('body')]);
    }
    case 'import_statement':
      return tree.childrenIn(node, 'name').map((one) => {
        const isNamed = tree.is(one, 'aliased_import');
        const path = isNamed ? shaper.field(one, 'name') : shaper.of(one);
        return shaper.make('import', node, [path, null, isNamed ? shaper.field(one, 'alias') : null], 'whole');
      });
    case 'import_from_statement': {
      const path = field('module_name');
      const names = tree.childrenIn(node, 'name');
      if (names.length === 0)
        return shaper.make('import', node, [path, shaper.make('id', node, [], '*'), null], 'named');
      return names.map((one) => {
        const isNamed = tree.is(one, 'aliased_import');
        const name = isNamed ? shaper.field(one, 'name') : shaper.of(one);
        return shaper.make('import', node, [path, name, isNamed ? shaper.field(one, 'alias') : null], 'named');
      });
    }
    case 'named_expression':
      return shaper.make('assign', node, [field('name'), field('value')], '=');
    case 'raise_statement': {
      const cause = at('cause');
      const [raised = null] = tree.namedChildren(node).filter((one) => one !== cause);
      return shaper.make('raise_statement', node, [raised === null ? null : shaper.of(raised), field('cause')]);
    }
    case 'delete_statement':
      return shaper.make(
        'delete_statement',
        node,
        shaper.children(node).flatMap((one) => (one.kind === 'tuple' ? one.parts : [one])),
      );
    case 'ellipsis':
      return shaper.make('dots', node, []);
    case 'await':
      return shaper.make('await', node, shaper.children(node));
    default:
      return undefined;
  }
}

/** Start, end and step, wherever the colons are. */
function partsOfSlice(shaper: ShapeMaker, node: Node): (Shape | null)[] {
  const { tree } = shaper;
  const parts: (Shape | null)[] = [null, null, null];
  let at = 0;
  for (const one of tree.children(node))
    if (tree.isNamed(one)) parts[at] = shaper.of(one);
    else at += 1;
  return parts;
}

/** What is done when a loop was not left early stands behind it. */
function withElse(shaper: ShapeMaker, node: Node, loop: Shape): Shape | readonly Shape[] {
  const clause = shaper.tree.child(node, 'alternative');
  const otherwise = clause === none ? null : shaper.block(shaper.tree.child(clause, 'body'));
  return otherwise === null ? loop : [loop, ...otherwise.parts.filter((one) => one !== null)];
}

/** `case [x, y]` is no list. */
function asCasePattern(shape: Shape): Shape {
  return shape.kind === 'array' || shape.kind === 'tuple' ? { ...shape, kind: `${shape.kind}_pattern` } : shape;
}

function ifOf(shaper: ShapeMaker, node: Node, alternatives: readonly Node[]): Shape {
  const { tree } = shaper;
  const [first, ...rest] = alternatives;
  let otherwise: Shape | null = null;
  if (first !== undefined)
    otherwise = tree.is(first, 'elif_clause')
      ? shaper.list('block', first, [ifOf(shaper, first, rest)])
      : shaper.block(tree.child(first, 'body'));
  return shaper.make('if', node, [
    shaper.field(node, 'condition'),
    shaper.block(tree.child(node, 'consequence')),
    otherwise,
    null,
  ]);
}

function paramsOf(shaper: ShapeMaker, list: Node, around = list): Shape {
  const { tree } = shaper;
  if (list === none) return shaper.list('params', around, []);
  return shaper.list(
    'params',
    list,
    tree.namedChildren(list).map((one) => {
      const kind = tree.kindOf(one);
      const [first] = tree.namedChildren(one);
      switch (kind) {
        case 'typed_parameter':
          return named(shaper, one, shaper.of(first!), shaper.field(one, 'type'), null);
        case 'default_parameter':
        case 'typed_default_parameter':
          return named(shaper, one, shaper.field(one, 'name'), shaper.field(one, 'type'), shaper.field(one, 'value'));
        case 'list_splat_pattern':
        case 'dictionary_splat_pattern':
          return shaper.make(
            'param',
            one,
            [first === undefined ? null : shaper.of(first), null, null],
            kind === 'list_splat_pattern' ? '*' : '**',
          );
        default:
          return named(shaper, one, shaper.of(one), null, null);
      }
    }),
  );
}

function named(shaper: ShapeMaker, node: Node, name: Shape | null, type: Shape | null, value: Shape | null): Shape {
  if (name && (name.kind === 'dots' || name.kind === 'metaseq')) return name;
  return shaper.make('param', node, [name, type, value]);
}

function modifiersOf(shaper: ShapeMaker, node: Node): Shape[] {
  const { tree } = shaper;
  return tree
    .children(node)
    .flatMap((one) => (tree.is(one, 'async') ? [shaper.make('modifier', one, [], 'async')] : []));
}
