import type { Known } from './known.ts';
import type { TaintOptions } from './rule-file.ts';
import { isExpression, type Shape } from './shapes/shape.ts';
import { propertyOf } from './tainted-paths.ts';
import type { Target } from './target.ts';

/** What options say of results of this kind. */
export function isSafe(shape: Shape, options: TaintOptions, target: Target): boolean {
  const { functions, booleans, numbers, comparisons, made } = options;
  const { kind, text, parts } = shape;
  if (made && !/^(id|member|index|assign|var|init)$/.test(kind) && isExpression(shape)) return true;
  const { language } = target.tree.grammar;
  if (kind === 'call') {
    const name = parts[0]?.kind === 'member' ? parts[0].parts[1]?.text : parts[0]?.text;
    // It joins texts as `+` does; what reads a property is no function.
    if (functions) return name !== 'concat' && !(language === 'java' && propertyOf(shape)?.isRead);
    return language === 'java' && isSafeType(options, javaResults[name ?? '']);
  }
  if (kind === 'binary' && /^(==|!=|===|!==|<|>|<=|>=|in|not in|is|is not)$/.test(text)) return booleans || comparisons;
  if (kind === 'unary' && /^(not|!)$/.test(text)) return booleans;
  if (language === 'java' && kind === 'binary' && /^(&&|\|\|)$/.test(text)) return booleans;
  // With a number beside it, it is one.
  const isSum = numbers && language === 'python' && kind === 'binary' && /^[-+*]$/.test(text);
  return isSum && parts.some((one) => one && isNumber(target.constants.of(one)));
}

/** Numbers and truths by what is declared. */
export function isSafeType(options: TaintOptions, type: string | undefined): boolean {
  const { booleans, numbers } = options;
  if (type === undefined) return false;
  return (
    (booleans && /^(boolean|bool|Boolean)$/.test(type)) ||
    (numbers && /^(int|long|short|byte|float|double|Integer|Long|number)$/.test(type))
  );
}

function isNumber(known: Known | undefined): boolean {
  return known !== undefined && ('value' in known ? typeof known.value === 'number' : known.type === 'number');
}

/** What texts of Java give by methods of these names. */
const javaResults: Readonly<Record<string, string>> = {
  length: 'int',
  compareTo: 'int',
  parseInt: 'int',
  isEmpty: 'boolean',
  equals: 'boolean',
  contains: 'boolean',
};
