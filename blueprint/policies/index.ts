import type { Policy } from '@stoa/model';
import { commit } from './commit.ts';
import { batch, infrastructure, library, production } from './production.ts';
import { sample } from './sample.ts';
import { staging } from './staging.ts';

/** The policies that Stoa comes with. A team's own policy with the same id takes the place of one. */
export const defaultPolicies: readonly Policy[] = [production, library, batch, infrastructure, staging, commit, sample];
