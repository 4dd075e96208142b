import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type MessageConnection,
} from 'vscode-languageserver/node';

const stoa = join(import.meta.dirname, '../bin/stoa.mjs');
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((one) => one.kill()));

const clean = `import { exec } from 'node:child_process';
export function list(name: string) {
  return exec('ls', { cwd: '/srv' });
}
`;
const bad = clean.replace("exec('ls', { cwd: '/srv' })", 'exec(`ls ${process.argv[2]}`)');

function repository(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'stoa-lsp-')));
  const git = (...parameters: string[]) =>
    spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@acme.example', ...parameters], { cwd: root });
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/list.ts'), clean);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'Begin');
  return root;
}

interface Editor {
  connection: MessageConnection;
  /** The next diagnostics of a file. */
  next: (uri: string) => Promise<Diagnostic[]>;
}

/** An editor as far as the server can tell. */
async function openEditor(root: string): Promise<Editor> {
  const server = spawn(process.execPath, [stoa, 'lsp', '--stdio'], { cwd: root });
  started.push(server);
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<string, (found: Diagnostic[]) => void>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => waiting.get(uri)?.(diagnostics),
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return { connection, next: (uri) => new Promise((resolve) => waiting.set(uri, resolve)) };
}

const open = (uri: string, text: string) => ({ textDocument: { uri, languageId: 'typescript', version: 1, text } });
const change = (uri: string, text: string) => ({ textDocument: { uri, version: 2 }, contentChanges: [{ text }] });

test('what is written and not saved is said where it stands, with its way, and goes when it is mended', async () => {
  const root = repository();
  const uri = pathToFileURL(join(root, 'src/list.ts')).href;
  const { connection, next } = await openEditor(root);
  const found = next(uri);
  await connection.sendNotification('textDocument/didOpen', open(uri, bad));
  const [first, ...more] = await found;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ source: 'stoa', code: 'js/command-injection', range: { start: { line: 2 } } });
  expect(first!.relatedInformation!.map(({ location }) => location.uri)).toContain(uri);

  const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: first!.range,
    context: { diagnostics: [first] },
  });
  const [edit] = actions[0]!.edit!.changes![uri]!;
  expect(edit!.newText).toMatch(/^ {2}\/\/ stoa-ignore js\/command-injection until \d{4}-\d\d-\d\d: \n$/);

  const mended = next(uri);
  await connection.sendNotification('textDocument/didChange', change(uri, clean));
  expect(await mended).toEqual([]);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
});

test('a repository that is opened through a link is known by the name the editor gave', async () => {
  const link = join(mkdtempSync(join(tmpdir(), 'stoa-lsp-')), 'link');
  symlinkSync(repository(), link);
  const uri = pathToFileURL(join(link, 'src/list.ts')).href;
  const { connection, next } = await openEditor(link);
  const found = next(uri);
  await connection.sendNotification('textDocument/didOpen', open(uri, bad));
  expect(await found).toHaveLength(1);
});

test('a reason given in the comment ends the warning; a file outside of any repository is left alone', async () => {
  const root = repository();
  const uri = pathToFileURL(join(root, 'src/list.ts')).href;
  const { connection, next } = await openEditor(root);
  const outside = pathToFileURL(join(mkdtempSync(join(tmpdir(), 'stoa-lsp-')), 'a.ts')).href;
  await connection.sendNotification('textDocument/didOpen', open(outside, bad));
  const found = next(uri);
  await connection.sendNotification('textDocument/didOpen', open(uri, bad));
  expect(await found).toHaveLength(1);
  const reasoned = next(uri);
  const comment = '  // stoa-ignore js/command-injection until 2999-01-01: only the operator starts it\n  return';
  await connection.sendNotification('textDocument/didChange', change(uri, bad.replace('  return', comment)));
  expect(await reasoned).toEqual([]);
});
