import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { servers } from './servers.ts';
import { slowMatching } from '../slow-matching.ts';

const matching = slowMatching([
  { apis: ['*.{match,matchAll,replace,replaceAll,search,split}(this)'], expression: 0 },
  { apis: ['RegExp.{test,exec}(0)'], expression: 'this' },
]);

export const javascriptModels: readonly Model[] = [servers, injection, harmless, matching];
