import type { Model } from '../model.ts';
import { harmless } from './harmless.ts';
import { injection } from './injection.ts';
import { servlet } from './servlet.ts';
import { slowMatching } from '../slow-matching.ts';
import { texts } from './texts.ts';
import { webFrameworks } from './web-frameworks.ts';

const matching = slowMatching([
  { apis: ['java.lang.String.{matches,replaceAll,replaceFirst,split}(this)'], expression: 0 },
  { apis: ['java.util.regex.Pattern.matches(1)'], expression: 0 },
  { apis: ['java.util.regex.Pattern.{matcher,split}(0)'], expression: 'this' },
]);

const expressions: Model = { types: [['java.util.regex.Pattern.compile()', 'java.util.regex.Pattern']] };

export const javaModels: readonly Model[] = [servlet, webFrameworks, injection, harmless, texts, expressions, matching];
