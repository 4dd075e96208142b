import type { FeedSources } from '../advisories/official-feeds.ts';
import type { AdvisoryError } from './error.ts';

export interface UpdateOptions {
  /** Where from; what is not named or null is not asked. */
  sources: Partial<FeedSources>;
  /** Where the indexes are kept. */
  folder: string;
  /** As OSV names them, a distribution's with its release: `npm`, `Debian:12`. */
  ecosystems: readonly string[];
  /** Fetch again even what has not changed. */
  force?: boolean;
  onProgress?: (progress: {
    ecosystem: string;
    phase: 'download' | 'index';
    done: number;
    total: number | null;
  }) => void;
  signal?: AbortSignal;
  /** Milliseconds without a byte before giving up. */
  stallMs?: number;
}

export interface SourceUpdate {
  /** The ecosystem, or `KEV`, `EPSS`. */
  ecosystem: string;
  source: string;
  /** `absent`: the mirror says that it has none of these. */
  outcome: 'updated' | 'unchanged' | 'absent' | 'failed';
  /** Advisories, or CVEs of a signal: those in use now. */
  advisories: number;
  /** Records that could not be read. */
  bad: number;
  /** Judgements a distribution has not made yet. */
  undecided?: number;
  /** Records that were fetched one by one. */
  changed?: number;
  error?: AdvisoryError;
}
