import type { ApiPath, Model } from './model.ts';

/** Where a text is matched: paths end in the text, `expression` says where the expression stands. */
export interface Matching {
  apis: readonly ApiPath[];
  expression: number | 'this';
}

/** Matching a text from outside against an expression that backtracks. */
export function slowMatching(places: readonly Matching[]): Model {
  return {
    sinks: places.flatMap(({ apis, expression }) => [
      { kind: 'slow-regex', apis, when: [{ arg: expression, backtracks: 'polynomial' }] },
      { kind: 'exponential-regex', apis, when: [{ arg: expression, backtracks: 'exponential' }] },
    ]),
  };
}
