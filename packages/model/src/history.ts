import { z } from 'zod';
import type { Skip } from './skip.ts';
import { Timestamp } from './timestamp.ts';

/** Who brought something in, when and with which commit, as version control tells. */
export const Introduction = z.object({
  commit: z.string().regex(/^[0-9a-f]{7,64}$/),
  /** As the author called themselves. */
  author: z.string().max(200),
  email: z.string().max(320),
  at: Timestamp,
});
export type Introduction = z.infer<typeof Introduction>;

/** A version of a file, once however many commits hold it. */
export interface StoredBlob {
  readonly id: string;
  /** One of the paths it has or had; `''` where nothing leads to it any more. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** All that a repository has ever held, as engines see it. */
export interface History {
  /** For a person: the folder's name. */
  readonly name: string;
  /** Why not all of it is here, in one sentence: a shallow clone. */
  readonly incomplete: string | null;
  /** Each version of each file once; what cannot be read is a skip at the path it would have had. */
  blobs(): AsyncIterable<StoredBlob | Skip>;
  /** The earliest commit that brought each of these versions in; those of no commit are left out. */
  introductions(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Introduction>>;
  /** Those of these versions that the present commit holds. */
  current(ids: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}
