import type { Span } from './redact.ts';

/** The line an offset stands in, without its end. */
export function lineAround(buffer: Buffer, at: number): Span {
  const end = buffer.indexOf(10, at);
  return { start: buffer.lastIndexOf(10, Math.max(0, at - 1)) + 1, end: end < 0 ? buffer.length : end };
}

/** From 1. */
export function lineNumber(buffer: Buffer, at: number): number {
  let line = 1;
  for (let next = buffer.indexOf(10); next >= 0 && next < at; next = buffer.indexOf(10, next + 1)) line += 1;
  return line;
}

/** In UTF-16 code units, from 1. */
export function columnOf(buffer: Buffer, lineStart: number, at: number): number {
  return buffer.toString('utf8', lineStart, at).length + 1;
}
