import type { Practice } from '@stoa/model';

export const design = [
  {
    id: 'D1',
    pillar: 'design',
    title: 'Static analysis before integration',
    statement:
      'Changed source is analysed before it reaches the integration branch, so that leaks, uninitialised values, overruns and injections are stopped where they are written.',
    evidenceKind: 'A',
    stages: ['commit', 'integrate'],
    room: 'code',
    answeredBy:
      'The share of merged commits with a complete run of static analysis; today an imported SARIF report of another analyser counts.',
    nextStep: 'Import the SARIF report of your analyser: stoa import report.sarif --covers .',
    importance: 5,
    effort: 3,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'D2',
    pillar: 'design',
    title: 'Components are held against known vulnerabilities',
    statement:
      'What is assembled rather than written is listed during the build and held against published vulnerabilities, with the risk said.',
    evidenceKind: 'A',
    stages: ['build'],
    room: 'components',
    answeredBy:
      'An inventory of every lock file, matched with advisories that are fresh; what cannot be matched is unknown.',
    nextStep: 'Run "stoa db update", then "stoa scan", in every build.',
    importance: 5,
    effort: 1,
    target: 5,
    derivedFrom: [],
  },
  {
    id: 'D3',
    pillar: 'design',
    title: 'Security frameworks of each stack are documented',
    statement:
      'For every technology stack in use there is a page on its security framework that its developers know and use.',
    evidenceKind: 'A',
    stages: ['design'],
    room: 'blueprint',
    answeredBy: 'Stacks detected by module, and for each a catalogue page with an owner, reviewed within a year.',
    nextStep: 'Write one page on the security framework of your main stack.',
    importance: 3,
    effort: 2,
    target: 3,
    derivedFrom: [],
  },
  {
    id: 'D4',
    pillar: 'design',
    title: 'Peer review looks for security',
    statement:
      'Reviewers look for defensive coding and weaknesses before a change reaches the trunk, guided by what the change touches.',
    evidenceKind: 'B',
    stages: ['integrate'],
    room: 'surface',
    answeredBy:
      'A checklist generated from the difference in security surface, and a competent reviewer other than the author, bound to the digest.',
    nextStep: 'Add three security questions to the review template.',
    importance: 4,
    effort: 2,
    target: 4,
    derivedFrom: [],
  },
  {
    id: 'D5',
    pillar: 'design',
    title: 'Common security components are used',
    statement:
      'Identity, authorization, key management, audit, cryptography and protocols come from maintained, published components, not from each module anew.',
    evidenceKind: 'A',
    stages: ['design', 'commit'],
    room: 'surface',
    answeredBy: 'An approved catalogue by function, and for each module what is approved, unapproved or home-grown.',
    nextStep: 'List which library each module uses to check permissions.',
    importance: 4,
    effort: 4,
    target: 4,
    derivedFrom: [],
  },
] satisfies readonly Practice[];
