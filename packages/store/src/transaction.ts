import type { Connection } from './driver.ts';

/** A transaction of one organisation: what every repository takes. It sees and touches nothing of another one. */
export interface Transaction extends Connection {
  readonly organisation: string;
  /** The time of the transaction, the same for all it writes. */
  readonly now: string;
  /** The disk is nearly full: whatever writes fails with `disk-full`. */
  readonly readOnly: boolean;
}
