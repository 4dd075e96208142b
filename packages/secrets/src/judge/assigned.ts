import type { Assignment } from '../assignment.ts';
import { kindOfName, wordsOf } from '../credential-name.ts';
import type { SecretContext } from '../rule.ts';
import { isMonotonous, isPlaceholder, isSequence, isStandIn } from './placeholder.ts';
import { isName, isWords, randomness, uuidShape } from './randomness.ts';
import { costPerCharacter } from './token-cost.ts';

/** Files in which a value without quotes is a value; elsewhere it is an expression. */
const plainValues =
  /(?:^|\/)(?:\.?env[\w.-]*|[\w.-]*\.env|config|credentials|\.(?:npmrc|pypirc|netrc|pgpass|s3cfg|boto|gitconfig)|dockerfile[\w.-]*|makefile|procfile|[^./]+)$|\.(?:env|ya?ml|properties|ini|cfg|conf|cnf|config|toml|tfvars|sh|bash|zsh|fish|ps1|bat|cmd|txt|md|rst|adoc|log|list|out|csv|xml|http|rest|service|dist|sample|example|template|tpl|j2|cf|plist|sql|hcl|tf)$/i;
const codeFiles =
  /\.(?:[cm]?[jt]sx?|py|pyi|java|kts?|scala|groovy|gradle|go|rs|rb|php|cs|vb|fs|swift|m|mm|c|h|cc|cpp|hpp|dart|lua|pl|pm|ex|exs|erl|hs|clj|r|vue|svelte)$/i;

/** A password in the value of a name for one. People choose them: they need not look random. */
export function judgePassword(value: string, context: SecretContext): number {
  const assignment = context.assignment!;
  if (kindOfName(assignment.name) !== 'password') return 0;
  if (!isPlausible(value, assignment, context)) return 0;
  if (value.length < (assignment.quoted ? 4 : 5) || value.length > 128) return 0;
  if (isPlaceholder(value) || repeatsName(value, assignment.name)) return 0;
  const chosen = /\d/.test(value) || /[^A-Za-z0-9\s]/.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value));
  const wordy = isName(value);
  const plainName = /^(?:pass|pw|pin)$/i.test(assignment.name);
  if (assignment.operator === 'argument' && !isArgument(context.before)) return 0;
  if (plainName && (assignment.operator === 'space' || !/\d/.test(value))) return 0;
  if (assignment.operator === 'space') return assignment.quoted || (/\d/.test(value) && !wordy && chosen) ? 0.5 : 0;
  if (!assignment.quoted) {
    if (codeFiles.test(context.path)) return 0;
    if (/^[A-Za-z_$][\w$]*(?:\.[\w$]+)*$/.test(value) && (!/\d/.test(value) || wordy))
      return plainValues.test(context.path) && (/\d/.test(value) || randomness(value) > 0) ? 0.5 : 0;
    return chosen ? 0.6 : 0;
  }
  if (chosen && !wordy) return 0.75;
  // A word: it may be a bad password, or the name of one.
  if (/^[a-z]+(?:[-_.:/][a-z]+)+$/i.test(value)) return 0;
  if (
    /^[A-Za-z]+$/.test(value) &&
    value.length >= 6 &&
    (assignment.operator !== 'assign' || !/["']?\s*:\s*["'`]?$/.test(context.before))
  )
    return /^[a-z]+$/.test(value) || costPerCharacter(value) > 5 ? 0.35 : 0;
  return 0;
}

/** A key, token or secret in the value of a name for one. Machines make them: they look random. */
export function judgeSecret(value: string, context: SecretContext): number {
  const assignment = context.assignment!;
  const kind = kindOfName(assignment.name);
  if (!kind) return isBareKey(assignment) && isPlausible(value, assignment, context) ? judgeBareKey(value) : 0;
  if (!isPlausible(value, assignment, context)) return 0;
  if (value.length < 6 || isPlaceholder(value) || repeatsName(value, assignment.name)) return 0;
  if (/(?:^|[-_.\s])(?:sha\d*|md5|digest|integrity)(?:[-_.:\s]|$)/i.test(value.slice(0, 12))) return 0;
  if (!assignment.quoted && codeFiles.test(context.path) && !/["'`]/.test(context.before.slice(-60))) return 0;
  const chance = randomness(value);
  if (assignment.operator === 'argument' && !isArgument(context.before) && (chance < 0.7 || value.length < 20))
    return 0;
  if (assignment.operator === 'space')
    return chance >= 0.6 && value.length >= 20 && /\d/.test(value) && /[A-Za-z]/.test(value) ? 0.5 : 0;
  if (uuidShape.test(value)) return wordsOf(assignment.name).length > 1 ? 0.5 : 0;
  if (chance > 0) return Math.min(0.9, chance);
  // A passphrase as a secret: chosen by people, so it needs a digit or a sign.
  if (
    assignment.quoted &&
    /secret|passphrase/i.test(assignment.name) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !isName(value)
  )
    return 0.4;
  return 0;
}

/** Just `key`: most keys are names of things, so that the value must look very much like one that locks. */
function isBareKey({ name, quoted, operator }: Assignment): boolean {
  return quoted && operator === 'assign' && /^(?:.*[.-])?key$/i.test(name);
}

function judgeBareKey(value: string): number {
  const isMixed = /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
  return isMixed && value.length >= 24 && value.length <= 128 && randomness(value) >= 0.85 ? 0.5 : 0;
}

/** After the name in a call, `put('password', '…')`: not one of a list of names. */
function isArgument(before: string): boolean {
  return /\(\s{0,20}(?:new |\w{0,2})?(?:["'`][\w.-]{1,80}["'`]\s{0,20},\s{0,20})?["'`]?$/.test(before);
}

/** Could it be a literal credential at all, rather than an expression, a sentence or markup? */
function isPlausible(value: string, assignment: Assignment, { line }: SecretContext): boolean {
  if (/[\s\0-\x08]/.test(value.trim()) || /^[\s]|[\s]$/.test(value)) return false;
  // It began inside a literal, and is what stands between two.
  if (/^[,;:)}\]+&?]/.test(value)) return false;
  if (/[\x7f-\xff]|\\$|^urn:/.test(value)) return false;
  if (/^[([{]|[)\]}]$|\(\)|=>|::|\]\.|&&|\|\||<\/|\/>/.test(value) && !/^[^()[\]{}]*[)\]}]$/.test(value)) return false;
  if (!assignment.quoted) {
    // A call, a member, an index: an expression.
    if (
      /[([{]|^(?:self|this|config|settings|params|args|options|opts|req|request|ctx|data|event|props|state)\b|^[@&*!]\w|^\|$|^>-?$/.test(
        value,
      )
    )
      return false;
    if (/^[\w$]+(?:\.[\w$]+)+$/.test(value) && isName(value)) return false;
    if (/^[=~]|^-{1,2}[a-z]/.test(value)) return false;
  }
  if (/[=<>|]{2}(?!$)|\\[sdwbS][+*]|\[\^|\(\?[:=!]|\[a-z/i.test(value)) return false;
  if (/^[#.][\w-]+$|^[\w-]+\[|^\*+$|^\/.*\/[gimsuy]*$/.test(value)) return false;
  return !/^\s*(?:import|from|require|#include|using|package)\b/.test(line);
}

/** `password: "user_password"`, `token = "auth-token"`: the value names what it would be. */
function repeatsName(value: string, name: string): boolean {
  const words = wordsOf(value);
  if (words.length === 0) return true;
  if (words.join('') === wordsOf(name).join('')) return true;
  return kindOfName(value) !== undefined && !/\d.*[a-z]|\d{2}|[^\w.-]/i.test(value);
}

/** For services that are named beside it: the shape is exact, so that only what says that it is none is refused. */
export function judgeNamed(value: string): number {
  if (isStandIn(value) || isMonotonous(value) || isWords(value)) return 0;
  return isSequence(value) ? 0.4 : 0.8;
}
