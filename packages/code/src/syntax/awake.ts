/** Nodes of trees that were woken, of all together: about 5 MB. */
const mostAwake = 300_000;

interface Sleeper {
  readonly count: number;
  rest(): void;
}

/** Trees that were woken last, oldest first. */
const awake = new Set<Sleeper>();
let nodes = 0;

/** This one was woken: others, woken earlier, go back to rest where they are too many. */
export function woken(tree: Sleeper): void {
  awake.add(tree);
  nodes += tree.count;
  for (const oldest of awake) {
    if (nodes <= mostAwake || oldest === tree) break;
    awake.delete(oldest);
    nodes -= oldest.count;
    oldest.rest();
  }
}
