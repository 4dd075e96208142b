import { isSkip, type FileTree, type Skip, type SourceFile } from '@stoa/model';
import { languageOf } from './languages/detect.ts';
import { readProperties } from './languages/java/properties.ts';
import type { LanguageId } from './languages/language.ts';
import { folderOf, isManifest, isPublic } from './published.ts';
import { readSourceText } from './source-text.ts';

/** A file that will be looked at. */
export interface Source {
  path: string;
  text: string;
  language: LanguageId;
}

/** What a tree holds for static analysis. */
export interface Sources {
  files: Source[];
  /** What the project's `.properties` files say. */
  properties: Map<string, string>;
  /** Folders with a `package.json`: is the package published? */
  packages: Map<string, boolean>;
  skipped: Skip[];
  bytes: number;
  notApplicable: number;
}

/** Reads every file of a language that somebody asks about; whatever cannot be read is a counted skip. */
export async function readSources(
  tree: FileTree,
  wants: (language: LanguageId) => boolean,
  maxFileBytes = 1024 * 1024,
): Promise<Sources> {
  const files: Source[] = [];
  const properties = new Map<string, string>();
  const packages = new Map<string, boolean>();
  const skipped: Skip[] = [];
  let bytes = 0;
  let notApplicable = 0;
  for await (const file of tree.files()) {
    if (isSkip(file)) {
      if (languageOf(file.place) !== undefined) skipped.push(file);
      continue;
    }
    if (file.path.endsWith('.properties') && file.size <= 64 * 1024) {
      const content = await readFile(file);
      const text = content instanceof Uint8Array ? readSourceText(file.path, content) : content;
      if (typeof text === 'string') for (const [key, value] of readProperties(text)) properties.set(key, value);
    }
    if (isManifest(file.path) && file.size <= 256 * 1024) {
      const content = await readFile(file);
      if (content instanceof Uint8Array) packages.set(folderOf(file.path), isPublic(content));
    }
    const language = languageOf(file.path);
    if (!language || !wants(language)) {
      notApplicable += 1;
      continue;
    }
    if (file.size > maxFileBytes) {
      skipped.push({
        place: file.path,
        reason: 'too-large',
        detail: `${file.size} bytes, the limit is ${maxFileBytes}`,
      });
      continue;
    }
    const content = await readFile(file);
    const text = content instanceof Uint8Array ? readSourceText(file.path, content) : content;
    if (typeof text !== 'string') {
      skipped.push(text);
      continue;
    }
    bytes += file.size;
    files.push({ path: file.path, text, language });
  }
  return { files, properties, packages, skipped, bytes, notApplicable };
}

async function readFile(file: SourceFile): Promise<Uint8Array | Skip> {
  try {
    return await file.read();
  } catch (error) {
    return { place: file.path, reason: 'vanished', detail: (error as { code?: string }).code ?? 'could not be read' };
  }
}
