export type { FindingKind, Run } from '@stoa/model';

export interface SeverityCounts {
  critical: number;
  high: number;
  medium: number;
  low: number;
  info: number;
}
