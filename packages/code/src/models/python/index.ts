import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { web } from './web.ts';

export const pythonModels: readonly Model[] = [web, injection, harmless];
