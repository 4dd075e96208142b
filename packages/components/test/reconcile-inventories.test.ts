import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Component, ComponentOrigin } from '@stoa/model';
import { reconcileInventories } from '@stoa/components';
import { takeInventory } from './take-inventory.ts';

test('a lock file is held against what is installed: agreement, drift, what is missing and what nobody declared', async () => {
  const { components } = await takeInventory({
    'package.json': '{"dependencies":{"express":"^4","lodash":"^4","left":"1.0.0"},"devDependencies":{"vitest":"1"}}',
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { express: '^4', lodash: '^4', left: '1.0.0' }, devDependencies: { vitest: '1' } },
        'node_modules/express': { version: '4.17.1' },
        'node_modules/lodash': { version: '4.17.21' },
        'node_modules/left': { version: '1.0.0' },
        'node_modules/vitest': { version: '1.0.0', dev: true },
      },
    }),
    'image/app/node_modules/express/package.json': '{"name":"express","version":"4.17.1"}',
    'image/app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.15"}',
    'image/app/node_modules/miner/package.json': '{"name":"miner","version":"6.6.6"}',
    // Of another kind: nobody looked for declared ones, so they say nothing.
    'image/var/lib/dpkg/status': 'Package: base-files\nVersion: 12.4\nStatus: install ok installed\n',
  });
  const { packages, counts, accuracy } = reconcileInventories(components);
  expect(packages.map((one) => `${one.package} ${one.verdict}`)).toEqual([
    'pkg:npm/express agrees',
    'pkg:npm/left unseen',
    'pkg:npm/lodash drift',
    'pkg:npm/miner undeclared',
  ]);
  expect(packages[2]?.versions).toEqual({ declared: ['4.17.21'], observed: ['4.17.15'] });
  expect(counts).toEqual({ agrees: 1, drift: 1, unseen: 1, undeclared: 1, open: 0 });
  expect(accuracy).toBe(0.25);
});

test('nothing to compare is not known, and a range without a version neither agrees nor disagrees', () => {
  const declared = componentOf('a', '', 'declared');
  expect(reconcileInventories([declared]).accuracy).toBeNull();
  expect(reconcileInventories([]).accuracy).toBeNull();
  const both = reconcileInventories([declared, componentOf('a', '1.0.0', 'built')]);
  expect(both).toMatchObject({ counts: { open: 1 }, accuracy: null });
});

function componentOf(name: string, version: string, origin: ComponentOrigin): Component {
  const purl = `pkg:npm/${name}${version && `@${version}`}`;
  return Component.parse({ purl, name, version, ecosystem: 'npm', origin, location: { path: origin } });
}

test('in any order the same, said twice the same, and a full agreement is one', () => {
  const one = fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('', '1.0.0', '2.0.0'),
      fc.constantFrom(...ComponentOrigin.options),
    )
    .map((parts) => componentOf(...parts));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (components) => {
      const told = reconcileInventories(components);
      expect(reconcileInventories([...components.toReversed(), ...components])).toEqual(told);
      const same = components
        .filter(({ version }) => version !== '')
        .flatMap((component) => [
          { ...component, origin: 'declared' as const },
          { ...component, origin: 'observed' as const },
        ]);
      expect(reconcileInventories(same).accuracy).toBe(same.length === 0 ? null : 1);
    }),
  );
});
