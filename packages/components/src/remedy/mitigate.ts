import { actionId, type Action, type VulnerableUse } from './action.ts';
import { successorOf } from './successors.ts';

/**
 * What to do where no version helps: another package, or a decision written down, with an owner and an end. It is an
 * action, and no fix: nothing is proved, nothing is changed.
 */
export function mitigate({
  manager,
  path,
  name,
  uses,
  why,
}: {
  manager: string;
  path: string;
  name: string;
  uses: VulnerableUse[];
  why: string;
}): Action {
  const [{ ecosystem }] = uses as [VulnerableUse];
  const successor = successorOf(ecosystem, name);
  const named = successor && successor.to !== 'no successor';
  const kind = successor ? 'swap' : 'mitigate';
  const advice = named
    ? `Replace ${name} with ${successor.to}`
    : successor
      ? `Do without ${name}`
      : `Show that ${name} does no harm here (VEX: not affected), or accept it in .stoa/exceptions.yaml until a day`;
  return {
    id: actionId(path, [kind, name]),
    kind,
    manager,
    path,
    title: advice,
    why: successor ? `${why} ${name}: ${successor.reason}.` : why,
    step: null,
    fixes: uses,
    changes: [],
    commands: [],
    proof: null,
    needs: null,
  };
}
