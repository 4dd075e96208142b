import { goModels } from '../../models/go/index.ts';
import { goRules } from '../../rules/go/index.ts';
import type { LanguageFamily } from '../family.ts';
import { lower } from './lower.ts';

export const go: LanguageFamily = { name: 'go', languages: ['go'], lower, models: goModels, rules: goRules };
