/**
 * Keys and values of a `.properties` file, with the escapes and continued lines of
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function readProperties(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const match = /^[ \t]*(?![#!])((?:\\.|[^\\:=\s])+)[ \t]*[:= \t][ \t]*(.*)$/.exec(line);
    if (match) found.set(unescape(match[1]!), unescape(match[2]!));
  }
  return found;
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, one: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : ({ n: '\n', t: '\t', r: '\r', f: '\f' }[one] ?? one),
  );
}
