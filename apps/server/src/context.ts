import type { KeyObject } from 'node:crypto';
import type { AdvisoryIndex } from '@stoa/components';
import type { Store } from '@stoa/store';
import type { ServerConfig } from './config.ts';

/** What handlers work with: made once at the start. */
export interface ServerContext {
  store: Store;
  config: ServerConfig;
  /** Evidence is signed with it: Ed25519. */
  signingKey: KeyObject;
  organisation: { id: string; name: string };
  /** Read anew when asked, since another process may bring it up to date. */
  advisories: () => Pick<AdvisoryIndex, 'ecosystems' | 'sources' | 'asOf'> | null;
}
