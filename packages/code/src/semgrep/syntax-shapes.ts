import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { sidesOf } from './names.ts';

/** What stands for the same in the grammars of C#, PHP, Ruby, Rust, Kotlin and Bash. */

/** Begins anew: nothing of what is around is known inside. */
export const functions = new Set([
  'function_definition',
  'method_declaration',
  'constructor_declaration',
  'function_item',
  'function_declaration',
  'method',
  'singleton_method',
  'secondary_constructor',
]);

/** Sees what is around. */
export const closures = new Set([
  'lambda_expression',
  'anonymous_method_expression',
  'local_function_statement',
  'anonymous_function',
  'arrow_function',
  'closure_expression',
  'lambda_literal',
  'do_block',
]);

export const branches = new Set([
  'if_statement',
  'if_expression',
  'if',
  'unless',
  'elsif',
  'if_modifier',
  'unless_modifier',
  'switch_statement',
  'switch_expression',
  'case',
  'case_match',
  'case_statement',
  'match_expression',
  'when_expression',
  'conditional_expression',
  'conditional',
  'else_if_clause',
  'elif_clause',
]);

/** The arms of a branch may stand in one of these. */
export const armLists = new Set(['switch_body', 'match_block']);

export const loops = new Set([
  'for_statement',
  'foreach_statement',
  'while_statement',
  'do_statement',
  'do_while_statement',
  'c_style_for_statement',
  'for_expression',
  'while_expression',
  'loop_expression',
  'for',
  'while',
  'until',
  'while_modifier',
  'until_modifier',
]);

/** A name that holds a value. */
export const variables = new Set([
  'identifier',
  'variable_name',
  'instance_variable',
  'class_variable',
  'global_variable',
]);

export const members = new Set([
  'member_access_expression',
  'navigation_expression',
  'field_expression',
  'scoped_property_access_expression',
]);

const comparisons = /^(==|!=|===|!==|<>|<|>|<=|>=|<=>|=~|!~|&&|and|in|!in|is|!is|instanceof)$/;

/** Gives true or false, whatever the parts are. */
export function isTruth(tree: SyntaxTree, node: Node): boolean {
  const kind = tree.kindOf(node);
  if (!/^(binary|unary|is_|prefix|in_|check_|comparison|equality|test_|conjunction|infix)/.test(kind)) return false;
  if (kind === 'test_command' || kind === 'is_pattern_expression') return true;
  const sign = signOf(tree, node);
  return /^(unary|prefix)/.test(kind) ? sign === '!' || sign === 'not' : comparisons.test(sign);
}

/** The operator between (or before) the parts. */
export function signOf(tree: SyntaxTree, node: Node): string {
  const sign = tree.children(node).find((child) => !tree.isNamed(child) && !/^[()]$/.test(tree.kindOf(child)));
  return sign === undefined ? '' : tree.kindOf(sign);
}

export interface Assignment {
  left: Node;
  right: Node;
  /** What was there before stays part of it: `+=`. */
  isAdded: boolean;
}

/** What is given a value here: assignments, declarations, the variable of a loop. */
export function assignmentOf(tree: SyntaxTree, node: Node): Assignment | null {
  const kind = tree.kindOf(node);
  const [left, right] = pairOf(tree, node, kind);
  if (left === none || right === none) return null;
  const between = tree.text.slice(tree.end[left], tree.start[right]);
  const isAdded = /^(augmented_assignment_expression|operator_assignment|compound_assignment_expr)$/.test(kind);
  return { left, right, isAdded: isAdded || /[^=\s:]=/.test(between.slice(0, 20)) };
}

function pairOf(tree: SyntaxTree, node: Node, kind: string): readonly [Node, Node] {
  switch (kind) {
    case 'augmented_assignment_expression':
    case 'operator_assignment':
    case 'compound_assignment_expr':
      return [tree.child(node, 'left'), tree.child(node, 'right')];
    case 'variable_assignment':
      return [tree.child(node, 'name'), tree.child(node, 'value')];
    case 'let_condition':
      return [tree.child(node, 'pattern'), tree.child(node, 'value')];
    default:
      return sidesOf(tree, node, kind);
  }
}

/** The variable of a loop and what it runs through. */
export function iterationOf(tree: SyntaxTree, node: Node): readonly [Node, Node] {
  const first = (...fields: readonly string[]) =>
    fields.map((field) => tree.child(node, field)).find((one) => one !== none) ?? none;
  switch (tree.kindOf(node)) {
    case 'foreach_statement': {
      const left = tree.child(node, 'left');
      if (left !== none) return [left, tree.child(node, 'right')];
      const [through, each] = tree.namedChildren(node);
      return [each ?? none, through ?? none];
    }
    case 'for':
    case 'for_expression':
      return [tree.child(node, 'pattern'), tree.child(node, 'value')];
    case 'for_statement': {
      if (tree.grammar.language !== 'kotlin') return [first('variable'), first('value')];
      const [each, through] = tree.namedChildren(node);
      return [each ?? none, through ?? none];
    }
    default:
      return [none, none];
  }
}

const leaving = /^(return|throw|raise|exit|break|continue|next|goto|yield_break)/;
const leavingCalls = /^\(?\s*(die|exit|abort|raise|halt|fail|panic!|error|wp_die|bail!|exitProcess)\b/;

/** Does control never come to what stands behind it? */
export function leaves(tree: SyntaxTree, node: Node): boolean {
  for (let at = node; at !== none;) {
    const kind = tree.kindOf(at);
    if (leaving.test(kind)) return true;
    if (tree.end[at]! - tree.start[at]! < 2000 && leavingCalls.test(tree.textOf(at).slice(0, 40))) return true;
    if (!/block|statement|then|body|else|clause|section|group|do|list|parenthesized/.test(kind)) return false;
    at = tree.namedChildren(at).at(-1) ?? none;
  }
  return false;
}
