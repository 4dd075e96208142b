import type { SecretRule } from '../rule.ts';
import { ai } from './ai.ts';
import { apis } from './apis.ts';
import { cloud } from './cloud.ts';
import { codeHosting } from './code-hosting.ts';
import { communication } from './communication.ts';
import { connectionStrings } from './connection-strings.ts';
import { data } from './data.ts';
import { files } from './files.ts';
import { general } from './general.ts';
import { hashes } from './hashes.ts';
import { identity } from './identity.ts';
import { keys } from './keys.ts';
import { monitoring } from './monitoring.ts';
import { payments } from './payments.ts';
import { productivity } from './productivity.ts';
import { registries } from './registries.ts';
import { social } from './social.ts';
import { web } from './web.ts';

const all: readonly SecretRule[] = [
  ...keys,
  ...cloud,
  ...codeHosting,
  ...registries,
  ...payments,
  ...communication,
  ...ai,
  ...monitoring,
  ...data,
  ...identity,
  ...productivity,
  ...social,
  ...apis,
  ...hashes,
  ...connectionStrings,
  ...files,
  ...web,
  ...general,
];

/** How much a rule asks of a text: its own look says more than the name beside it, and that more than an assignment. */
const rank = { path: 0, around: 0, named: 1, assigned: 2 };

/** All rules, the specific before the general: where two see the same bytes the earlier one names them. */
export const rules: readonly SecretRule[] = all.toSorted(
  (a, b) => rank[a.where ?? 'around'] - rank[b.where ?? 'around'],
);
