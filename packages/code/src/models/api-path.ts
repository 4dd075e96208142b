/** Which argument of a call is meant: `(0)`, `(1..)`, `(*)`, `(cwd:)`, `(1.host)`, `(this)`. */
export type ArgumentSelector =
  | { readonly kind: 'position'; readonly from: number; readonly onward: boolean; readonly property: string }
  | { readonly kind: 'keyword'; readonly name: string; readonly property: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'this' };

export interface ParsedApiPath {
  /** Without the argument: `child_process.exec`, `express().get`. */
  readonly path: string;
  readonly argument: ArgumentSelector | null;
}

/** One path for each of the alternatives in braces. Throws `SyntaxError` where the path makes no sense. */
export function parseApiPath(text: string): ParsedApiPath[] {
  return expandBraces(text).map((path) => {
    const call = /\(([^()]+)\)$/.exec(path);
    if (!call) return { path, argument: null };
    return { path: path.slice(0, call.index), argument: parseSelector(call[1]!, text) };
  });
}

function parseSelector(text: string, whole: string): ArgumentSelector {
  if (text === '*') return { kind: 'any' };
  if (text === 'this') return { kind: 'this' };
  const position = /^(\d+)(\.\.)?(?:\.([\w$.-]+))?$/.exec(text);
  if (position)
    return {
      kind: 'position',
      from: Number(position[1]),
      onward: position[2] !== undefined,
      property: position[3] ?? '',
    };
  const keyword = /^([\w$-]+):(?:\.([\w$.-]+))?$/.exec(text);
  if (keyword) return { kind: 'keyword', name: keyword[1]!, property: keyword[2] ?? '' };
  throw new SyntaxError(`"${text}" in the API path "${whole}" is no argument: write a number, (*), (name:) or (this).`);
}

/** `a.{b,c}.d` → `a.b.d`, `a.c.d`; braces do not nest. */
export function expandBraces(text: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(text);
  if (!braces) return [text];
  const head = text.slice(0, braces.index);
  const tail = expandBraces(text.slice(braces.index + braces[0].length));
  return braces[1]!.split(',').flatMap((one) => tail.map((rest) => head + one.trim() + rest));
}
