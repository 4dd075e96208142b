import type { Instruction } from '../ir/ir.ts';
import type { Arguments } from './arguments.ts';
import type { FunctionRun } from './function-run.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

/** Who calls, and can call back: functions handed to a library are called by it. */
export interface Caller {
  readonly run: FunctionRun;
  /** Gives what it returns. */
  runClosure(id: number, state: State, args?: readonly Value[]): Value | undefined;
  apply(
    id: number,
    self: Value | undefined,
    args: Arguments,
    one: Pick<Instruction, 'node'>,
    state: State,
  ): Value | undefined;
}
