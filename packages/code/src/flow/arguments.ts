import type { Instruction, Register } from '../ir/ir.ts';
import type { ArgumentSelector } from '../models/api-path.ts';
import type { Value } from './value.ts';

/** Arguments of one call: where there are keys, some are keywords. */
export interface Arguments {
  readonly values: readonly Value[];
  readonly keys: readonly string[] | null;
}

/** The registers of a call that a selector means; properties of them are the caller's affair. */
export function argumentAt(
  call: Pick<Instruction, 'a' | 'args' | 'keys'>,
  selector: ArgumentSelector,
): readonly Register[] {
  const { args, keys } = call;
  switch (selector.kind) {
    case 'this':
      return [call.a];
    case 'any':
      return args;
    case 'keyword':
      return args.filter((_, at) => keys?.[at] === selector.name);
    case 'position': {
      const positional = keys
        ? args.filter((_, at) => keys[at] === '' || keys[at] === '*' || keys[at] === '...')
        : args;
      const spread = keys ? keys.findIndex((key) => key === '*' || key === '...') : -1;
      if (selector.onward) return positional.slice(selector.from);
      if (spread !== -1 && spread <= selector.from) return positional.slice(spread, spread + 1);
      return positional.slice(selector.from, selector.from + 1);
    }
  }
}
