import { createHash } from 'node:crypto';
import { canonicalJson, type Exception } from '@stoa/model';
import type { Facts } from './facts.ts';
import { exceptionsInOrder, inOrder } from './order.ts';
import type { ResolvedPolicy } from './resolve.ts';

/** SHA-256 (hex) of the facts and the exceptions, whatever order they come in. The time of asking is no part of it. */
export function digestOfInputs(facts: Facts, exceptions: readonly Exception[]): string {
  return sha256({ facts: inOrder(facts), exceptions: exceptionsInOrder(exceptions) });
}

/** SHA-256 (hex) of the policies and the workloads they judge. */
export function digestOfPolicy({ parts, unjudged }: ResolvedPolicy): string {
  return sha256({ parts, unjudged });
}

function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
