import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { signOf } from './syntax-shapes.ts';

const checks =
  /(?:^|[.:>!\s(])(in_array|is_numeric|is_int|ctype_\w+|preg_match|filter_var|include\?|member\?|key\?|has_key\?|match\?|[cC]ontains|contains_key|[cC]ontainsKey|TryParse|IsMatch|is_match|matches|containsMatchIn|IsLocalUrl|starts_with|str_starts_with|start_with\?|startsWith|StartsWith|(?:is_?)?(?:allowed|valid|safe|whitelisted)\w*[?]?|(?:[iI]s)?(?:Allowed|Valid|Safe|Whitelisted)\w*)\s*[({ ]?$/;

/**
 * The parts of a condition that are known to be good when it holds (`holds`) or does not: what was found in a list, fits
 * an expression, equals a literal.
 */
export function checkedIn(tree: SyntaxTree, condition: Node, holds: boolean): Node[] {
  if (condition === none) return [];
  const kind = tree.kindOf(condition);
  const parts = tree.namedChildren(condition);
  if (kind.startsWith('parenthesized') && parts.length === 1) return checkedIn(tree, parts[0]!, holds);
  const sign = signOf(tree, condition);
  if (/^(unary|prefix)/.test(kind) && (sign === '!' || sign === 'not'))
    return checkedIn(tree, parts.at(-1) ?? none, !holds);
  if (sign === '&&' || sign === 'and') return holds ? parts.flatMap((one) => checkedIn(tree, one, holds)) : [];
  if (sign === '||' || sign === 'or') return holds ? [] : parts.flatMap((one) => checkedIn(tree, one, holds));
  if (kind === 'test_command') return holds && /=~|==?\s/.test(tree.textOf(condition)) ? parts : [];
  if (/^(===?|=~)$/.test(sign)) return holds ? parts : [];
  if (/^!==?$/.test(sign)) return holds ? [] : parts;
  if ((sign === 'in' || sign === '!in') && kind !== 'for_statement') return holds === (sign === 'in') ? parts : [];
  if (!/call|invocation/.test(kind)) return [];
  return checks.test(calleeOf(tree, condition)) && holds !== asksForDots(tree, condition) ? [condition] : [];
}

function calleeOf(tree: SyntaxTree, call: Node): string {
  const list = tree
    .namedChildren(call)
    .find((one) => /^(arguments|argument_list|value_arguments|call_suffix)$/.test(tree.kindOf(one)));
  return tree.text
    .slice(tree.start[call], list === undefined ? tree.end[call] : tree.start[list])
    .slice(-200)
    .trim();
}

/** `path.contains("..")`: there what is found is bad. */
function asksForDots(tree: SyntaxTree, call: Node): boolean {
  return /contains|include/i.test(calleeOf(tree, call)) && /["']\.\.\/?["']/.test(tree.textOf(call).slice(0, 400));
}
