import { costs } from './costs.ts';
import { digit, symbolCount, symbolsOf } from './symbols.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const bits = new Float32Array(symbolCount * symbolCount);
costs.forEach((row, from) =>
  [...row].forEach((letter, to) => {
    bits[from * symbolCount + to] = letters.indexOf(letter) / 4;
  }),
);

/**
 * What a text costs in the language of people's words and names, in bits a character: about 3 to 4 for words, about 6
 * and more for what was drawn at random. Unlike entropy it knows that `userNotFoundError` is cheap.
 */
export function costPerCharacter(text: string): number {
  if (text.length === 0) return 0;
  const symbols = symbolsOf(text);
  let sum = 0;
  for (let at = 1; at < symbols.length; at += 1) {
    sum += bits[symbols[at - 1]! * symbolCount + symbols[at]!]!;
    // Which digit it is says as much as any.
    if (symbols[at] === digit) sum += symbols[at - 1] === digit ? 2.5 : 1.5;
  }
  return sum / text.length;
}
