import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTopLevel } from '@stoa/tree';
import {
  CodeActionKind,
  createConnection,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckWishes } from '../check-changes.ts';
import { Checker } from '../editor/checker.ts';
import { uriOf } from '../editor/diagnostics.ts';
import { suppressAction } from '../editor/suppress-action.ts';
import { version } from '../version.ts';

/** Milliseconds of quiet after a key before a look. */
const quiet = 300;

/** `stoa lsp`: says in an editor what `stoa check` would say, of what is open, saved or not. */
export function lsp(wishes: CheckWishes): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const checkers = new Map<string, Checker>();
  const roots = new Map<string, Promise<string | null>>();
  const timers = new Map<string, NodeJS.Timeout>();

  /** By the folder's real name, as git tells it too. What stands in no repository has nothing it could be new against. */
  function rootOf(uri: string): Promise<string | null> {
    const folder = dirname(realPathOf(uri));
    const known = roots.get(folder) ?? readTopLevel(folder);
    roots.set(folder, known);
    return known;
  }

  /** What is open of a repository, by the path from its root. */
  function openIn(root: string): Map<string, TextDocument> {
    const found = new Map<string, TextDocument>();
    for (const document of documents.all().filter(isFile)) {
      const path = relative(root, realPathOf(document.uri)).replaceAll(sep, '/');
      if (!path.startsWith('../')) found.set(path, document);
    }
    return found;
  }

  async function check(document: TextDocument): Promise<void> {
    const root = isFile(document) ? await rootOf(document.uri) : null;
    if (root === null) return;
    const checker =
      checkers.get(root) ??
      new Checker(root, wishes, {
        open: () => new Map([...openIn(root)].map(([path, one]) => [path, one.getText()])),
        // An editor knows a file by the name it opened it by.
        show: (path, diagnostics) =>
          void connection.sendDiagnostics({ uri: openIn(root).get(path)?.uri ?? uriOf(root, path), diagnostics }),
        failed: ({ message }) => connection.console.error(`stoa: ${message}`),
      });
    checkers.set(root, checker);
    await checker.check();
  }

  connection.onInitialize((): InitializeResult => ({
    serverInfo: { name: 'stoa', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    },
  }));
  documents.onDidChangeContent(({ document }) => {
    clearTimeout(timers.get(document.uri));
    timers.set(
      document.uri,
      setTimeout(() => void check(document), quiet),
    );
  });
  documents.onDidSave(({ document }) => void check(document));
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri));
    timers.delete(document.uri);
    void check(document);
  });
  connection.onCodeAction(({ textDocument, context }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    return context.diagnostics.filter(({ source }) => source === 'stoa').map((one) => suppressAction(document, one));
  });
  documents.listen(connection);
  connection.listen();
}

function isFile({ uri }: TextDocument): boolean {
  return uri.startsWith('file:');
}

/** Also of a file that was never saved. */
function realPathOf(uri: string): string {
  const path = fileURLToPath(uri);
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}
