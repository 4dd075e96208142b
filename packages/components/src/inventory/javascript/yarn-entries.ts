import { numberedLines } from '../text/lines.ts';
import { unquote } from '../text/plain-yaml.ts';

export interface YarnEntry {
  /** `name@range`, several that lead to one version. */
  descriptors: string[];
  name: string;
  version: string;
  integrity: string;
  line: number;
  /** Lies in the repository. */
  isLocal: boolean;
  /** The folder of a workspace, from the lock file. */
  workspace?: string;
  dependencies: { name: string; range: string; optional: boolean }[];
}

/** The entries of a yarn.lock of either kind, line by line as yarn writes it. */
export function* parseYarnEntries(text: string): Generator<YarnEntry> {
  let entry: YarnEntry | null = null;
  let section = '';
  for (const { row, line } of numberedLines(text)) {
    if (row === '' || row.startsWith('#') || row.length > 100_000) continue;
    if (!row.startsWith(' ')) {
      if (entry) yield entry;
      entry = row.trimEnd().endsWith(':') && !row.startsWith('__metadata') ? toEntry(row, line) : null;
      section = '';
      continue;
    }
    if (!entry) continue;
    const [key, value] = splitField(row.trim());
    if (row.startsWith('    ')) {
      if (section === 'dependencies' || section === 'optionalDependencies') {
        entry.dependencies.push({ name: key, range: value, optional: section === 'optionalDependencies' });
      }
      continue;
    }
    section = value === '' ? key : '';
    if (key === 'version') entry.version = value;
    else if (key === 'integrity') entry.integrity = value;
    else if (key === 'resolution') describe(entry, value);
  }
  if (entry) yield entry;
}

/** `"a@^1", b@^2:` (classic), `"a@npm:^1, a@npm:^2":` (berry). */
function toEntry(row: string, line: number): YarnEntry {
  const descriptors = row
    .trimEnd()
    .slice(0, -1)
    .split(/,\s+/)
    .map((one) => one.replaceAll('"', ''));
  const [first = ''] = descriptors;
  const at = first.indexOf('@', 1);
  const range = first.slice(at + 1);
  // `npm:other@1.0`: an alias of another package.
  const alias = /^npm:((?:@[^/@]+\/)?[a-zA-Z][^@]*)@/.exec(range);
  return {
    descriptors,
    name: alias?.[1] ?? first.slice(0, at),
    version: '',
    integrity: '',
    line,
    isLocal: /^(?:workspace|link|portal|file):|^\.{1,2}\//.test(range),
    dependencies: [],
  };
}

/** `a@workspace:packages/a` and `a@npm:1.0.0` tell what it is in the end. */
function describe(entry: YarnEntry, resolution: string): void {
  const at = resolution.indexOf('@', 1);
  const reference = resolution.slice(at + 1);
  if (/^(?:workspace|link|portal|file):/.test(reference)) entry.isLocal = true;
  else if (at > 0) entry.name = resolution.slice(0, at);
  if (reference.startsWith('workspace:')) entry.workspace = reference.slice(10);
}

/** `key "value"` (classic), `key: value`, `"key": "value"` (berry). */
function splitField(field: string): [key: string, value: string] {
  const quoted = /^"([^"]*)":?\s*(.*)$/.exec(field);
  if (quoted) return [quoted[1]!, unquote(quoted[2]!)];
  const end = field.indexOf(' ');
  const key = end < 0 ? field : field.slice(0, end);
  return [key.replace(/:$/, ''), end < 0 ? '' : unquote(field.slice(end + 1).trim())];
}
