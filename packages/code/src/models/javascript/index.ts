import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { servers } from './servers.ts';

export const javascriptModels: readonly Model[] = [servers, injection, harmless];
