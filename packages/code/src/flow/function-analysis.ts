import { reversePostorder, successorsOf } from './block-order.ts';
import type { World } from './world.ts';
import { startState } from './inputs.ts';
import type { ProgramFunction } from './program.ts';
import { refine, refineDefault } from './refine.ts';
import { slotsOf, type Slots } from './slots.ts';
import { enter, joinEntry, leave, type BlockEntry, type State } from './state.ts';
import type { Summary } from './summary.ts';
import { Transfer } from './transfer.ts';
import { truth } from './value.ts';
import type { IrFunction } from '../ir/ir.ts';
import { onlyConstant } from './collections.ts';

/** Instructions one function may cost; past it the rest stays unknown. */
const mostWork = 400_000;
/** Visits of one block after which constants are given up, so that loops come to an end. */
const patience = 6;

interface Plan {
  slots: Slots;
  /** Position of each block in the order; -1 for those nobody reaches. */
  rank: Int32Array;
  order: number[];
}

const plans = new WeakMap<IrFunction, Plan>();

/** Runs a function on what is known of its inputs, block by block until nothing new comes up. */
export function analyzeFunction(world: World, fn: ProgramFunction): Summary {
  const ir = fn.fn;
  const { slots, rank, order } = planOf(ir);
  const transfer = new Transfer(world, fn);
  const entries: (BlockEntry | undefined)[] = ir.blocks.map(() => undefined);
  const start = startState(world, fn, slots);
  entries[0] = leave(start);
  const waiting = new Uint8Array(order.length);
  waiting[0] = 1;
  let work = 0;
  let last: State = start;
  for (let at = 0; at < order.length; at += 1) {
    if (waiting[at] === 0) continue;
    waiting[at] = 0;
    const number = order[at]!;
    const entry = entries[number]!;
    entry.visits += 1;
    const block = ir.blocks[number]!;
    const state = number === 0 && entry.visits === 1 ? start : enter(entry, slots);
    let again = at;
    const flow = (to: number, from: State) => {
      const known = entries[to];
      if (!known) entries[to] = leave(from);
      else if (!joinEntry(known, from, patience)) return;
      const next = rank[to]!;
      waiting[next] = 1;
      if (next <= again) again = next - 1;
    };
    // An exception may come before anything of the block has happened, or after.
    if (block.handler >= 0) flow(block.handler, state);
    for (const instruction of block.instructions) transfer.run(instruction, state);
    work += block.instructions.length;
    if (block.handler >= 0) flow(block.handler, state);
    const { end } = block;
    if (end.kind === 'jump') flow(end.to, state);
    else if (end.kind === 'branch') {
      const known = truth(state.get(end.condition));
      const { then, otherwise } = end;
      if (known !== false)
        flow(then, known === undefined ? refine(world, state, block, end.condition, true, ir.types) : state);
      if (known !== true)
        flow(otherwise, known === undefined ? refine(world, state, block, end.condition, false, ir.types) : state);
    } else if (end.kind === 'switch') {
      const on = onlyConstant(state.get(end.on));
      const values = end.cases.map(({ value }) => onlyConstant(state.get(value)));
      const hit = on === undefined || values.includes(undefined) ? -1 : values.findIndex((value) => same(value, on));
      if (on !== undefined && !values.includes(undefined)) flow(hit === -1 ? end.otherwise : end.cases[hit]!.to, state);
      else {
        const isDefaultAlone = end.cases.every(({ to }) => to !== end.otherwise);
        const none = isDefaultAlone
          ? refineDefault(
              state,
              end.on,
              end.cases.map(({ value }) => state.get(value)),
              ir.types,
            )
          : state;
        for (const to of new Set(successorsOf(ir, number)))
          if (to !== block.handler) flow(to, to === end.otherwise ? none : state);
      }
    } else if (end.kind === 'return') transfer.leave(state, end.value, end.node);
    else if (end.kind === 'end') transfer.leave(state, -1, ir.node);
    if (end.kind === 'return' || end.kind === 'end' || end.kind === 'throw') last = state;
    if (work > mostWork) {
      transfer.isCut = true;
      break;
    }
    at = again;
  }
  return transfer.summary(last);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || String(a) === String(b);
}

function planOf(ir: IrFunction): Plan {
  let plan = plans.get(ir);
  if (!plan) {
    const order = reversePostorder(ir);
    const rank = new Int32Array(ir.blocks.length).fill(-1);
    order.forEach((block, at) => (rank[block] = at));
    plan = { slots: slotsOf(ir), rank, order };
    plans.set(ir, plan);
  }
  return plan;
}
