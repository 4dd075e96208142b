import { statfs } from 'node:fs/promises';

/**
 * The embedded database does not survive a full disk: where it cannot make room for its log it neither answers nor
 * ends. So it is not let come to that. Bytes.
 */
export const spaceToWrite = 200_000_000;
/** To open at all, the log needs a file of 16 MB or two. */
export const spaceToOpen = 50_000_000;

export async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
