import type { SecretRule } from '../rule.ts';
import { cloud } from './cloud.ts';
import { codeHosting } from './code-hosting.ts';
import { general } from './general.ts';
import { services } from './services.ts';

/** All rules, the specific before the general: where two see the same bytes the earlier one names them. */
export const rules: readonly SecretRule[] = [...cloud, ...codeHosting, ...services, ...general];
