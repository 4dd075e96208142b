import type { Practice } from '@stoa/model';
import { culture } from './culture.ts';
import { deployment } from './deployment.ts';
import { design } from './design.ts';
import { implementing } from './implementing.ts';
import { infrastructure } from './infrastructure.ts';
import { integration } from './integration.ts';
import { leadership } from './leadership.ts';
import { monitoring } from './monitoring.ts';
import { security } from './security.ts';
import { testing } from './testing.ts';

/** The 56 practices of the blueprint, pillar by pillar; the eight implementing steps last. */
export const practices: readonly Practice[] = [
  ...leadership,
  ...culture,
  ...design,
  ...integration,
  ...testing,
  ...monitoring,
  ...security,
  ...infrastructure,
  ...deployment,
  ...implementing,
];
