import { randomUUID } from 'node:crypto';
import { isSettled, type Decision, type Finding, type RunReport } from '@stoa/model';
import { identify } from '@stoa/model/identity';
import { decide, resolvePolicy, toFacts, workloadsOf, type PlacedFinding } from '@stoa/policy';
import type { Project } from './project.ts';
import { toExceptions } from './secrets-baseline.ts';

/** What runs saw, as findings: each once, wherever and by whichever tool it was seen. */
export function toFindings(project: Project, reports: readonly RunReport[]): PlacedFinding[] {
  const byFingerprint = new Map<string, PlacedFinding & { paths: string[] }>();
  for (const { run, observations } of reports) {
    for (const { observation, fingerprint } of identify(observations)) {
      const path = observation.location?.path;
      const known = byFingerprint.get(fingerprint.value);
      if (known) {
        if (path && !known.paths.includes(path)) known.paths.push(path);
        known.tools = [...new Set([...known.tools, run.tool.name])];
        known.places = known.paths.length;
        continue;
      }
      const { kind, title, description, severity, confidence, rule, affected, fix, tags, location } = observation;
      byFingerprint.set(fingerprint.value, {
        id: randomUUID(),
        application: project.manifest.name,
        fingerprint,
        kind,
        title,
        description,
        severity,
        rule,
        tags,
        state: affected && isSettled(affected) ? 'not-affected' : 'open',
        tools: [run.tool.name],
        places: 1,
        paths: path ? [path] : [],
        firstSeenAt: run.finishedAt,
        lastSeenAt: run.finishedAt,
        fixedAt: null,
        ...(confidence !== undefined && { confidence }),
        ...(affected && { affected }),
        ...(fix && { fix }),
        ...(location && { location }),
      } satisfies Finding & { paths: string[] });
    }
  }
  return [...byFingerprint.values()];
}

/** Decides as the server would, on what is known locally. */
export function decideLocally(project: Project, reports: readonly RunReport[], environment: string): Decision {
  const facts = toFacts({
    manifest: project.manifest,
    runs: reports.map(({ run }) => run),
    findings: toFindings(project, reports),
    components: reports.flatMap(({ components }) => components),
    environment,
    revision: project.revision.revision,
  });
  const policy = resolvePolicy(project.policies, { workloads: workloadsOf(facts), environment });
  return decide({
    facts,
    policy,
    exceptions: [...project.exceptions, ...toExceptions(project.baseline, reports)],
    now: new Date().toISOString(),
    id: randomUUID(),
  });
}
