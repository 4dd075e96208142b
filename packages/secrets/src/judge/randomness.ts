import { isMonotonous, isPlaceholder, isStandIn, shareOfSequences } from './placeholder.ts';
import { costPerCharacter } from './token-cost.ts';

/** Shannon entropy of a text in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** For formats that are random throughout: refuses stand-ins and poor ones. */
export function random(minimumEntropy: number): (secret: string) => number {
  return (secret) => (entropyOf(secret) < minimumEntropy || isWords(secret) ? 0 : peculiar(secret));
}

/** For formats so peculiar that nothing else looks like it: only what says that it is none is refused. */
export function peculiar(secret: string): number {
  if (isStandIn(secret) || isMonotonous(secret)) return 0;
  return shareOfSequences(secret) > 0.6 ? 0.4 : 0.9;
}

export const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hexShape = /^[0-9a-f]+$/i;

/**
 * Was it drawn at random? 0 to 1. By what it costs in the language of words and names, not by its entropy: names in
 * code are varied too.
 */
export function randomness(text: string): number {
  if (text.length < 8 || isPlaceholder(text) || isName(text)) return 0;
  const plain = text.replace(/^[a-z]{2,8}[_-](?=[A-Za-z0-9]{12,})|[^A-Za-z0-9]/g, '');
  if (uuidShape.test(text)) return 0.6;
  if (hexShape.test(plain) && /\d/.test(plain) && /[a-f]/i.test(plain))
    return plain.length >= 32 ? 0.9 : plain.length >= 16 ? 0.75 : 0.3;
  if (/^\d+$/.test(plain)) return plain.length >= 30 ? 0.3 : 0;
  const cost = costPerCharacter(text);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  // A short text must look stranger than a long one: chance is on its side.
  const least = text.length >= 32 ? 5.5 : text.length >= 20 ? 5.7 : text.length >= 14 ? 6 : 6.3;
  if (kinds < 2 || !/\d/.test(text)) return text.length >= 16 && cost >= least + 0.6 ? 0.6 : 0;
  return cost < least ? 0 : Math.min(1, 0.6 + (cost - least) * 0.25);
}

/** A name without a digit in it, of letters that are more than hexadecimal. */
export function isWords(text: string): boolean {
  return !/\d/.test(text) && /[g-z]/i.test(text) && isName(text);
}

/** A name in code, a path, a host, a version, a date: what people write, not what machines draw. */
export function isName(written: string): boolean {
  const text = written.replace(/^_+/, '');
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|::|->|\/|-)[A-Za-z_$][\w$]*)+$/.test(text) && costPerCharacter(text) < 5.4)
    return true;
  if (/^[a-z]+(?:[-_. :/][a-z]+)*$/i.test(text) && costPerCharacter(text) < 5.6) return true;
  if (/^[a-z]+\d{0,2}(?:[A-Z][a-z]+\d{0,2})+$|^(?:[A-Z][a-z]+\d{0,2}){2,}$/.test(text) && costPerCharacter(text) < 5.6)
    return true;
  if (/^v?\d+(?:\.\d+){1,3}(?:[-+][\w.]+)?$/.test(text) || /^\d{4}-\d\d-\d\d/.test(text)) return true;
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(text)) return true;
  if (/^(?:\.{0,2}\/|[A-Za-z]:\\)[\w./\\ -]+$/.test(text) && costPerCharacter(text) < 5.4) return true;
  return /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[\w./-]*)?$/.test(text) && costPerCharacter(text) < 5;
}
