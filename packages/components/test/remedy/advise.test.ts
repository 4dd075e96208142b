import { expect, test } from 'vitest';
import { Component } from '@stoa/model';
import { adviseFor } from '../../src/remedy/advise.ts';

const component = (more: Partial<Component>): Component =>
  Component.parse({
    purl: 'pkg:npm/query@1.0.0',
    name: 'query',
    version: '1.0.0',
    ecosystem: 'npm',
    location: { path: 'package-lock.json' },
    ...more,
  });

test.each<[string, Partial<Component>, string | undefined, string, string]>([
  [
    'inside its range',
    { direct: true, requirement: '^1.0.0', declaredAt: { path: 'web/package.json' } },
    '1.2.0',
    '',
    'Update query from 1.0.0 to 1.2.0 or later. The range ^1.0.0 of package.json allows it. Not proved yet: stoa fix asks the registry.',
  ],
  [
    'of an operating system',
    {
      purl: 'pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&upstream=openssl',
      name: 'openssl',
      version: '3.0.11-1~deb12u1',
      ecosystem: 'Debian:12',
      location: { path: 'var/lib/dpkg/status' },
    },
    '3.0.13-1~deb12u1',
    '',
    'Update openssl from 3.0.11-1~deb12u1 to 3.0.13-1~deb12u1 or later: apt-get install --only-upgrade libssl3. Where it comes with a base image, take a newer image: the next build undoes everything else.',
  ],
  [
    'of an operating system, with a name that is none',
    { purl: 'pkg:apk/alpine/a%3Brm', name: 'a;rm', ecosystem: 'Alpine:v3.18' },
    '1.2.0',
    '',
    'Update a;rm from 1.0.0 to 1.2.0 or later.',
  ],
  [
    'outside of it',
    { direct: true, requirement: '1.0.0', declaredAt: { path: 'package.json' } },
    '2.0.0',
    '',
    'Bump query from 1.0.0 to 2.0.0 or later in package.json. Not proved yet: stoa fix asks the registry.',
  ],
  [
    'brought in',
    { direct: false },
    '1.2.0',
    'frame → till',
    'Update query from 1.0.0 to 1.2.0 or later. It comes in through frame → till, which may have to move along. Not proved yet: stoa fix asks the registry.',
  ],
  ['nothing known of the way', {}, '1.2.0', '', 'Update query from 1.0.0 to 1.2.0 or later.'],
  [
    'left by its authors',
    { name: 'request' },
    undefined,
    '',
    'Replace request with undici: deprecated by its authors in 2020; the runtime has fetch built in.',
  ],
  [
    'no way out',
    {},
    undefined,
    '',
    'No fixed version of query is known: replace it, or show that you are not affected.',
  ],
  [
    'a range that means nothing',
    { direct: true, requirement: '><' },
    '1.2.0',
    '',
    'Bump query from 1.0.0 to 1.2.0 or later in package-lock.json. Not proved yet: stoa fix asks the registry.',
  ],
])('offline advice: %s', (_, more, fixed, through, expected) => {
  expect(adviseFor(component(more), fixed, through)).toBe(expected);
});
