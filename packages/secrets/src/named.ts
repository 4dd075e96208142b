/** What introduces a credential between the name of a service and the value. */
const introduction =
  /key|token|secret|private|access|auth|pass|pwd|cred|\bpat\b|api|licen[cs]e|webhook|bearer|client|sid\b|dsn\b/i;
/** Or they stand side by side: `smartsheets=…`, `"scalingo": "…"`. */
const sideBySide = /^[\w.-]{0,12}["'`\])]{0,3}\s{0,4}(?:=>|:=|[:=,(-]|is|\s)\s{0,4}["'`(]{0,2}$/;

/**
 * The first value of a shape shortly after the name of a service, if something between them says that a credential
 * comes. Linear: the shape is looked for once.
 *
 * @param after what stands after the name.
 */
export function findNamed(shape: RegExp, after: string): [start: number, end: number] | undefined {
  shape.lastIndex = 0;
  for (let match = shape.exec(after); match; match = shape.exec(after)) {
    const [start, end] = match.indices!.groups?.['secret'] ?? match.indices![0]!;
    const between = after.slice(0, start);
    if (introduction.test(between) || sideBySide.test(between)) return [start, end];
    if (match[0].length === 0) return undefined;
  }
  return undefined;
}
