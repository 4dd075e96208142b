import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { applicationHandlers } from './applications.ts';
import { blueprintHandlers } from './blueprint.ts';
import { decisionHandlers } from './decisions.ts';
import { findingHandlers } from './findings.ts';
import { peopleHandlers } from './people.ts';
import { runHandlers } from './runs.ts';
import { sessionHandlers } from './sessions.ts';
import { systemHandlers } from './system.ts';

/** A handler for every route of the contract; one that is missing does not compile. */
export function toHandlers(context: ServerContext): Handlers {
  return {
    ...sessionHandlers(context),
    ...peopleHandlers(context),
    ...applicationHandlers(context),
    ...blueprintHandlers(context),
    ...findingHandlers(context),
    ...runHandlers(context),
    ...decisionHandlers(context),
    ...systemHandlers(context),
  };
}
