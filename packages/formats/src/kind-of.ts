import type { FindingKind } from '@stoa/model';

/** What a tool speaks of when its report does not say. */
const tools: readonly [RegExp, FindingKind][] = [
  [/gitleaks|trufflehog|detect-secrets|ggshield|secret/i, 'secret'],
  [
    /grype|osv-scanner|dependency|npm[- ]audit|snyk open source|pip-audit|govulncheck|cargo[- ]audit|retire/i,
    'vulnerability',
  ],
  [/checkov|tfsec|kics|terrascan|hadolint|dockle|kube-?(linter|score)|cfn|polaris/i, 'configuration'],
];

/** The kind of a result, from its tags, its rule's name, and the tool. */
export function kindOf(tool: string, ruleId: string, tags: readonly string[]): FindingKind {
  const words = tags.join(' ').toLowerCase();
  if (
    /\bsecrets?\b|hard-?coded.?(?:credential|password|secret)/.test(words) ||
    /(?:^|[-_.])(?:secret|credential)s?(?:$|[-_.])/i.test(ruleId)
  )
    return 'secret';
  if (
    /^(?:CVE-\d|GHSA-|PYSEC-|RUSTSEC-|GO-\d)/i.test(ruleId) ||
    /\bvulnerability\b.*\b(?:package|library|sca)\b/.test(words)
  )
    return 'vulnerability';
  if (/\bmisconfiguration\b|\biac\b/.test(words)) return 'configuration';
  return tools.find(([name]) => name.test(tool))?.[1] ?? 'code';
}
