import type { Practice } from '@stoa/model';

export const integration = [
  {
    id: 'I1',
    pillar: 'integration',
    title: 'Everything is under version control',
    statement:
      'Source, images, and the tools that make and test them are versioned, so that whatever runs can be led back to a commit.',
    evidenceKind: 'A',
    stages: ['commit', 'build'],
    room: 'evidence',
    answeredBy:
      'Sources at a revision, lock files that pin every package, and the inputs that are not versioned, listed.',
    nextStep: 'Pin the packages that "stoa blueprint" lists as unpinned.',
    importance: 4,
    effort: 2,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'I2',
    pillar: 'integration',
    title: 'Incremental analysis on every commit',
    statement:
      'What was changed, and only that, is analysed at each commit through control and data flow, fast enough that nobody switches it off.',
    evidenceKind: 'A',
    stages: ['commit'],
    room: 'code',
    answeredBy: 'Runs of the incremental engine whose result equals a full run, on every commit that was tried.',
    nextStep: 'Nothing to do yet: the incremental engine is the next room of this house.',
    importance: 4,
    effort: 4,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'I3',
    pillar: 'integration',
    title: 'Artifacts are signed and kept safe',
    statement:
      'What is built is signed at the build, kept in a guarded repository, and verified at every boundary it crosses.',
    evidenceKind: 'A',
    stages: ['build', 'deploy'],
    room: 'images',
    answeredBy: 'Signatures made at the build and verified at deployment, and a tampered copy that was refused.',
    nextStep: 'Sign the next release artifact and keep the verification in the deployment script.',
    importance: 5,
    effort: 3,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'I4',
    pillar: 'integration',
    title: 'Security-sensitive changes reach security engineers',
    statement:
      'A change to session, sign-in, permission or encryption code tells the security engineers by itself, and nothing else bothers them.',
    evidenceKind: 'A',
    stages: ['integrate'],
    room: 'surface',
    answeredBy:
      'A graded difference of the security surface, routed to a reviewer, with an approval bound to its digest.',
    nextStep: 'Name the files that hold sign-in and permission code in the code owners file.',
    importance: 5,
    effort: 4,
    target: 4,
    derivedFrom: [],
  },
] satisfies readonly Practice[];
