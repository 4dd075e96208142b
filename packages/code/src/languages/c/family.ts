import { inspectMemory } from '../../memory/observe.ts';
import { cModels } from '../../models/c/index.ts';
import { cRules } from '../../rules/c/index.ts';
import { memoryRules } from '../../rules/c/memory.ts';
import type { LanguageFamily } from '../family.ts';
import { lower } from './lower.ts';

export const c: LanguageFamily = {
  name: 'c',
  languages: ['c', 'cpp'],
  lower,
  models: cModels,
  rules: cRules,
  inspect: (modules, paths) => inspectMemory(modules, memoryRules, paths),
};
