import type { Head } from './format.ts';
import { ReportError } from './report-error.ts';

interface Look {
  /** `a Trivy JSON report` */
  what: string;
  /** JSON: all these keys at this depth. Depth 1 is the top object, 2 the objects in a top array. */
  keys?: { depth: number; all: string[] };
  /** XML: the root element. */
  root?: RegExp;
  /** Anything else: in the first bytes. */
  text?: RegExp;
  /** What to do next, after "this looks like …; ". */
  advice: string;
}

const sarif = (flag: string) => `export it again with ${flag}`;

/** What people upload by mistake, with the way out: the tool's own switch for a format that is read here. */
const looks: readonly Look[] = [
  {
    what: 'a Trivy JSON report',
    keys: { depth: 1, all: ['SchemaVersion', 'Results'] },
    advice: sarif('--format sarif'),
  },
  {
    what: 'a Trivy JSON report',
    keys: { depth: 1, all: ['ArtifactName', 'ArtifactType'] },
    advice: sarif('--format sarif'),
  },
  { what: 'a Grype JSON report', keys: { depth: 1, all: ['matches', 'descriptor'] }, advice: sarif('--output sarif') },
  { what: 'a Semgrep JSON report', keys: { depth: 1, all: ['results', 'errors', 'paths'] }, advice: sarif('--sarif') },
  {
    what: 'a Bandit JSON report',
    keys: { depth: 1, all: ['results', 'generated_at', 'metrics'] },
    advice: sarif('--format sarif'),
  },
  {
    what: 'a Checkov JSON report',
    keys: { depth: 1, all: ['check_type', 'results'] },
    advice: sarif('--output sarif'),
  },
  {
    what: 'a Gitleaks JSON report',
    keys: { depth: 2, all: ['RuleID', 'Secret'] },
    advice: sarif('--report-format sarif'),
  },
  {
    what: 'an ESLint JSON report',
    keys: { depth: 2, all: ['filePath', 'messages'] },
    advice: sarif('--format @microsoft/eslint-formatter-sarif'),
  },
  {
    what: 'a Snyk JSON report',
    keys: { depth: 1, all: ['vulnerabilities', 'dependencyCount'] },
    advice: sarif('--sarif'),
  },
  { what: 'a gosec JSON report', keys: { depth: 1, all: ['Issues', 'Stats'] }, advice: sarif('-fmt=sarif') },
  {
    what: 'an OSV-Scanner JSON report',
    keys: { depth: 1, all: ['results', 'experimental_config'] },
    advice: sarif('--format sarif'),
  },
  {
    what: 'an `npm audit` report',
    keys: { depth: 1, all: ['auditReportVersion', 'vulnerabilities'] },
    advice: 'Stoa reads package-lock.json itself: run `stoa scan`',
  },
  {
    what: 'an SPDX document',
    keys: { depth: 1, all: ['spdxVersion'] },
    advice: 'export the bill of materials as CycloneDX',
  },
  {
    what: 'a CSAF advisory',
    keys: { depth: 1, all: ['document', 'product_tree'] },
    advice: 'export it as CycloneDX with vulnerabilities',
  },
  {
    what: 'a GitLab security report',
    keys: { depth: 1, all: ['scan', 'vulnerabilities'] },
    advice: 'export SARIF from the scanner itself',
  },
  {
    what: 'a Brakeman JSON report',
    keys: { depth: 1, all: ['scan_info', 'warnings'] },
    advice: sarif('--format sarif'),
  },
  {
    what: 'a KICS JSON report',
    keys: { depth: 1, all: ['kics_version', 'queries'] },
    advice: sarif('--report-formats sarif'),
  },
  {
    what: 'a ZAP report',
    keys: { depth: 1, all: ['@programName', 'site'] },
    advice: 'export it with the SARIF template (`sarif-json`)',
  },
  { what: 'a ZAP report', root: /^OWASPZAPReport$/, advice: 'export it with the SARIF template (`sarif-json`)' },
  { what: 'a Dependency-Check report', root: /^analysis$/, advice: sarif('--format SARIF') },
  { what: 'an NUnit report', root: /^(test-run|test-results)$/, advice: 'export JUnit XML (`--logger junit`)' },
  { what: 'an xUnit.net report', root: /^assemblies$/, advice: 'export JUnit XML (`--logger junit`)' },
  { what: 'a Visual Studio test report (TRX)', root: /^TestRun$/, advice: 'export JUnit XML (`--logger junit`)' },
  { what: 'a Checkstyle report', root: /^checkstyle$/, advice: 'export SARIF' },
  { what: 'a SpotBugs report', root: /^BugCollection$/, advice: sarif('-sarif') },
  {
    what: 'a Cobertura or JaCoCo coverage report',
    root: /^(coverage|report)$/,
    advice: 'upload the JUnit XML of the tests instead',
  },
  { what: 'a PDF', text: /^%PDF-/, advice: 'export SARIF, CycloneDX or JUnit' },
  { what: 'a TAP test report', text: /^TAP version|^1\.\.\d+/m, advice: 'export JUnit XML' },
];

const readable = 'Stoa reads SARIF 2.1.0, CycloneDX 1.0 to 1.7 (JSON, XML) and JUnit XML, plain or in gzip or zip';

/** The error for a report that no format knows: what it looks like, and what to do. */
export function unknownFormat(head: Head): ReportError {
  if (head.syntax === 'empty') {
    return new ReportError('empty', 'the report is empty. Did the tool fail before it wrote anything?');
  }
  if (head.syntax === 'html') {
    return new ReportError(
      'unknown-format',
      'this is an HTML page, not a report: perhaps an error or a sign-in page that was saved in its place. Fetch it again.',
    );
  }
  const look = looks.find((one) => matches(one, head));
  if (look) return new ReportError('unknown-format', `this looks like ${look.what}; ${look.advice}.`);
  const kind = { json: 'JSON', xml: 'XML', binary: 'binary data', text: 'plain text' }[head.syntax];
  return new ReportError('unknown-format', `this ${kind} is no report we know. ${readable}.`);
}

function matches({ keys, root, text }: Look, head: Head): boolean {
  if (keys) return head.syntax === 'json' && keys.all.every((key) => head.keys[keys.depth]?.has(key));
  if (root) return head.syntax === 'xml' && head.rootName !== undefined && root.test(head.rootName);
  return text !== undefined && head.syntax !== 'json' && text.test(head.text.slice(0, 1000));
}
