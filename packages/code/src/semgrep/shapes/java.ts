import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Shape, ShapeMaker } from './shape.ts';

export function shapeJava(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const field = (name: string) => shaper.field(node, name);
  const at = (name: string) => tree.child(node, name);
  switch (kind) {
    case 'program':
    case 'block':
    case 'constructor_body':
    case 'interface_body':
    case 'annotation_type_body':
    case 'class_body':
    case 'enum_body_declarations':
      return shaper.list('block', node, shaper.children(node));
    case 'enum_body':
      return shaper.list(
        'block',
        node,
        tree
          .namedChildren(node)
          .flatMap((one) => (tree.is(one, 'enum_body_declarations') ? shaper.children(one) : shaper.all([one]))),
      );
    case 'method_invocation': {
      const object = field('object');
      const name = field('name');
      const callee = object === null ? name : shaper.make('member', node, [object, name]);
      const list = at('arguments');
      return shaper.make('call', node, [callee, shaper.list('args', list, shaper.children(list)), null]);
    }
    case 'explicit_constructor_invocation': {
      const list = at('arguments');
      return shaper.make('call', node, [field('constructor'), shaper.list('args', list, shaper.children(list)), null]);
    }
    case 'object_creation_expression': {
      const list = at('arguments');
      const body = tree.childOfKind(node, 'class_body');
      return shaper.make('new', node, [
        field('type'),
        shaper.list('args', list, list === none ? [] : shaper.children(list)),
        body === none ? null : shaper.of(body),
      ]);
    }
    case 'array_creation_expression': {
      const value = at('value');
      const type = shaper.make('array_type', node, [field('type')], '[]');
      const dimensions = tree.namedChildren(node).filter((one) => tree.is(one, 'dimensions_expr'));
      return shaper.make(
        'new',
        node,
        [
          type,
          value === none
            ? shaper.list('args', node, shaper.all(dimensions))
            : shaper.list('args', value, shaper.children(value)),
          null,
        ],
        value === none ? 'sized' : '',
      );
    }
    case 'array_type':
      return shaper.make('array_type', node, [field('element')], tree.textOf(at('dimensions')).replace(/\s/g, ''));
    case 'array_initializer':
      return shaper.list('array', node, shaper.children(node));
    case 'field_access':
      return shaper.make('member', node, [field('object'), field('field')]);
    case 'scoped_identifier':
    case 'scoped_type_identifier': {
      const [scope, name] = shaper.children(node);
      return shaper.make('member', node, [scope ?? null, name ?? null]);
    }
    case 'array_access':
      return shaper.make('index', node, [field('array'), field('index')]);
    case 'assignment_expression': {
      const sign = tree.textOf(at('operator'));
      if (sign === '=') return shaper.make('assign', node, [field('left'), field('right')], '=');
      return shaper.make('augmented', node, [field('left'), field('right')], sign);
    }
    case 'binary_expression':
      return shaper.make('binary', node, [field('left'), field('right')], tree.textOf(at('operator')));
    case 'unary_expression':
      return shaper.make('unary', node, [field('operand')], tree.textOf(at('operator')));
    case 'local_variable_declaration':
    case 'constant_declaration':
    case 'field_declaration': {
      const attributes = attributesOf(shaper, node);
      const type = field('type');
      return tree.childrenIn(node, 'declarator').map((one, number) => {
        const name = shaper.field(one, 'name');
        if (name?.kind === 'dots') return name;
        return shaper.make('var', number === 0 ? node : one, [name, type, shaper.field(one, 'value')], '', attributes);
      });
    }
    case 'resource': {
      const name = field('name');
      return name === null
        ? undefined
        : shaper.make('var', node, [name, field('type'), field('value')], '', attributesOf(shaper, node));
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
    case 'for_statement': {
      const init = field('init');
      if (init?.kind === 'dots') return shaper.make('for', node, [init, field('body')], '...');
      const header = init && init.kind === 'list' ? init : init && { ...init, kind: 'init' };
      return shaper.make(
        'for',
        node,
        [header && inits(header), field('condition'), field('update'), field('body')],
        ';',
      );
    }
    case 'enhanced_for_statement':
      return shaper.make('for', node, [field('type'), field('name'), field('value'), field('body')], ':');
    case 'while_statement':
      return shaper.make('while', node, [field('condition'), field('body')]);
    case 'try_statement':
    case 'try_with_resources_statement': {
      const children = tree.namedChildren(node);
      const catches = children.filter((one) => tree.is(one, 'catch_clause'));
      const last = children.find((one) => tree.is(one, 'finally_clause'));
      return shaper.make('try', node, [
        field('body'),
        catches.length === 0 ? null : shaper.list('list', node, shaper.all(catches)),
        last === undefined ? null : (shaper.children(last)[0] ?? null),
        field('resources'),
      ]);
    }
    case 'catch_clause': {
      const parameter = tree.childOfKind(node, 'catch_formal_parameter');
      const type = tree.childOfKind(parameter, 'catch_type');
      const types = type === none ? [] : shaper.children(type);
      return shaper.make('catch', node, [
        types.length === 1 ? types[0]! : type === none ? null : shaper.list('tuple', type, types),
        shaper.field(parameter, 'name'),
        field('body'),
      ]);
    }
    case 'method_declaration':
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
      return shaper.make(
        'function',
        node,
        [field('name'), paramsOf(shaper, at('parameters'), node), field('type'), bodyOf(shaper, node)],
        kind === 'method_declaration' ? '' : 'constructor',
        [...attributesOf(shaper, node), ...throwsOf(shaper, node)],
      );
    case 'lambda_expression': {
      const list = at('parameters');
      const body = at('body');
      const shape = shaper.of(body);
      const params = tree.is(list, 'identifier')
        ? shaper.list('params', list, [named(shaper, list, shaper.of(list), null)])
        : paramsOf(shaper, list, node);
      const block = tree.is(body, 'block') ? shape : shaper.list('block', body, [shape]);
      return shaper.make('lambda', node, [params, null, block]);
    }
    case 'class_declaration':
    case 'enum_declaration':
    case 'record_declaration':
      return shaper.make(
        'class',
        node,
        [field('name'), supersOf(shaper, node), field('body'), field('type_parameters')],
        kind === 'class_declaration' ? '' : kind.replace('_declaration', ''),
        attributesOf(shaper, node),
      );
    case 'annotation_type_declaration':
    case 'interface_declaration':
      return shaper.make(
        'interface',
        node,
        [field('name'), supersOf(shaper, node), field('body')],
        kind === 'interface_declaration' ? '' : '@',
        attributesOf(shaper, node),
      );
    case 'generic_type': {
      const [base, list] = tree.namedChildren(node);
      return shaper.make('generic', node, [
        shaper.of(base!),
        list === undefined ? null : shaper.list('list', list, shaper.children(list)),
      ]);
    }
    case 'marker_annotation':
    case 'annotation':
      return annotation(shaper, node);
    case 'modifiers':
      return attributesIn(shaper, node);
    case 'switch_expression':
    case 'switch_statement': {
      const body = at('body');
      return shaper.make('switch', node, [field('condition'), shaper.list('list', body, shaper.children(body))]);
    }
    case 'element_value_pair':
      if (field('key')?.kind === 'dots') return field('key')!;
      return shaper.make('keyword', node, [field('key'), field('value')]);
    case 'import_declaration':
      return importOf(shaper, node);
    case 'switch_block_statement_group': {
      const [label, ...body] = tree.namedChildren(node);
      const value = label === undefined ? null : (shaper.children(label)[0] ?? null);
      return shaper.make('case', node, [value, shaper.list('block', node, shaper.all(body))]);
    }
    case 'cast_expression':
      return shaper.make('cast', node, [field('type'), field('value')]);
    default:
      return undefined;
  }
}

function inits(shape: Shape): Shape {
  return { ...shape, parts: shape.parts.map((one) => one && (one.kind === 'var' ? { ...one, kind: 'init' } : one)) };
}

function paramsOf(shaper: ShapeMaker, list: Node, around: Node): Shape {
  const { tree } = shaper;
  if (list === none) return shaper.list('params', around, []);
  return shaper.list(
    'params',
    list,
    tree.namedChildren(list).map((one) => {
      if (tree.is(one, 'spread_parameter')) {
        const [type, declarator] = tree.namedChildren(one).filter((inner) => !tree.is(inner, 'modifiers'));
        return shaper.make(
          'param',
          one,
          [
            declarator === undefined ? null : shaper.field(declarator, 'name'),
            type === undefined ? null : shaper.of(type),
            null,
          ],
          '...',
        );
      }
      if (!tree.is(one, 'formal_parameter')) return named(shaper, one, shaper.of(one), null);
      return named(shaper, one, shaper.field(one, 'name'), shaper.field(one, 'type'), attributesOf(shaper, one));
    }),
  );
}

function named(
  shaper: ShapeMaker,
  node: Node,
  name: Shape | null,
  type: Shape | null,
  attributes: readonly Shape[] = [],
): Shape {
  if (name && (name.kind === 'dots' || name.kind === 'metaseq')) return name;
  return shaper.make('param', node, [name, type, null], '', attributes);
}

function attributesOf(shaper: ShapeMaker, node: Node): Shape[] {
  const { tree } = shaper;
  const modifiers = tree.childOfKind(node, 'modifiers');
  return modifiers === none ? [] : attributesIn(shaper, modifiers);
}

function attributesIn(shaper: ShapeMaker, modifiers: Node): Shape[] {
  const { tree } = shaper;
  return tree
    .children(modifiers)
    .map((one) => (tree.isNamed(one) ? shaper.of(one) : shaper.make('modifier', one, [], tree.textOf(one))));
}

function throwsOf(shaper: ShapeMaker, node: Node): Shape[] {
  const clause = shaper.tree.childOfKind(node, 'throws');
  return clause === none
    ? []
    : shaper.children(clause).map((one) => ({ ...one, kind: 'throws', text: '', parts: [one] }));
}

function supersOf(shaper: ShapeMaker, node: Node): Shape | null {
  const { tree } = shaper;
  const superclass = tree.childOfKind(node, 'superclass');
  const interfaces = tree
    .namedChildren(node)
    .find((one) => /^(super_interfaces|extends_interfaces)$/.test(tree.kindOf(one)));
  const list = interfaces === undefined ? none : tree.childOfKind(interfaces, 'type_list');
  const found = [
    ...(superclass === none ? [] : shaper.children(superclass).map((one) => shaper.make('extends', one.node, [one]))),
    ...(list === none ? [] : shaper.children(list).map((one) => shaper.make('implements', one.node, [one]))),
  ];
  return found.length === 0 ? null : shaper.list('supers', node, found);
}

/** A class's method without a body has an empty one, an interface's none. */
function bodyOf(shaper: ShapeMaker, node: Node): Shape | null {
  const { tree } = shaper;
  const body = shaper.field(node, 'body');
  return body === null && tree.is(tree.parent(node), 'class_body') ? shaper.list('block', node, []) : body;
}

function annotation(shaper: ShapeMaker, node: Node): Shape {
  const list = shaper.tree.child(node, 'arguments');
  return shaper.make('annotation', node, [
    shaper.field(node, 'name'),
    list === none ? null : shaper.list('args', list, shaper.children(list)),
  ]);
}

function importOf(shaper: ShapeMaker, node: Node): Shape {
  const { tree } = shaper;
  const isAll = tree.childOfKind(node, 'asterisk') !== none;
  const isStatic = tree.children(node).some((one) => tree.is(one, 'static'));
  const path = shaper.children(node)[0] ?? null;
  const [scope, name] = path?.kind === 'member' && !isAll ? path.parts : [path, null];
  return shaper.make(
    'import',
    node,
    [scope ?? null, isAll ? shaper.make('id', node, [], '*') : (name ?? null), null],
    isStatic ? 'static' : 'named',
  );
}
