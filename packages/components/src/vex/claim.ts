import type { VexState } from '@stoa/model';

/** What a VEX document states of one vulnerability in some packages. */
export interface VexClaim {
  /** Every name of the vulnerability. */
  ids: string[];
  /** Package URLs, with or without a version; a claim without any says nothing we can hold against a package. */
  purls: string[];
  /** The products the packages are part of, by name or package URL; empty where the package is the product. */
  products: string[];
  state: VexState;
  justification?: string;
  reason?: string;
  /** What to do about it. */
  action?: string;
  /** The document, and who wrote it. */
  source: string;
  at: string;
}

export interface VexContent {
  claims: VexClaim[];
  /** Statements that could not be read, or name no package: counted, and shown. */
  bad: number;
}

/** What is no VEX document, or one of a kind that is not read. `message` says what to do. */
export class VexError extends Error {
  override name = 'VexError';
}

/** A claim with a trimmed text only where there is one. */
export function textsOf(texts: {
  justification?: string | undefined;
  reason?: string | undefined;
  action?: string | undefined;
}): Pick<VexClaim, 'justification' | 'reason' | 'action'> {
  const cut = (text: string | undefined, most: number) => text?.trim().slice(0, most);
  const [justification, reason, action] = [
    cut(texts.justification, 200),
    cut(texts.reason, 2000),
    cut(texts.action, 2000),
  ];
  return { ...(justification && { justification }), ...(reason && { reason }), ...(action && { action }) };
}
