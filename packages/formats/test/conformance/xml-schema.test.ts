import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Component } from '@stoa/model';
import { sbomForms } from '@stoa/formats';
import { expect, test } from 'vitest';

const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);
const hasValidator = spawnSync('xmllint', ['--version']).error === undefined;
if (!hasValidator) console.warn('-- no xmllint on this machine: XML is not held against the official schemas');

const components = [
  Component.parse({
    purl: 'pkg:npm/%40s/b@2.0.0',
    name: '@s/b',
    version: '2.0.0',
    ecosystem: 'npm',
    direct: true,
    licences: ['A licence "of" <its> own & more\u0001'],
    hashes: { 'SHA-512': 'ab'.repeat(64) },
    location: { path: 'a\tb & c/package-lock.json' },
    dependsOn: ['pkg:maven/g/c@3'],
  }),
  Component.parse({
    purl: 'pkg:maven/g/c@3',
    name: 'g:c',
    version: '3',
    ecosystem: 'Maven',
    scope: 'development',
    licences: ['Apache-2.0 OR MIT'],
    location: { path: 'pom.xml' },
  }),
];

test.skipIf(!hasValidator).each(sbomForms['cyclonedx-xml'].versions)(
  'CycloneDX %s as XML is valid by the official schema',
  (version) => {
    const input = { application: 'shop', version: null, timestamp: '2026-01-01T00:00:00.000Z', toolVersion: '1' };
    const text = sbomForms['cyclonedx-xml'].write({ ...input, components }, version);
    const schema = join(schemas, `bom-${version}.SNAPSHOT.xsd`);
    const said = execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: text,
      stdio: 'pipe',
    });
    expect(said.toString()).toBe('');
  },
);
