import type { Node } from '../syntax/syntax-tree.ts';
import type { MemoryFinding, MemoryProblem, Step } from './finding.ts';
import type { Frame } from './frame.ts';
import type { MemoryFunction, MemoryProgram } from './program.ts';

/** What one run over a function and what it calls writes down: the numbers of its regions, and what it found. */
export class Journal {
  readonly program: MemoryProgram;
  readonly findings: Map<string, MemoryFinding>;
  /** Functions that were followed to their end inside this run. */
  readonly followed = new Set<MemoryFunction>();
  #ids: Map<string, number>;

  constructor(program: MemoryProgram, findings: Map<string, MemoryFinding>, ids: Map<string, number>) {
    this.program = program;
    this.findings = findings;
    this.#ids = ids;
  }

  /** The number of the region a key stands for. */
  id(key: string): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(key, id);
    }
    return id;
  }

  step(frame: Frame, node: Node, note: string): Step {
    return { module: frame.fn.home.module, node, note };
  }

  report(
    problem: MemoryProblem,
    frame: Frame,
    node: Node,
    message: string,
    before: readonly (Step | null)[] = [],
  ): void {
    const { module } = frame.fn.home;
    const key = `${problem} ${module.path} ${module.tree.start[node]!}`;
    if (this.findings.has(key)) return;
    const steps = before.filter((one): one is Step => one !== null);
    this.findings.set(key, { problem, module, node, message, steps: [...steps, { module, node, note: message }] });
  }
}
