import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { slowMatching } from '../slow-matching.ts';
import { web } from './web.ts';

const methods = '{match,search,fullmatch,findall,finditer,split}';
const matching = slowMatching([
  { apis: [`{re,regex}.${methods}(1)`, '{re,regex}.{sub,subn}(2)'], expression: 0 },
  { apis: [`{re,regex}.compile().${methods}(0)`, '{re,regex}.compile().{sub,subn}(1)'], expression: 'this' },
]);

export const pythonModels: readonly Model[] = [web, injection, harmless, matching];
