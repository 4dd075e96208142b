import { bitsOf } from '../models/model-index.ts';
import type { Value } from './value.ts';

/** `/home?x=` + data stays on this host, and `https://example.org/` + data on that one. */
const isFixed = /^(\/[\w.?&#=-]|https?:\/\/[\w.-]+(:\d+)?\/)/;
const toElsewhere = bitsOf(['redirect']);

/** For what whatever is put behind a text is harmless: where it leads is said by how it begins. */
export function harmlessBehind({ constants }: Value): number {
  return constants !== null && constants.every((text) => typeof text === 'string' && isFixed.test(text))
    ? toElsewhere
    : 0;
}
