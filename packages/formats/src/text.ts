// Tools print colours into their messages; databases refuse NUL; no renderer wants the rest of the control characters.
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const escapes = /\u001b\[[0-9;?]{0,32}[ -/]?[@-~]/g;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
// oxlint-disable-next-line no-control-regex -- as above
const suspicious = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\r]/;

/** Text of a report made fit to store and show: no control characters, well-formed, at most `max` UTF-16 units. */
export function cleanText(value: unknown, max: number): string {
  if (typeof value !== 'string') return '';
  let text = value.length > max * 2 ? value.slice(0, max * 2) : value;
  if (suspicious.test(text)) {
    text = text.replace(escapes, '').replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed();
  }
  return text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;
}

/** The first line that says something, for a list. */
export function firstLine(text: string, max = 500): string {
  const line = text.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
  return line.length <= max ? line : `${line.slice(0, max - 1).toWellFormed()}…`;
}

/** A member of an untrusted object, if it is text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export type Fields = Readonly<Record<string, unknown>>;

/** An untrusted value as an object to look into; anything else has no fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** An untrusted value as a list; anything else is empty. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
