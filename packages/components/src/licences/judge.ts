import parseExpression from 'spdx-expression-parse';
import {
  licenceCategories,
  type LicenceCategory,
  type LicencePolicy,
  type LicenceVerdict,
  type Workload,
} from '@stoa/model';
import { factsOf, linkingExceptions, type LicenceFacts, type Obligation } from './catalogue.ts';
import { identifierOf } from './names.ts';

/** What a policy says of the licence of one package; `null` where nobody can tell what the licence is. */
export interface LicenceJudgement {
  verdict: LicenceVerdict | null;
  /** The licences chosen where there was a choice: SPDX identifiers, exceptions included. */
  chosen: readonly string[];
  /** Those that nothing is known of. */
  unknown: readonly string[];
  category: LicenceCategory | null;
  obligations: readonly Obligation[];
}

type Expression = ReturnType<typeof parseExpression>;

const strictness: readonly LicenceVerdict[] = ['allow', 'review', 'deny'];

/**
 * Judges what a package says of its licence: one expression, or several licences that hold together. Of a choice (`OR`)
 * the mildest is taken, of what holds together (`AND`) the strictest counts.
 *
 * @example judgeLicence(['MIT OR GPL-3.0-only'], 'library', policy).chosen // ['MIT']
 */
export function judgeLicence(licences: readonly string[], workload: Workload, policy: LicencePolicy): LicenceJudgement {
  return licences.map((text) => judgeText(text, workload, policy)).reduce(together, nothing);
}

const nothing: LicenceJudgement = { verdict: 'allow', chosen: [], unknown: [], category: null, obligations: [] };

function judgeText(text: string, workload: Workload, policy: LicencePolicy): LicenceJudgement {
  const own = Object.hasOwn(policy.licences, text) ? policy.licences[text] : undefined;
  const expression = own === undefined ? readExpression(text) : null;
  if (expression) return judge(expression, workload, policy);
  return { ...nothing, verdict: own ?? null, chosen: [text], unknown: own === undefined ? [text] : [] };
}

function readExpression(text: string): Expression | null {
  const trimmed = text.trim().replace(/^SEE LICEN[CS]E.*$/i, 'UNLICENSED');
  if (trimmed.toUpperCase() === 'UNLICENSED') return { license: 'UNLICENSED' };
  for (const one of [trimmed, identifierOf(trimmed)]) {
    if (one === undefined) continue;
    try {
      return parseExpression(one);
    } catch {
      // Not an expression; perhaps a name.
    }
  }
  return null;
}

function judge(expression: Expression, workload: Workload, policy: LicencePolicy): LicenceJudgement {
  if ('conjunction' in expression) {
    const left = judge(expression.left, workload, policy);
    const right = judge(expression.right, workload, policy);
    return expression.conjunction === 'or' ? milder(left, right) : together(left, right);
  }
  const { license, exception } = expression;
  const id = `${license}${exception === undefined ? '' : ` WITH ${exception}`}`;
  const facts = withException(factsOf(license), exception);
  const own = [id, license].find((one) => Object.hasOwn(policy.licences, one));
  const verdict = own === undefined ? facts && policy.workloads[workload]?.[facts.category] : policy.licences[own];
  return {
    verdict: verdict ?? null,
    chosen: [id],
    unknown: verdict === undefined ? [id] : [],
    category: facts?.category ?? null,
    obligations: facts?.obligations ?? [],
  };
}

function withException(facts: LicenceFacts | undefined, exception: string | undefined): LicenceFacts | undefined {
  if (!facts || exception === undefined || !linkingExceptions.has(exception)) return facts;
  return facts.category === 'strong-copyleft' || facts.category === 'weak-copyleft'
    ? { category: 'weak-copyleft', obligations: ['notice', 'source-of-library'] }
    : facts;
}

/** A choice: whatever is allowed will do; what is unknown is chosen last. */
function milder(a: LicenceJudgement, b: LicenceJudgement): LicenceJudgement {
  const rank = ({ verdict }: LicenceJudgement) => (verdict === null ? 1.5 : strictness.indexOf(verdict));
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? a : b;
  return a.obligations.length <= b.obligations.length ? a : b;
}

/** Both hold: one refusal refuses, one unknown leaves it unknown. */
function together(a: LicenceJudgement, b: LicenceJudgement): LicenceJudgement {
  const denied = a.verdict === 'deny' || b.verdict === 'deny';
  const verdict = denied
    ? 'deny'
    : a.verdict === null || b.verdict === null
      ? null
      : strictness.indexOf(a.verdict) >= strictness.indexOf(b.verdict)
        ? a.verdict
        : b.verdict;
  return {
    verdict,
    chosen: [...new Set([...a.chosen, ...b.chosen])],
    unknown: [...new Set([...a.unknown, ...b.unknown])],
    category: stricter(a.category, b.category),
    obligations: [...new Set([...a.obligations, ...b.obligations])],
  };
}

function stricter(a: LicenceCategory | null, b: LicenceCategory | null): LicenceCategory | null {
  if (a === null || b === null) return a ?? b;
  return licenceCategories.indexOf(a) >= licenceCategories.indexOf(b) ? a : b;
}
