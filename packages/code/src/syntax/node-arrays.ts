/** The nodes of a tree, column by column, in preorder. */
export interface NodeArrays {
  /** Index into `grammar.kinds`. */
  kind: Uint16Array;
  start: Uint32Array;
  end: Uint32Array;
  /** The first node past the subtree of this one. */
  after: Uint32Array;
  /** Index into `grammar.fields`; 0 where the parent gives no name. */
  field: Uint8Array;
  /** Bits: `named`, `isError`, `isMissing`, `isExtra`. */
  flags: Uint8Array;
}
