import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { servlet } from './servlet.ts';
import { texts } from './texts.ts';
import { webFrameworks } from './web-frameworks.ts';

export const javaModels: readonly Model[] = [servlet, webFrameworks, injection, harmless, texts];
