import type { FindingKind } from '@stoa/model';

/** What known tools look for, by a word in their name. The first that matches speaks. */
const tools: readonly { name: RegExp; kinds: readonly FindingKind[] }[] = [
  {
    name: /gitleaks|trufflehog|detect-secrets|secretlint|noseyparker|nosey parker|kingfisher|ggshield|whispers|talisman|titus|secret/i,
    kinds: ['secret'],
  },
  { name: /^trivy/i, kinds: ['vulnerability', 'configuration', 'secret', 'licence'] },
  { name: /^aqua/i, kinds: ['vulnerability', 'configuration'] },
  { name: /^snyk container|^snyk open source|snyk oss/i, kinds: ['vulnerability'] },
  {
    name: /grype|osv-?scanner|dependency-?check|retire\.?js|npm.?audit|pip-audit|cargo.?audit|govulncheck|clair|anchore|docker scout|nancy|bundler-audit|safety|black ?duck|mend|whitesource|jfrog xray|owasp dependency|pnpm audit|yarn audit/i,
    kinds: ['vulnerability'],
  },
  {
    name: /checkov|kics|tfsec|terrascan|cfn|kube|hadolint|dockle|polaris|datree|prowler|zizmor|actionlint|snyk iac|kyverno|conftest|ansible-lint|scorecard/i,
    kinds: ['configuration'],
  },
  { name: /scancode|fossa|licen[cs]e/i, kinds: ['licence'] },
];

/** What a tool looks for; nothing where the name says nothing. */
export function kindsOfTool(name: string): readonly FindingKind[] {
  return tools.find((tool) => tool.name.test(name))?.kinds ?? [];
}

export interface RuleFacts {
  id: string;
  name?: string | undefined;
  /** Tags of the rule and of the result. */
  tags: readonly string[];
  cwe: readonly number[];
}

/** Use of hard-coded credentials, passwords, keys: https://cwe.mitre.org/data/definitions/798.html */
const secretWeaknesses = new Set([259, 321, 798]);
const secretWords =
  /(^|[^a-z])(hard-?_?coded[-_ ]?(secret|password|credential|key|token)|secrets?|credentials?|api[-_ ]?keys?|private[-_ ]?keys?)([^a-z]|$)/i;
const advisory =
  /^(CVE-\d{4}-\d{4,}|GHSA(-[a-z0-9]{4}){3}|(OSV|PYSEC|RUSTSEC|GO|MAL|SNYK|ALAS|DSA|USN|RHSA|ELSA)-[\w.:-]+)/i;

/**
 * The one place that decides what a result of an outside tool is about. A secret is decided first and generously:
 * what is called a secret loses its excerpt and its message, and that is the safe side to be wrong on.
 */
export function kindOf(tool: string, rule: RuleFacts): FindingKind {
  const kinds = kindsOfTool(tool);
  if (kinds.length === 1 && kinds[0] === 'secret') return 'secret';
  const isAdvisory = advisory.test(rule.id) || rule.tags.some((tag) => advisory.test(tag));
  const single = kinds.length === 1 ? kinds[0] : undefined;
  if (isAdvisory && single !== 'configuration') return 'vulnerability';
  if (single === 'vulnerability' || single === 'licence') return single;
  if (rule.cwe.some((one) => secretWeaknesses.has(one))) return 'secret';
  if (secretWords.test(camelSpaced(rule.id)) || rule.tags.some((tag) => /^secrets?$/i.test(tag))) return 'secret';
  if (single) return single;
  if (rule.tags.some((tag) => /^(misconfiguration|configuration|iac|infrastructure[- ]as[- ]code)$/i.test(tag)))
    return 'configuration';
  if (rule.tags.some((tag) => /^licen[cs]e$/i.test(tag))) return 'licence';
  if (kinds.length > 1) return rule.tags.includes('vulnerability') ? 'vulnerability' : (kinds[1] ?? 'code');
  return 'code';
}

/** `HardCodedPassword` as words, so that `secretary` is none. */
function camelSpaced(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, '$1-$2');
}
