import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** When a source that had not changed was last asked, by file: its data is as fresh as that. */
const Checked = z.record(z.string(), z.object({ of: z.string(), at: z.iso.datetime() }));

const pathIn = (folder: string) => join(folder, 'checked.json');

/** @param of what identifies the content that was found to be unchanged: a note about an older file does not count. */
export function noteChecked(folder: string, file: string, of: string, at: string): void {
  const path = pathIn(folder);
  const noted = { ...readChecked(folder), [file]: { of, at } };
  writeFileSync(`${path}.${process.pid}.part`, JSON.stringify(noted), { mode: 0o600 });
  renameSync(`${path}.${process.pid}.part`, path);
}

export function checkedAt(noted: z.infer<typeof Checked>, file: string, of: string): string {
  const note = Object.hasOwn(noted, file) ? noted[file] : undefined;
  return note?.of === of && note.at > of ? note.at : of;
}

export function readChecked(folder: string): z.infer<typeof Checked> {
  try {
    return Checked.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
  } catch {
    return {}; // none yet, or damaged: then the data counts as old as its file says
  }
}
