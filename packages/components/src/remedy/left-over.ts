import type { Action, VulnerableUse } from './action.ts';
import type { Manager } from './manager.ts';
import { mitigate } from './mitigate.ts';
import type { Plan } from './plan.ts';
import { keyOfUse } from './prove.ts';

/** Every finding has something to do: a successor, or a decision that is written down. */
export function whatIsLeft(
  manager: Manager,
  path: string,
  uses: readonly VulnerableUse[],
  actions: readonly Action[],
  stuck: Plan['stuck'],
): Action[] {
  const original = new Set(uses.map(keyOfUse));
  const done = actions.flatMap(({ fixes }) => fixes);
  const fixed = new Set(done.map(keyOfUse));
  // Fixed in a version that an earlier action has brought: it was the same finding all along.
  const later = new Set(
    done.filter((use) => !original.has(keyOfUse(use))).map(({ name, advisory }) => `${name}\n${advisory}`),
  );
  const left = uses.filter((use) => !fixed.has(keyOfUse(use)) && !later.has(`${use.name}\n${use.advisory}`));
  return [...Map.groupBy(left, ({ name }) => name)].map(([name, own]) =>
    mitigate({
      manager: manager.id,
      path,
      name,
      uses: own,
      why:
        stuck.find(({ target }) => target.name === name)?.why ??
        (done.some((use) => use.name === name)
          ? `No released version of ${name} is free of this.`
          : 'The change that was found does not come out clean when it is scanned again.'),
    }),
  );
}
