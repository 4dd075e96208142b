import { digestSummary } from '../flow/digest.ts';
import type { FlowEngine } from '../flow/engine.ts';
import type { FlowFinding } from '../flow/finding.ts';
import { Callers, type ChangedFunction } from './callers.ts';
import type { ProgramAt } from './program-at.ts';

/**
 * What is found now in changed files and was not found then. Both programs grow by the callers of whatever changed its
 * behaviour, until nothing new turns up.
 *
 * @param most files that are looked at for it; `isCut` where there were more.
 */
export async function compare(
  now: ProgramAt,
  then: ProgramAt,
  changed: readonly string[],
  most: number,
): Promise<{ findings: FlowFinding[]; isCut: boolean }> {
  const callers = new Callers(now, most);
  const asked = new Set<string>();
  const focus = new Set(changed);
  // git looks for them while the first round runs.
  void callers.naming(changed);
  const follow = async (program: ProgramAt, paths: readonly string[]) => {
    await program.load(paths);
    return program.analyze(focus);
  };
  for (let paths = changed; ;) {
    // What was there before is followed while what has changed is still being read.
    const [current, previous] = await Promise.all([follow(now, paths), follow(then, paths)]);
    const news = [...changedFunctions(current.engine, previous.engine, focus)].filter((one) => !asked.has(one));
    for (const one of news) asked.add(one);
    paths = await callers.of(news.map(parseKey));
    if (paths.length === 0 || now.isFull)
      return { findings: newOnes(current.findings, previous.findings), isCut: now.isFull };
    for (const path of paths) focus.add(path);
  }
}

/** Early cut-off: only functions whose summary is another one concern their callers. Path and qualified name. */
function* changedFunctions(
  current: FlowEngine,
  previous: FlowEngine,
  focus: ReadonlySet<string>,
): Generator<string, void, void> {
  const digests = (engine: FlowEngine) => {
    const found = new Map<string, string>();
    for (const fn of engine.program.functions) {
      const { path } = fn.module.module;
      if (!focus.has(path)) continue;
      const key = `${path}\0${fn.qualifiedName}\0${fn.fn.parameters.length}`;
      found.set(key, `${found.get(key) ?? ''}${digestSummary(engine, engine.summaryOf(fn.id))}`);
    }
    return found;
  };
  const mine = digests(current);
  const theirs = digests(previous);
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) if (mine.get(key) !== theirs.get(key)) yield key;
}

function parseKey(key: string): ChangedFunction {
  const [path = '', qualified = ''] = key.split('\0');
  return { path, name: qualified.slice(Math.max(qualified.lastIndexOf('.'), qualified.lastIndexOf('#')) + 1) };
}

/** The same rule on the same line's text was there before, as often. */
function newOnes(current: readonly FlowFinding[], previous: readonly FlowFinding[]): FlowFinding[] {
  const known = new Map<string, number>();
  const keyOf = ({ rule, place }: FlowFinding) => `${rule.id}\0${place.path}\0${place.excerpt()}`;
  for (const finding of previous) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
  return current.filter((finding) => {
    const left = known.get(keyOf(finding)) ?? 0;
    known.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}
