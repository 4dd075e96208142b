import type { IrFunction } from '../ir/ir.ts';

/** Blocks in reverse postorder from the entry; those nobody reaches are left out. */
export function reversePostorder(fn: IrFunction): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(fn.blocks.length);
  const stack: { block: number; next: number[]; at: number }[] = [];
  const open = (block: number) => {
    seen[block] = 1;
    stack.push({ block, next: successorsOf(fn, block), at: 0 });
  };
  open(0);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const next = top.next[top.at++];
    if (next === undefined) {
      order.push(top.block);
      stack.pop();
    } else if (seen[next] === 0) open(next);
  }
  return order.reverse();
}

export function successorsOf(fn: IrFunction, at: number): number[] {
  const block = fn.blocks[at]!;
  const found: number[] = [];
  const { end } = block;
  if (block.handler >= 0) found.push(block.handler);
  if (end.kind === 'jump') found.push(end.to);
  else if (end.kind === 'branch') found.push(end.otherwise, end.then);
  else if (end.kind === 'switch') found.push(end.otherwise, ...end.cases.map(({ to }) => to));
  return found;
}
