import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { toImage, withVariables } from './image.ts';

/**
 * Base images of a Dockerfile: `FROM` with the defaults of `ARG`, and images that files are copied from.
 * @see https://docs.docker.com/reference/dockerfile/
 */
export const dockerfile: LockfileReader = {
  id: 'dockerfile',
  files: [/(?:^|\/)(?:[\w.-]+\.)?(?:Docker|Container)file(?:[._-][\w.-]+)?$/i],
  *read(text, path) {
    // Before the first FROM arguments hold for all FROMs.
    const variables = new Map<string, string>();
    const stages = new Set<string>();
    let hasStage = false;
    for (const { row, line } of instructions(text)) {
      const [verb = '', ...words] = row.split(/\s+/);
      const plain = words.filter((word) => !word.startsWith('--'));
      switch (verb.toUpperCase()) {
        case 'ARG':
          if (!hasStage) {
            for (const word of plain) {
              const at = word.indexOf('=');
              if (at > 0)
                variables.set(
                  word.slice(0, at),
                  withVariables(word.slice(at + 1).replaceAll(/^["']|["']$/g, ''), variables),
                );
            }
          }
          break;
        case 'FROM': {
          hasStage = true;
          const reference = withVariables((plain[0] ?? '').replaceAll(/^["']|["']$/g, ''), variables);
          const component = stages.has(reference.toLowerCase()) ? null : toImage(reference, { path, line });
          if (component) yield component;
          if (plain[1]?.toUpperCase() === 'AS' && plain[2]) stages.add(plain[2].toLowerCase());
          break;
        }
        case 'COPY': {
          const from = words.find((word) => word.startsWith('--from='))?.slice(7);
          // A stage by its name or number.
          if (!from || stages.has(from.toLowerCase()) || /^\d+$/.test(from)) break;
          const component = toImage(withVariables(from, variables), { path, line });
          if (component) yield component;
        }
      }
    }
  },
};

/** Lines that end with a backslash go on; comments may stand between. */
function* instructions(text: string): Generator<{ row: string; line: number }> {
  let pending = '';
  let start = 0;
  for (const { row, line } of numberedLines(text)) {
    if (/^\s*#/.test(row) || row.length > 50_000) continue;
    if (pending === '') start = line;
    const bare = row.trim();
    if (bare.endsWith('\\') && pending.length < 100_000) {
      pending += `${bare.slice(0, -1)} `;
      continue;
    }
    if (pending + bare !== '') yield { row: (pending + bare).trim(), line: start };
    pending = '';
  }
  if (pending !== '') yield { row: pending.trim(), line: start };
}
