import { none } from '../syntax/syntax-tree.ts';
import { clean, union, type Labels } from './labels.ts';
import type { Shape } from './shapes/shape.ts';
import type { TaintedPaths } from './tainted-paths.ts';
import type { Target } from './target.ts';

/** What follows data, as statements need it. */
export interface Flow {
  readonly target: Target;
  /** The taint of an expression; what it does to names is done to `names`. */
  of(shape: Shape, names: TaintedPaths): Labels;
  /** A name, a member or several of them get what an expression holds. */
  give(left: Shape, labels: Labels, names: TaintedPaths, isOneOf?: boolean): void;
}

/** What control does: branches, loops, what leaves a block. */
export function followStatement(flow: Flow, shape: Shape, names: TaintedPaths): Labels {
  const { parts } = shape;
  const of = (one: Shape | null | undefined) => (one ? flow.of(one, names) : clean);
  switch (shape.kind) {
    case 'if': {
      of(parts[3]);
      const labels = of(parts[0]);
      names.become([parts[1], parts[2]].map((way) => followWay(flow, way, names)));
      return labels;
    }
    case 'for':
    case 'while':
      return followLoop(flow, shape, names);
    case 'do_statement': {
      const body = shape.parts.find((one) => one?.kind === 'block');
      if (body) flow.of(body, names);
      return followLoop(flow, shape, names);
    }
    case 'block':
      return followBlock(flow, parts, names);
    case 'defer_statement':
      return clean;
    case 'type_switch_statement':
    case 'receive_statement': {
      const [left, right, ...cases] = parts;
      const isGiven = flow.target.tree.child(shape.node, 'alias') !== none || shape.kind === 'receive_statement';
      if (!isGiven || !left || !right) return union(...parts.map(of));
      flow.give(left, of(right), names);
      cases.forEach(of);
      return clean;
    }
    case 'try': {
      of(parts[3]);
      of(parts[0]);
      const start = alive(names);
      of(parts[4]);
      const ways = (parts[1]?.parts ?? []).map((one) => followWay(flow, one, start));
      names.become([names.copy(), ...ways]);
      of(parts[2]);
      return clean;
    }
    case 'switch':
      of(parts[0]);
      followCases(flow, parts[1]?.parts ?? [], names);
      return clean;
    case 'return': {
      const labels = of(parts[0]);
      names.isDead = true;
      return labels;
    }
    case 'throw_statement':
    case 'raise_statement': {
      const labels = union(...parts.map(of));
      names.isDead = true;
      return labels;
    }
    default: {
      const all = parts.map(of);
      return shape.kind === 'block' || shape.kind === 'params' || shape.kind === 'import' ? clean : union(...all);
    }
  }
}

/** What stands behind what leaves is never reached. */
function followBlock(flow: Flow, parts: Shape['parts'], names: TaintedPaths): Labels {
  for (const part of parts) {
    if (!part || (names.isDead && !/^(function|class)$/.test(part.kind))) continue;
    flow.of(part, names);
    // So it is with `yield`.
    if (part.kind === 'yield') names.isDead = true;
  }
  return clean;
}

/** A case without `break` goes on into the next one, Go's apart. */
function followCases(flow: Flow, cases: Shape['parts'], names: TaintedPaths): void {
  const isGo = flow.target.tree.grammar.language === 'go';
  const ways: TaintedPaths[] = [];
  let open: TaintedPaths | null = null;
  for (const one of cases) {
    const own: TaintedPaths = names.copy();
    if (open) own.become([names, open]);
    if (one) flow.of(one, own);
    const last = one?.parts[1]?.parts.at(-1);
    open = isGo || last?.kind === 'break_statement' ? null : own;
    if (!open) ways.push(own);
  }
  if (open) ways.push(open);
  const hasDefault = cases.some((one) => one?.kind === 'case' && (one.parts[0] ?? null) === null);
  names.become(hasDefault ? ways : [names.copy(), ...ways]);
}

function followWay(flow: Flow, shape: Shape | null | undefined, names: TaintedPaths): TaintedPaths {
  const own = names.copy();
  if (shape) flow.of(shape, own);
  return own;
}

function followLoop(flow: Flow, shape: Shape, names: TaintedPaths): Labels {
  const body = shape.parts.at(-1);
  const header = shape.parts.slice(0, -1);
  const isPython = flow.target.tree.grammar.language === 'python';
  const isEach = shape.kind === 'for' && /^(in|of|range|:)$/.test(shape.text);
  // What a round leaves behind the next one sees.
  for (let round = 0; round < 2; round += 1) {
    const before = names.copy();
    if (isEach) {
      const through = header.at(-1);
      const labels = through ? flow.of(through, names) : clean;
      const each = header.at(-2);
      const target = each && (each.kind === 'var' || each.kind === 'init') ? each.parts[0] : each;
      const isSource = !isPython || target?.kind !== 'id';
      if (target) flow.give(target, labels, names, isSource);
    } else for (const one of header) if (one) flow.of(one, names);
    if (body) flow.of(body, names);
    names.become([before, alive(names)]);
  }
  return clean;
}

function alive(names: TaintedPaths): TaintedPaths {
  const made = names.copy();
  made.isDead = false;
  return made;
}
