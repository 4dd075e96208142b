import type { Practice } from '@stoa/model';

export const culture = [
  {
    id: 'C1',
    pillar: 'culture',
    title: 'Work crosses roles',
    statement:
      'Developers, operations, testers and security share the responsibility and work on the same changes, instead of handing them over walls.',
    evidenceKind: 'C',
    stages: ['design', 'integrate'],
    room: 'evidence',
    answeredBy:
      'The share of security-relevant changes that people of more than one role reviewed, and how long hand-offs waited.',
    nextStep: 'Ask somebody of another role to review the next change to sign-in code.',
    importance: 3,
    effort: 3,
    target: 3,
    derivedFrom: [],
  },
  {
    id: 'C2',
    pillar: 'culture',
    title: 'Who depends on the toolchain reviews it',
    statement:
      'Those who know build the pipeline, its policies and scanners; the groups that depend on it, security among them, review what is running.',
    evidenceKind: 'A',
    stages: ['build'],
    room: 'policy',
    answeredBy:
      'A quorum of stakeholder groups bound to the digest of the toolchain, and the running digest equal to the reviewed one.',
    nextStep: 'List what your toolchain consists of: pipelines, policies, runner images, scanner settings.',
    importance: 3,
    effort: 3,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'C3',
    pillar: 'culture',
    title: 'Changes to workflows are reviewed',
    statement:
      'A change to how software is built and released is led by experts and reviewed by the same coalition: a dropped scanner must not slip through.',
    evidenceKind: 'A',
    stages: ['integrate', 'build'],
    room: 'config',
    answeredBy: 'A semantic comparison of pipeline definitions that names what got weaker, and the quorum that agreed.',
    nextStep: 'Put the pipeline files under code owners of the security group.',
    importance: 3,
    effort: 2,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'C4',
    pillar: 'culture',
    title: 'People are trained and empowered',
    statement:
      'Everybody can take responsibility for security, compliance and privacy in their own work, because they were shown how, on their own examples.',
    evidenceKind: 'B',
    stages: ['design'],
    room: 'evidence',
    answeredBy:
      'A ledger of competence by person and topic that decays, and how often a flaw comes back after its lesson.',
    nextStep: 'Make a lesson of the last flaw your team fixed.',
    importance: 3,
    effort: 3,
    target: 3,
    derivedFrom: [],
  },
  {
    id: 'C5',
    pillar: 'culture',
    title: 'Security takes part in module design',
    statement:
      'Security engineers help to design modules, and are asked again when a module starts to handle sessions, permissions or keys differently.',
    evidenceKind: 'B',
    stages: ['design'],
    room: 'surface',
    answeredBy: 'A signed consultation for each new module or category of security surface, bound to its digest.',
    nextStep: 'Name the security engineer who is asked when sign-in code changes.',
    importance: 4,
    effort: 3,
    target: 4,
    derivedFrom: [],
  },
] satisfies readonly Practice[];
