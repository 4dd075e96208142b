import {
  pillars,
  stages,
  type BlueprintView,
  type Evidence,
  type Pillar,
  type Practice,
  type PracticeStanding,
} from '@stoa/model';
import { deriveStanding, levelOf, type Standing } from './levels.ts';
import { nextGap, urgencyOf, type Pressure } from './next-gap.ts';

const titles: Record<Pillar, string> = {
  leadership: 'Leadership',
  culture: 'Culture',
  design: 'Design',
  integration: 'Integration',
  testing: 'Testing',
  monitoring: 'Monitoring',
  security: 'Security',
  infrastructure: 'Infrastructure',
  deployment: 'Deployment',
};

export interface BlueprintInput {
  practices: readonly Practice[];
  /** The newest of each probe and application. */
  evidence: readonly Evidence[];
  now: string;
  application: string | null;
  pressure: Pressure;
}

/** The stoa as one value: what the front page draws and the command line prints. */
export function blueprintOf({ practices, evidence, now, application, pressure }: BlueprintInput): BlueprintView {
  const standings = new Map<string, Standing>();
  for (const practice of practices)
    if (practice.derivedFrom.length === 0) standings.set(practice.id, levelOf(practice, evidence, now));
  for (const practice of practices) {
    if (practice.derivedFrom.length === 0) continue;
    const own = evidence.some((one) => one.practice === practice.id);
    standings.set(practice.id, own ? levelOf(practice, evidence, now) : deriveStanding(practice, standings));
  }
  const all = practices.map((practice) => toStanding(practice, standings.get(practice.id)!, evidence, pressure));
  return {
    asOf: now,
    application,
    pillars: pillars.map((pillar) => {
      const of = all.filter((one) => one.pillar === pillar);
      return {
        pillar,
        title: titles[pillar],
        level: Math.round((of.reduce((sum, { level }) => sum + level, 0) / Math.max(1, of.length)) * 100) / 100,
        evidenced: of.filter(({ level }) => level > 0).length,
        practices: of,
      };
    }),
    implementing: all.filter(({ pillar }) => pillar === null),
    stages: stages.map((stage) => ({
      stage,
      controls: all
        .filter((one) => one.stages.includes(stage))
        .map(({ id, title, verdict }) => ({ practice: id, title, verdict })),
    })),
    nextGap: nextGap(practices, standings, pressure),
  };
}

function toStanding(
  practice: Practice,
  standing: Standing,
  evidence: readonly Evidence[],
  pressure: Pressure,
): PracticeStanding {
  return {
    ...practice,
    ...standing,
    evidence: evidence
      .filter((one) => one.practice === practice.id)
      .map(({ id, probe, subject, verdict, summary, producedAt, expiresAt }) => ({
        id,
        probe,
        subject: subject.name,
        verdict,
        summary,
        producedAt,
        expiresAt,
      })),
    urgency: urgencyOf(practice, standing, pressure).urgency,
  };
}
