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
    // A piece of an address: a commit, a digest.
    if (/[/@#]$/.test(between)) continue;
    if (introduction.test(between) || sideBySide.test(between)) return [start, end];
    if (match[0].length === 0) return undefined;
  }
  return undefined;
}

/** Names so short occur in other words with a capital within: `sumObject`, `rookTable`. */
const shortName = 5;

/** Does a name of a service stand there as a word, or as a part of one that begins with it: `myAcmeKey`, `ACME_KEY`? */
export function isWholeName(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  if (!isLetter(first)) return true;
  const before = start > 0 ? bytes[start - 1]! : 0;
  if (isLetter(before) && !(isSmall(before) && !isSmall(first))) return false;
  if (end - start > shortName) return true;
  for (let at = start + 1; at < end; at += 1)
    if (isLetter(bytes[at]!) && isSmall(bytes[at - 1]!) && !isSmall(bytes[at]!)) return false;
  return true;
}

function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}

function isSmall(byte: number): boolean {
  return byte >= 97;
}
