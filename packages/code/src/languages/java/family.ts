import { javaModels } from '../../models/java/index.ts';
import { javaRules } from '../../rules/java/index.ts';
import type { LanguageFamily } from '../family.ts';
import { lower } from './lower.ts';

export const java: LanguageFamily = { name: 'java', languages: ['java'], lower, models: javaModels, rules: javaRules };
