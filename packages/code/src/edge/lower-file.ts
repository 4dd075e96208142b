import type { Skip } from '@stoa/model';
import { tooMuch } from '../examine/too-much.ts';
import type { Lowered } from '../ir/lowered-bytes.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { lowerPacked } from '../languages/lower.ts';
import type { Source } from '../read-sources.ts';
import { openParsers } from './parsers.ts';

/** Parses and lowers one file; its grammar is loaded when it is the first. */
export async function lowerFile({ path, text, language }: Source, family: LanguageFamily): Promise<Lowered | Skip> {
  const parsers = await openParsers([]);
  await parsers.loadFor(path, language);
  try {
    const tree = parsers.parse(path, text, language);
    return { tree, module: lowerPacked(family, tree) };
  } catch (error) {
    return tooMuch(path, error);
  }
}
