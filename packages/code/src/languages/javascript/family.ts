import { javascriptModels } from '../../models/javascript/index.ts';
import { javascriptRules } from '../../rules/javascript/index.ts';
import type { LanguageFamily } from '../family.ts';
import { lower } from './lower.ts';

export const javascript: LanguageFamily = {
  name: 'javascript',
  languages: ['javascript', 'typescript'],
  lower,
  models: javascriptModels,
  rules: javascriptRules,
};
