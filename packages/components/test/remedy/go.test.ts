import { expect, test } from 'vitest';
import { remedies, type Packages } from './made-up.ts';

const text = `module shop.example/shop

go 1.20

require (
	frame.example/frame v1.0.0 // the web
	query.example/query v1.0.0
)

require query.example/deep v0.1.0 // indirect
`;
const packages: Packages = {
  'frame.example/frame': { '1.0.0': {}, '1.1.0': { needs: { 'query.example/query': '1.2.0', stdlib: '1.21' } } },
  'query.example/query': {
    '1.0.0': {},
    '1.0.1': {},
    '1.2.0': { needs: { 'query.example/deep': '0.2.0', 'query.example/new': '1.0.0' } },
  },
  'query.example/deep': { '0.1.0': {}, '0.2.0': {} },
  'query.example/new': { '1.0.0': {} },
  stdlib: { '1.20': {}, '1.20.5': {}, '1.21': {}, '1.22.1': {} },
};

async function fixed(known: Record<string, [string, string, string?][]>) {
  const [project] = await remedies({ packages, ecosystem: 'Go', known, files: { 'go.mod': text } });
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('the least version that is safe is required, and nothing else changes', async () => {
  const [action] = await fixed({ 'query.example/query': [['MADE-1', '0', '1.0.1']] });
  expect(action).toMatchObject({
    title: 'Bump query.example/query from 1.0.0 to 1.0.1 in go.mod',
    proof: { by: 'rescan', after: 0 },
  });
  expect(action!.changes).toEqual([
    { path: 'go.mod', before: text, after: text.replace('query.example/query v1.0.0', 'query.example/query v1.0.1') },
  ]);
});

test('what the new version asks for moves along, down to the line of the language', async () => {
  const [action] = await fixed({ 'frame.example/frame': [['MADE-1', '0', '1.1.0']] });
  expect(action!.changes[0]!.after).toBe(`module shop.example/shop

go 1.21

require (
	frame.example/frame v1.1.0 // the web
	query.example/query v1.2.0
)

require query.example/deep v0.2.0 // indirect

require (
	query.example/new v1.0.0 // indirect
)
`);
});

test('the standard library is moved by the toolchain, the language stays', async () => {
  const [action] = await fixed({ stdlib: [['MADE-1', '0', '1.20.5']] });
  expect(action!.changes[0]!.after).toBe(text.replace('go 1.20\n', 'go 1.20\n\ntoolchain go1.20.5\n'));
});
