import { findLayers } from './layers/find-layers.ts';
import type { Layer, LayerKind } from './layers/layer.ts';
import type { SecretMatch } from './overlaps.ts';
import type { Span } from './redact.ts';
import type { Scanner } from './scan-bytes.ts';

/** A secret at its place in a text. It never leaves this room but for its issuer, when somebody asks for that. */
export interface Found extends SecretMatch {
  secret: Buffer;
  /** What it stands inside of, the outermost first. */
  layers: readonly LayerKind[];
}

export interface FoundInText {
  /** In order, none about the same as another. */
  found: Found[];
  /** All places that hold one, also those left out because another says it better. */
  places: Span[];
  /** Not all of it was looked at: it holds more than any file in good faith. */
  exhausted: boolean;
}

/** Base64 in base64 in a URL happens; deeper than this nobody writes in good faith. */
const maxDepth = 3;
/** Bytes decoded from one file, all layers together. */
const decodedBudget = 32 * 1024 * 1024;
/** Secrets in encoded text that one file can hold in good faith. */
const maxInner = 2_000;
/** Bytes of the line before an encoded text that say what it is given to. */
const longestPrefix = 200;

/** Secrets in a text, as they stand and in what stands encoded in it, each at its place in the text. */
export function findSecrets(
  scanner: Scanner,
  path: string,
  buffer: Buffer,
  budget = { bytes: decodedBudget },
  depth = 0,
): FoundInText {
  const { matches, exhausted } = scanner.scanBytes(path, buffer);
  const plain = matches.map((match): Found => ({
    ...match,
    secret: buffer.subarray(match.start, match.end),
    layers: [],
  }));
  if (depth === maxDepth) return { found: plain, places: plain, exhausted };
  const inner: Found[] = [];
  let isExhausted = exhausted;
  for (const layer of findLayers(depth === 0 ? path : '', buffer)) {
    budget.bytes -= layer.text.length;
    if (budget.bytes < 0 || inner.length > maxInner) {
      isExhausted = true;
      break;
    }
    const { text, prefix } = inContext(buffer, layer);
    const inside = findSecrets(scanner, path, text, budget, depth + 1);
    isExhausted ||= inside.exhausted;
    for (const one of inside.found) if (one.start >= prefix) inner.push(outward(one, layer, prefix));
  }
  const found = inner.length === 0 ? plain : settled(plain, inner);
  return { found, places: [...plain, ...inner], exhausted: isExhausted };
}

/** Encoded text as if it stood there plainly: `password: aHVudGVy` reads `password: "hunter"`. */
function inContext(buffer: Buffer, { start, text, origins }: Layer): { text: Buffer; prefix: number } {
  if (origins) return { text, prefix: 0 };
  const near = buffer.subarray(Math.max(0, start - longestPrefix), start);
  const before = near.subarray(near.lastIndexOf(10) + 1);
  const last = before.at(-1);
  const isQuoted = last === 0x22 || last === 0x27 || last === 0x60;
  const isOneLine = !text.includes(10);
  if (isQuoted && isOneLine && !text.includes(last))
    return { text: Buffer.concat([before, text, before.subarray(-1)]), prefix: before.length };
  if (isQuoted || !isOneLine || text.includes(0x22))
    return { text: Buffer.concat([before, text]), prefix: before.length };
  return { text: Buffer.concat([before, Buffer.from('"'), text, Buffer.from('"')]), prefix: before.length + 1 };
}

/** From a place in the decoded text to the place in the text it was decoded from. */
function outward(one: Found, { kind, start, end, origins }: Layer, prefix: number): Found {
  const layers = [kind, ...one.layers];
  if (!origins) return { ...one, start, end, layers };
  return { ...one, start: origins[one.start - prefix] ?? start, end: origins[one.end - prefix] ?? end, layers };
}

/** What was found plainly and what was found inside: of two about one place the one that reads it as it is meant. */
function settled(plain: readonly Found[], inner: readonly Found[]): Found[] {
  const kept = new Set(plain);
  for (const one of inner) {
    const rivals = [...kept].filter(({ start, end }) => start < one.end && one.start < end);
    if (rivals.some((rival) => prefers(rival, one))) continue;
    for (const rival of rivals) kept.delete(rival);
    kept.add(one);
  }
  return [...kept].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Does the one that is here stay, and the other go? */
function prefers(here: Found, other: Found): boolean {
  const isCell = other.layers[0]?.startsWith('cell ') ?? false;
  if (here.secret.equals(other.secret)) return !isCell || here.layers.length > 0;
  const holds = here.start <= other.start && here.end >= other.end && here.end - here.start > other.end - other.start;
  return (holds && !isCell) || here.confidence > other.confidence + 0.2;
}
