import { cleanText } from '../text.ts';
import type { Descriptor, Message, ToolComponent } from './log.ts';

export const maxDescription = 20_000;

/** A message as plain text and, where the tool gives one, as Markdown; placeholders filled, embedded links as words. */
export function readMessage(
  message: Message | undefined,
  rule: Descriptor | undefined,
  component: ToolComponent,
): { text: string; markdown?: string } {
  if (!message) return { text: '' };
  const { id } = message;
  const template = id === undefined ? undefined : (rule?.messageStrings[id] ?? component.globalMessageStrings[id]);
  const text = message.text ?? template?.text ?? '';
  const markdown = message.markdown ?? template?.markdown;
  const filled = cleanText(withoutLinks(fill(text, message.arguments)), maxDescription).trim();
  if (markdown === undefined) return { text: filled };
  return { text: filled, markdown: cleanText(fill(markdown, message.arguments), maxDescription).trim() };
}

/** SARIF 3.11.5: `{0}` is the first argument, `{{` and `}}` are braces. Text without arguments is often not escaped. */
function fill(text: string, args: readonly string[]): string {
  if (!text.includes('{') && !text.includes('}')) return text;
  const filled = text.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (mark, number: string | undefined) => {
    if (number !== undefined) return args[Number(number)] ?? mark;
    return args.length > 0 ? mark[0]! : mark;
  });
  return filled;
}

/** SARIF 3.11.6: `[words](3)` points to a related location; `\[` is a bracket. */
function withoutLinks(text: string): string {
  if (!text.includes('[')) return text;
  return text.replace(/(?<!\\)\[((?:[^\\\]\n]|\\.){1,1000})\]\([^)\s]{1,2000}\)/g, '$1').replace(/\\([[\]])/g, '$1');
}
