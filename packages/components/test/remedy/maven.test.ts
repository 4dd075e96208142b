import { expect, test } from 'vitest';
import { remedies, type Packages } from './made-up.ts';

const packages: Packages = {
  'shop:frame': { '1.0': { needs: { 'shop:query': '1.0' } }, '1.1': { needs: { 'shop:query': '1.5' } } },
  'shop:query': { '1.0': {}, '1.2': {}, '1.5': {}, '2.0': {} },
  'shop:log': { '1.0': {}, '1.0.1': {} },
};
const pom = (dependencies: string, more = '') => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>shop</groupId>
  <artifactId>shop</artifactId>
  <version>1</version>
${more}  <!-- <dependency><groupId>shop</groupId><artifactId>log</artifactId><version>0</version></dependency> -->
  <dependencies>
${dependencies}  </dependencies>
</project>
`;
const dependency = (artifact: string, version: string) =>
  `    <dependency>\n      <groupId>shop</groupId>\n      <artifactId>${artifact}</artifactId>\n      <version>${version}</version>\n    </dependency>\n`;

async function only(files: Record<string, string>, known: Record<string, [string, string, string?][]>) {
  const [project] = await remedies({ packages, ecosystem: 'Maven', known, files });
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('a version that is a property is changed where the property is', async () => {
  const text = pom(
    dependency('log', '${log.version}'),
    '  <properties>\n    <log.version>1.0</log.version> <!-- logging -->\n  </properties>\n',
  );
  const [action] = await only({ 'pom.xml': text }, { 'shop:log': [['MADE-1', '0', '1.0.1']] });
  expect(action).toMatchObject({
    kind: 'bump',
    title: 'Bump shop:log from 1.0 to 1.0.1 in pom.xml',
    proof: { by: 'resolution', before: 1, after: 0 },
  });
  expect(action!.changes).toEqual([
    { path: 'pom.xml', before: text, after: text.replace('<log.version>1.0<', '<log.version>1.0.1<') },
  ]);
});

test("a parent's property is changed in the parent", async () => {
  const parent = pom(
    '',
    '  <packaging>pom</packaging>\n  <properties><log.version>1.0</log.version></properties>\n',
  ).replace('<artifactId>shop<', '<artifactId>parent<');
  const child = pom(
    dependency('log', '${log.version}'),
    '  <parent><groupId>shop</groupId><artifactId>parent</artifactId><version>1</version></parent>\n',
  );
  const [action] = await only({ 'pom.xml': parent, 'till/pom.xml': child }, { 'shop:log': [['MADE-1', '0', '1.0.1']] });
  expect(action!.changes.map(({ path }) => path)).toEqual(['pom.xml']);
  expect(action!.changes[0]!.after).toContain('<log.version>1.0.1</log.version>');
});

test('what comes along is found by resolving; its parent moves, or the project manages it', async () => {
  const text = pom(dependency('frame', '1.0') + dependency('log', '1.0'));
  const log: [string, string, string][] = [['MADE-2', '0', '1.0.1']];
  const parent = await only({ 'pom.xml': text }, { 'shop:log': log, 'shop:query': [['MADE-1', '0', '1.5']] });
  expect(parent.map(({ title }) => title)).toContain(
    'Bump shop:frame from 1.0 to 1.1 in pom.xml (brings shop:query 1.5)',
  );
  const managed = await only(
    { 'pom.xml': text },
    {
      'shop:log': log,
      'shop:query': [
        ['MADE-1', '0', '1.2'],
        ['MADE-3', '1.5', '2.0'],
      ],
    },
  );
  const override = managed.find(({ kind }) => kind === 'override');
  expect(override).toMatchObject({ title: 'Override shop:query with 1.2 in pom.xml' });
  expect(override!.changes[0]!.after).toContain(`  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>shop</groupId>
        <artifactId>query</artifactId>
        <version>1.2</version>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>`);
});
