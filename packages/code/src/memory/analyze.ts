import type { Module } from '../ir/ir.ts';
import { bind } from './calls.ts';
import type { MemoryFinding } from './finding.ts';
import { State, type Frame } from './frame.ts';
import { MemoryProgram, type MemoryFunction } from './program.ts';
import { newRegion, type Region } from './region.ts';
import { Run } from './run.ts';
import { Store } from './store.ts';
import { unknown, type Val } from './value.ts';

/**
 * What is wrong with memory, numbers and pointers in the C and C++ among the modules. Each function is followed once
 * from its beginning, with parameters nobody knows, and everything it calls with what it is given: what is found
 * depends on the function and on those it calls, and on nothing else.
 *
 * @example for (const { problem, module, node } of analyzeMemory(modules)) …
 */
export function analyzeMemory(
  modules: readonly Module[],
  wants: (fn: MemoryFunction) => boolean = () => true,
): MemoryFinding[] {
  const program = new MemoryProgram(modules);
  const findings = new Map<string, MemoryFinding>();
  const ids = new Map<string, number>();
  const globals = beginGlobals(program, ids);
  const followed = new Set<MemoryFunction>();
  const roots = program.functions.filter(({ fn }) => fn.parent !== -1);
  // Those nobody calls first: they follow the others, with arguments.
  roots.sort((a, b) => Number(program.called.has(a)) - Number(program.called.has(b)));
  for (const fn of roots) {
    if (!wants(fn)) continue;
    if (followed.has(fn) && fn.fn.isStatic && !program.addressTaken.has(fn)) continue;
    const run = new Run(program, findings, new Map(ids));
    const frame: Frame = { fn, depth: 0, key: String(fn.id), caller: null };
    const state = new State([], new Store(new Map(globals)));
    bind(
      run,
      frame,
      state,
      fn.fn.self >= 0 ? opaque(run, frame, state, 'self') : null,
      fn.fn.parameters.map((parameter, at) => {
        const type = run.access.typeOf(frame, parameter.register);
        return type?.kind === 'pointer' ? opaque(run, frame, state, String(at), type.isReference) : undefined;
      }),
    );
    run.root(frame, state);
    for (const one of run.followed) followed.add(one);
  }
  return [...findings.values()];
}

/** What a pointer from nobody knows where points to. */
function opaque(run: Run, frame: Frame, state: State, key: string, isReference = false): Val {
  const id = run.id(`${frame.key} given ${key}`);
  state.store.add(newRegion(id, 'unknown', -1, { isEscaped: true, ...(isReference && { used: null }) }));
  return { ...unknown, region: id };
}

/** Variables of files that nobody changes: what they hold when the program starts. */
function beginGlobals(program: MemoryProgram, ids: Map<string, number>): Map<number, Region> {
  const kept = new Map<number, Region>();
  const base = new Map<number, Region>();
  const store = new Store(base);
  const run = new Run(program, new Map(), ids);
  const frames: { frame: Frame; state: State }[] = [];
  for (const home of program.modules) {
    const fn = program.functionOf(home, 0);
    if (!fn) continue;
    const frame: Frame = { fn, depth: 0, key: `file ${home.module.path}`, caller: null };
    const state = new State([], store);
    run.follow(frame, state);
    frames.push({ frame, state });
  }
  for (const { frame, state } of frames) {
    const { home } = frame.fn;
    home.module.functions[0]!.registers.forEach((name, register) => {
      if (name === '' || home.facts.externs.has(register) || !program.isConstant(home, register)) return;
      const value = frame.fn.inMemory[register] === 1 ? null : state.regs[register];
      const id = run.id(`global ${program.globalKey(home, register)}`);
      if (value === null) {
        const own = store.get(run.id(`${frame.key}:${register}`));
        if (own) kept.set(id, { ...own, id, kind: 'global', name, isEscaped: true, cells: new Map(own.cells) });
        return;
      }
      const cells = new Map([
        [0, { size: 8, val: !value || value.uninitialised ? { ...unknown, lo: 0, hi: 0 } : value }],
      ]);
      kept.set(
        id,
        newRegion(id, 'global', program.sizeOf(frame.fn.types[register], home), { name, isEscaped: true, cells }),
      );
    });
  }
  for (const region of base.values()) if (region.kind === 'literal') kept.set(region.id, region);
  return kept;
}
