import { routes, toOpenApi } from '@stoa/api';
import { ApplicationManifest, type Finding } from '@stoa/model';
import { replay } from '@stoa/policy';
import type { ProbeContext } from '@stoa/evidence';
import {
  countComponents,
  countDecisions,
  countExceptions,
  getApplication,
  getDecision,
  latestRuns,
  listDecisions,
  readFindings,
  readOverview,
  readRepositoryFacts,
  verifyAudit,
  type Transaction,
} from '@stoa/store';
import type { KeptInputs } from '../decide.ts';

/** All that probes may know of an application, from the store. */
export async function readProbeContext(tx: Transaction, application: string): Promise<ProbeContext> {
  const known = await getApplication(tx, application);
  const manifest = known?.manifest ?? ApplicationManifest.parse({ name: application });
  const runs = (await latestRuns(tx, application))
    .map(({ run }) => run)
    .sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  const findings = await readFindings(tx, application, ['open']);
  const overview = await readOverview(tx, application);
  const { live, expired } = await countExceptions(tx);
  const audit = await verifyAudit(tx);
  const counts = (await countDecisions(tx)).filter((one) => one.application === application);
  return {
    application,
    now: tx.now,
    revision: runs[0]?.revision ?? null,
    runs,
    open: findings.map(({ kind, severity, tags, firstSeenAt }) => ({ kind, severity, tags, firstSeenAt })),
    components: await countComponents(tx, application),
    tools: toolsOf(findings),
    decisions: {
      count: sumOf(counts),
      stopped: sumOf(counts.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'waived')),
      ...(await lastDecision(tx, application)),
    },
    exceptions: { live, expired },
    repository: await readRepositoryFacts(tx, application),
    declared: {
      modules: manifest.modules.length,
      internet: manifest.modules.some(({ exposure }) => exposure === 'internet'),
    },
    api: {
      routes: Object.keys(routes).length,
      described: describedRoutes(),
    },
    audit: { entries: audit.entries, ok: audit.ok },
    history: { days: overview.perDay.length, fixed: overview.perDay.reduce((sum, { fixed }) => sum + fixed, 0) },
  };
}

function sumOf(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Operations of the document that the routes are published as. */
function describedRoutes(): number {
  const { paths } = toOpenApi({ version: '' });
  return Object.values(paths).reduce((sum, operations) => sum + Object.keys(operations).length, 0);
}

function toolsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ tools }) => tools))].sort();
}

/** Decided once more on what was kept: the proof that it replays is made, not claimed. */
async function lastDecision(
  tx: Transaction,
  application: string,
): Promise<{ lastAt: string | null; lastReplays: boolean | null }> {
  const [last] = (await listDecisions(tx, { application, limit: 1 })).items;
  const kept = last && (await getDecision(tx, last.id));
  if (!kept) return { lastAt: null, lastReplays: null };
  return { lastAt: kept.decision.decidedAt, lastReplays: replay(kept.decision, kept.inputs as KeptInputs).same };
}
