// Reports of other tools quote source lines, and lines hold secrets. Whatever comes in passes here; the patterns are
// bounded and coarse on purpose: an over-masked line costs a little comfort, a leaked key costs a lot.

const mask = '[redacted]';
const assignment =
  /\b([\w.-]{0,40}(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\w.-]{0,20}["']?\s{0,8}(?:=>|:=|[:=])\s{0,8})(["'`])([^"'`\n]{4,400})\2/gi;
const known =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,255}\b|\bgithub_pat_\w{20,255}|\bglpat-[\w-]{20,64}|\bxox[abeprs]-[\w-]{10,200}|\bsk_(?:live|test)_\w{16,200}|\bAIza[\w-]{35}\b|\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/g;
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const inUrl = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:)[^\s/@]{1,200}@/gi;
const worthLooking = /pass|pwd|secret|token|key|credential|AKIA|ASIA|gh[pousr]_|glpat-|xox|sk_|AIza|eyJ|:\/\//i;

/** The text without what is plainly a secret in it. */
export function redact(text: string): string {
  if (!worthLooking.test(text)) return text;
  return text
    .replace(privateKey, mask)
    .replace(assignment, (_, name: string, quote: string) => `${name}${quote}${mask}${quote}`)
    .replace(known, mask)
    .replace(inUrl, `$1${mask}@`);
}
