import { pythonModels } from '../../models/python/index.ts';
import { pythonRules } from '../../rules/python/index.ts';
import type { LanguageFamily } from '../family.ts';
import { lower } from './lower.ts';

export const python: LanguageFamily = {
  name: 'python',
  languages: ['python'],
  lower,
  models: pythonModels,
  rules: pythonRules,
};
