import { languageOf } from '@stoa/code';
import { CodeActionKind, TextEdit, type CodeAction, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

const days = 90;
const withHash = new Set(['python', 'ruby', 'bash']);

/** Writes the comment that says why not, for a person to give the reason: without one it does not count. */
export function suppressAction(document: TextDocument, diagnostic: Diagnostic, today = new Date()): CodeAction {
  const { line } = diagnostic.range.start;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)![0];
  const until = new Date(today.getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const sign = withHash.has(languageOf(document.uri) ?? '') ? '#' : '//';
  const comment = `${indent}${sign} stoa-ignore ${diagnostic.code} until ${until}: \n`;
  return {
    title: `Say why not: ignore ${diagnostic.code} for ${days} days`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [document.uri]: [TextEdit.insert({ line, character: 0 }, comment)] } },
  };
}
