import { applications } from './contract/applications.ts';
import { blueprint } from './contract/blueprint.ts';
import { components } from './contract/components.ts';
import { decisions } from './contract/decisions.ts';
import { findings } from './contract/findings.ts';
import { people } from './contract/people.ts';
import { runs } from './contract/runs.ts';
import { sessions } from './contract/sessions.ts';
import { system } from './contract/system.ts';

/** Every route of Stoa by its operation id. What is not here does not exist, for the pages and the CLI as well. */
export const routes = {
  ...sessions,
  ...applications,
  ...blueprint,
  ...findings,
  ...components,
  ...runs,
  ...decisions,
  ...people,
  ...system,
};
export type Routes = typeof routes;
export type RouteId = keyof Routes;
