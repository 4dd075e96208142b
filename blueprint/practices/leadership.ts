import type { Practice } from '@stoa/model';

export const leadership = [
  {
    id: 'L1',
    pillar: 'leadership',
    title: 'A vision with a three-year horizon',
    statement:
      'Leaders say where the organisation and each team are going over three years, and security is part of it: objectives bound to figures that can be watched.',
    evidenceKind: 'B',
    stages: ['design'],
    room: 'evidence',
    answeredBy:
      'A vision file, .stoa/vision.yaml, whose objectives name a live metric, a baseline, a target, an owner and dates, reviewed within 90 days.',
    nextStep: 'Write .stoa/vision.yaml with one security objective that names a metric.',
    importance: 3,
    effort: 2,
    target: 3,
    derivedFrom: [],
  },
  {
    id: 'L2',
    pillar: 'leadership',
    title: 'Assumptions are challenged',
    statement:
      'Leaders invite questions about how things have always been done, security included; assumptions are written down, challenged, and answered.',
    evidenceKind: 'C',
    stages: ['design'],
    room: 'evidence',
    answeredBy:
      'A register of assumptions with owner and end, and the challenges answered, some raised by the system from data.',
    nextStep: 'Write down the three assumptions your security rests on, each with an owner.',
    importance: 2,
    effort: 2,
    target: 3,
    derivedFrom: [],
  },
  {
    id: 'L3',
    pillar: 'leadership',
    title: 'Good work is recognised',
    statement:
      'Leaders notice and name better-than-average work of teams and people, security work included, by its effect and not by its volume.',
    evidenceKind: 'B',
    stages: ['run'],
    room: 'evidence',
    answeredBy:
      'Candidates computed from effect, such as a class of flaw closed for good, and a leader who acknowledged them.',
    nextStep: 'Thank somebody this month for a flaw that can no longer happen.',
    importance: 2,
    effort: 1,
    target: 3,
    derivedFrom: [],
  },
] satisfies readonly Practice[];
