import type { Manager } from './manager.ts';
import { npmManager } from './npm/npm.ts';

/** Every package manager whose files we change. */
export const managers: readonly Manager[] = [npmManager];
