import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../suggest.ts';
import { closedWords } from './language.ts';

/** Something the type checker lets through and a policy must not contain; `offset` is in the expression. */
export interface Objection {
  offset: number;
  message: string;
}

const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const lists = new Set(['findings', 'runs', 'modules']);

/**
 * What a decision must be able to promise beyond types: it ends in time (`deepest` loops inside each other, none of
 * them over all findings inside another, no regular expressions), and a slip of the pen is an error and not a
 * criterion that is for ever content.
 */
export function objectionTo(ast: ASTNode, deepest: number): Objection | undefined {
  const visit = (node: ASTNode, depth: number): Objection | undefined => {
    const objection = objectionToNode(node, depth, deepest);
    if (objection) return objection;
    for (const [child, inner] of childrenOf(node)) {
      const below = visit(child, depth + inner);
      if (below) return below;
    }
    return undefined;
  };
  return visit(ast, 0);
}

/** The parts of a node; 1 for what is evaluated once for each element of a list. */
function childrenOf(node: ASTNode): [child: ASTNode, loop: 0 | 1][] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [[node.args[0], 0]];
    case '!_':
    case '-_':
      return [[node.args, 0]];
    case 'call':
      return node.args[1].map((child) => [child, 0]);
    case 'rcall': {
      const inner = loops.has(node.args[0]) ? 1 : 0;
      return [[node.args[1], 0], ...node.args[2].map((child): [ASTNode, 0 | 1] => [child, inner])];
    }
    case 'map':
      return node.args.flat().map((child) => [child, 0]);
    default:
      return node.args.map((child) => [child, 0]);
  }
}

function objectionToNode(node: ASTNode, depth: number, deepest: number): Objection | undefined {
  const offset = node.start;
  switch (node.op) {
    case 'id':
      if (depth === 0 || !lists.has(node.args)) return undefined;
      return { offset, message: `"${node.args}" inside a loop over a list would take time without bound` };
    case 'call':
    case 'rcall':
      if (depth >= deepest && loops.has(node.args[0]))
        return { offset, message: `at most ${deepest} loops may stand inside each other here` };
      return objectionToCall(node.args[0], offset);
    case '==':
    case '!=':
    case 'in':
      return misspelt(node.args[0], node.args[1]) ?? misspelt(node.args[1], node.args[0]);
    default:
      return undefined;
  }
}

function objectionToCall(name: string, offset: number): Objection | undefined {
  switch (name) {
    case 'matches':
      return { offset, message: 'regular expressions have no bound in time; use startsWith, endsWith, contains or ==' };
    case 'has':
      return { offset, message: 'has() is not needed: every field is there, empty ("", 0, []) where nothing is known' };
    case 'bind':
      return { offset, message: 'cel.bind is not for policies; write the value where it is used' };
    default:
      return undefined;
  }
}

/** `finding.severity == "hihg"`, `finding.kind in ["secrets"]`, `"secrets" in run.kinds` */
function misspelt(field: ASTNode, value: ASTNode): Objection | undefined {
  if (field.op !== '.') return undefined;
  const [, name] = field.args;
  const words = Object.hasOwn(closedWords, name) ? closedWords[name] : undefined;
  if (!words) return undefined;
  for (const one of value.op === 'list' ? value.args : [value]) {
    if (one.op !== 'value' || typeof one.args !== 'string' || words.includes(one.args)) continue;
    const known = didYouMean(one.args, words) || `; it is one of ${words.join(', ')}`;
    return { offset: one.start, message: `"${name}" is never "${one.args}"${known}` };
  }
  return undefined;
}
