import type { Tree } from 'web-tree-sitter';
import type { NodeArrays } from './node-arrays.ts';
import { isError, isExtra, isMissing, named } from './syntax-tree.ts';

/** The same arrays through tree-sitter's public cursor: slow and sure. Stops after `most` nodes. */
export function copyByCursor(tree: Tree, errorKind: number, most = Infinity): NodeArrays {
  const kind: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const after: number[] = [];
  const field: number[] = [];
  const flags: number[] = [];
  const open: number[] = [];
  const cursor = tree.walk();
  walk: while (kind.length < most) {
    const node = cursor.currentNode;
    const at = kind.length;
    kind.push(node.isError ? errorKind : node.typeId);
    start.push(node.startIndex);
    end.push(node.endIndex);
    field.push(cursor.currentFieldId);
    flags.push(
      (node.isNamed ? named : 0) |
        (node.isError ? isError : 0) |
        (node.isMissing ? isMissing : 0) |
        (node.isExtra ? isExtra : 0),
    );
    after.push(at + 1);
    if (cursor.gotoFirstChild()) {
      open.push(at);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) break walk;
      after[open.pop()!] = kind.length;
    }
  }
  for (const at of open) after[at] = kind.length;
  cursor.delete();
  return {
    kind: Uint16Array.from(kind),
    start: Uint32Array.from(start),
    end: Uint32Array.from(end),
    after: Uint32Array.from(after),
    field: Uint8Array.from(field),
    flags: Uint8Array.from(flags),
  };
}

/** Is the fast copy what the cursor sees, as far as the cursor went? */
export function isSameTree(fast: NodeArrays, sure: NodeArrays, whole: boolean): boolean {
  if (whole ? fast.kind.length !== sure.kind.length : fast.kind.length < sure.kind.length) return false;
  for (let at = 0; at < sure.kind.length; at += 1) {
    if (fast.kind[at] !== sure.kind[at] || fast.start[at] !== sure.start[at] || fast.end[at] !== sure.end[at])
      return false;
    if (fast.field[at] !== sure.field[at] || fast.flags[at] !== sure.flags[at]) return false;
    if (whole && fast.after[at] !== sure.after[at]) return false;
  }
  return true;
}
