import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Shape, ShapeMaker } from './shape.ts';

export function shapeGo(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const field = (name: string) => shaper.field(node, name);
  const at = (name: string) => tree.child(node, name);
  switch (kind) {
    case 'source_file':
    case 'block':
    case 'field_declaration_list':
      return shaper.list('block', node, shaper.children(node));
    case 'call_expression': {
      const list = at('arguments');
      const [type, more] = tree.textOf(at('function')) === 'new' ? shaper.children(list) : [];
      // `new(T)` is `&T{}`.
      if (type && !more && !/^(dots|metaseq)$/.test(type.kind))
        return shaper.make(
          'unary',
          node,
          [shaper.make('composite', node, [type, shaper.list('object', node, [])])],
          '&',
        );
      return shaper.make('call', node, [field('function'), shaper.list('args', list, shaper.children(list)), null]);
    }
    case 'variadic_argument':
      return shaper.make('spread', node, shaper.children(node));
    case 'selector_expression':
      return shaper.make('member', node, [field('operand'), field('field')]);
    case 'qualified_type':
      return shaper.make('member', node, [field('package'), field('name')]);
    case 'index_expression':
      return shaper.make('index', node, [field('operand'), field('index')]);
    case 'binary_expression':
      return shaper.make('binary', node, [field('left'), field('right')], tree.textOf(at('operator')));
    case 'unary_expression':
      return shaper.make('unary', node, [field('operand')], tree.textOf(at('operator')));
    case 'expression_list': {
      const parts = shaper.children(node);
      return parts.length === 1 ? parts[0] : shaper.list('tuple', node, parts);
    }
    case 'short_var_declaration':
      return shaper.make('assign', node, [field('left'), field('right')], ':=');
    case 'assignment_statement': {
      const sign = tree.textOf(at('operator'));
      if (sign === '=') return shaper.make('assign', node, [field('left'), field('right')], '=');
      return shaper.make('augmented', node, [field('left'), field('right')], sign);
    }
    case 'var_declaration':
    case 'const_declaration': {
      const specs = shaper.children(node).flatMap((one) => (one.kind === 'list' ? one.parts : [one]));
      const attributes = kind === 'const_declaration' ? [shaper.make('modifier', node, [], 'const')] : [];
      return specs.map((one) => ({ ...(specs.length === 1 ? shaper.within(one!, node) : one!), attributes }));
    }
    case 'var_spec_list':
      return shaper.list('list', node, shaper.children(node));
    case 'var_spec':
    case 'const_spec': {
      const names = tree.childrenIn(node, 'name').filter((one) => tree.isNamed(one));
      const value = at('value');
      const values = value === none ? [] : tree.namedChildren(value);
      return names.map((one, number) => {
        const own = values.length === names.length ? shaper.of(values[number]!) : field('value');
        return shaper.make('var', node, [shaper.of(one), field('type'), own]);
      });
    }
    case 'return_statement':
      return shaper.make('return', node, [shaper.children(node)[0] ?? null]);
    case 'if_statement':
      return shaper.make('if', node, [
        field('condition'),
        field('consequence'),
        shaper.block(at('alternative')),
        field('initializer'),
      ]);
    case 'for_statement':
      return forOf(shaper, node);
    case 'function_declaration':
    case 'method_declaration':
      return shaper.make('function', node, [
        field('name'),
        withReceiver(shaper, paramsOf(shaper, at('parameters')), at('receiver')),
        resultOf(shaper, at('result')),
        field('body'),
      ]);
    case 'func_literal':
      return shaper.make('lambda', node, [
        paramsOf(shaper, at('parameters')),
        resultOf(shaper, at('result')),
        field('body'),
      ]);
    case 'composite_literal':
      return shaper.make('composite', node, [field('type'), field('body')]);
    case 'literal_value':
      return shaper.list('object', node, shaper.children(node));
    case 'keyed_element':
      return shaper.make('pair', node, [field('key'), field('value')]);
    case 'type_declaration': {
      const specs = shaper.children(node);
      return specs.map((one) => (specs.length === 1 ? shaper.within(one, node) : one));
    }
    case 'struct_type':
      return shaper.make('struct_type', node, shaper.children(node));
    case 'field_declaration': {
      const names = tree.childrenIn(node, 'name');
      const type = field('type');
      if (names.length === 0)
        return type?.kind === 'dots' ? type : shaper.make('var', node, [null, type, null], 'field');
      const made = names.map((one) => shaper.make('var', node, [shaper.of(one), type, null], 'field'));
      return made[0]!.parts[0]!.kind === 'dots' ? made[0]!.parts[0]! : made;
    }
    case 'import_declaration':
      return importsOf(shaper, node);
    case 'type_elem':
    case 'constraint_elem': {
      const inner = shaper.children(node);
      return inner.length === 1 && inner[0]!.kind === 'dots' ? inner[0] : undefined;
    }
    case 'pointer_type':
      return shaper.make('pointer', node, shaper.children(node));
    case 'expression_case':
    case 'default_case':
    case 'type_case': {
      const value = field('value');
      const body = tree.childOfKind(node, 'statement_list');
      return shaper.make('case', node, [value, shaper.list('block', node, body === none ? [] : shaper.children(body))]);
    }
    case 'expression_switch_statement': {
      const value = field('value');
      const cases = tree.namedChildren(node).filter((one) => tree.kindOf(one).endsWith('_case'));
      return shaper.make('switch', node, [value, shaper.list('list', node, shaper.all(cases))]);
    }
    default:
      return undefined;
  }
}

function forOf(shaper: ShapeMaker, node: Node): Shape {
  const { tree } = shaper;
  const body = shaper.field(node, 'body');
  const header = tree.namedChildren(node).find((one) => one !== tree.child(node, 'body'));
  if (header === undefined) return shaper.make('for', node, [body], '');
  if (tree.is(header, 'range_clause'))
    return shaper.make('for', node, [shaper.field(header, 'left'), shaper.field(header, 'right'), body], 'range');
  if (tree.is(header, 'for_clause'))
    return shaper.make(
      'for',
      node,
      [shaper.field(header, 'initializer'), shaper.field(header, 'condition'), shaper.field(header, 'update'), body],
      ';',
    );
  const condition = shaper.of(header);
  return shaper.make('for', node, [condition, body], condition.kind === 'dots' ? '...' : 'while');
}

/** `a, b int` are two parameters. */
function paramsOf(shaper: ShapeMaker, list: Node): Shape {
  const { tree } = shaper;
  const found = tree.namedChildren(list).flatMap((one) => {
    const names = tree.childrenIn(one, 'name');
    const type = shaper.field(one, 'type');
    const rest = tree.is(one, 'variadic_parameter_declaration') ? '...' : '';
    if (names.length === 0)
      return [
        type?.kind === 'dots' || type?.kind === 'metaseq' ? type : shaper.make('param', one, [null, type, null], rest),
      ];
    return names.map((name) => {
      const shape = shaper.of(name);
      return shape.kind === 'dots' || shape.kind === 'metaseq'
        ? shape
        : shaper.make('param', one, [shape, type, null], rest);
    });
  });
  return shaper.list('params', list, found);
}

function resultOf(shaper: ShapeMaker, node: Node): Shape | null {
  if (node === none) return null;
  if (!shaper.tree.is(node, 'parameter_list')) return shaper.of(node);
  return shaper.list(
    'tuple',
    node,
    paramsOf(shaper, node).parts.map((one) => (one!.kind === 'param' ? one!.parts[1]! : one!)),
  );
}

/** The receiver is the first parameter. */
function withReceiver(shaper: ShapeMaker, params: Shape, node: Node): Shape {
  if (node === none) return params;
  const receivers = paramsOf(shaper, node).parts.map((one) => one && { ...one, text: 'receiver' });
  return { ...params, parts: [...receivers, ...params.parts] };
}

function importsOf(shaper: ShapeMaker, node: Node): readonly Shape[] {
  const { tree } = shaper;
  const found: Shape[] = [];
  for (let at = node + 1; at < tree.after[node]!; at += 1)
    if (tree.is(at, 'import_spec'))
      found.push(shaper.make('import', node, [shaper.field(at, 'path'), null, shaper.field(at, 'name')], 'whole'));
  return found;
}
