/** Text that looks drawn at random, the same at every start, so that no example of ours is anybody's secret. */
export function madeUp(alphabet: string, length: number, seed: number): string {
  let state = seed * 2_654_435_761 + 12_345;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    text += alphabet[(state >>> 12) % alphabet.length];
  }
  return text;
}

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const hex = (length: number, seed = 1) => madeUp(`${digits}abcdef`, length, seed);
export const alnum = (length: number, seed = 1) => madeUp(digits + lower + upper, length, seed);
export const base64 = (length: number, seed = 1) => madeUp(`${digits}${lower}${upper}+/`, length, seed);
export const uuid = (seed = 1) => [8, 4, 4, 4, 12].map((length, at) => hex(length, seed + at)).join('-');
