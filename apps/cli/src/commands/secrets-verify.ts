import type { Observation } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { readProject } from '../project.ts';
import { runSecrets } from '../run-secrets.ts';
import { openVerifier } from '../secret-issuers.ts';
import { localSecretKey } from '../secret-key.ts';
import { harmless, paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';

export interface VerifyOptions extends OutputOptions {
  history?: boolean;
}

const states = ['active', 'inactive', 'unknown'] as const;
const paints = { active: paint.red, inactive: paint.green, unknown: paint.yellow, 'not asked': paint.dim };

/** Asks the issuers of what is found whether they still take it; exit code 1 when one does. */
export async function verifySecrets(folder: string, options: VerifyOptions): Promise<void> {
  const project = await readProject(folder);
  const progress = createProgress(options);
  const reports = await runSecrets(project, await openTree(project.root), {
    secretKey: localSecretKey(),
    progress,
    verifier: openVerifier(project.root),
    ...(options.history && { history: {} }),
  });
  progress.end();
  const all = reports.flatMap(({ observations }) => observations).map((one) => ({ ...one, state: stateOf(one) }));
  if (all.some(({ state }) => state === 'active')) process.exitCode = 1;
  if (options.json) return printJson(all);
  for (const { state, title, location, description } of all.filter((one) => one.state !== 'not asked')) {
    const place = location ? `${location.path}:${location.startLine ?? 1}` : '';
    const why =
      /(?:It works|It no longer works|Whether it works is unknown): [^.]*(?:\.[^.]+)*\.$/.exec(description)?.[0] ?? '';
    print(`${paints[state](state.padEnd(9))} ${harmless(title)}  ${paint.dim(harmless(place))}`);
    print(paint.dim(`          ${harmless(why)}`));
  }
  const count = (state: string) => all.filter((one) => one.state === state).length;
  print(
    `${all.length} found: ${states.map((state) => `${count(state)} ${state}`).join(', ')}, ${count('not asked')} whose issuer cannot be asked.`,
  );
}

function stateOf({ tags }: Observation): (typeof states)[number] | 'not asked' {
  return states.find((state) => tags.includes(`verified ${state}`)) ?? 'not asked';
}
