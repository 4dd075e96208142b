import type { LanguageId } from '../languages/language.ts';
import type { CallPattern, CallRule, FlowRule, PatternRule, RuleFacts } from './rule.ts';
import { weaknesses, type Weakness, type WeaknessId } from './weaknesses.ts';

/** What a language's rule says otherwise than its weakness. */
export interface RuleText extends Partial<
  Pick<RuleFacts, 'title' | 'message' | 'fix' | 'whenNot' | 'cwe' | 'severity' | 'confidence'>
> {
  /** Where a weakness has several rules: the part of the id after the prefix. */
  id?: string;
}

/** Writes the rules of one language: what is not said is the weakness's own. */
export function rulesOf(prefix: string, languages: readonly LanguageId[]) {
  const facts = (weakness: WeaknessId, confidence: number, text: RuleText): RuleFacts => {
    const { title, message, fix, whenNot, cwe, owasp, severity }: Weakness = weaknesses[weakness];
    const { id = weakness, ...own } = text;
    return {
      id: `${prefix}/${id}`,
      languages,
      title,
      message,
      fix,
      whenNot,
      cwe,
      owasp,
      weakness,
      severity,
      confidence,
      ...own,
    };
  };
  return {
    flow(weakness: WeaknessId, text: RuleText & Partial<Pick<FlowRule, 'sink' | 'sources'>> = {}): FlowRule {
      const card: Weakness = weaknesses[weakness];
      const { sink = card.sink, sources = card.sources ?? ['remote'], ...own } = text;
      if (!sink) throw new TypeError(`${weakness} has no sink: say which.`);
      return { kind: 'flow', sink, sources, ...facts(weakness, 0.8, own) };
    },
    call(weakness: WeaknessId, calls: readonly CallPattern[], text: RuleText = {}): CallRule {
      return { kind: 'call', calls, ...facts(weakness, 0.9, text) };
    },
    pattern(weakness: WeaknessId, formula: PatternRule['formula'], text: RuleText = {}): PatternRule {
      return { kind: 'pattern', formula, ...facts(weakness, 0.7, text) };
    },
  };
}
