import { none, type Node } from '../../syntax/syntax-tree.ts';
import { evaluate, stripComments, type CUnit } from './unit.ts';

/** Names other systems' compilers define. */
const elsewhere =
  /^(_?WIN(32|64|NT)?|_?WINDOWS|_?_?WIN(32|64)(__)?|_MSC_VER|__?MINGW(32|64)__|__CYGWIN__|__APPLE__|__MACH__|__BORLANDC__|__OS2__|__VMS|MSDOS|__DJGPP__|_WIN32_WCE|__EMX__|__SUNPRO_C|AMIGA|__amigaos__|DEBUG_DISABLED)$/;
const here = /^(__linux__|__linux|linux|__unix__|__unix|unix|__GNUC__|__x86_64__|__LP64__|_LP64)$/;

/** Is a `#if` taken? `undefined` where only the build knows. */
export function isTrueHere(unit: CUnit, node: Node): boolean | undefined {
  const { tree } = unit;
  const kind = tree.kindOf(node);
  if (kind === 'preproc_ifdef' || kind === 'preproc_elifdef') {
    const name = tree.child(node, 'name');
    if (name === none) return undefined;
    const found = isDefined(unit, tree.textOf(name));
    const isNot =
      tree.text.startsWith('#ifndef', tree.start[node]!) ||
      /^#\s*(ifndef|elifndef)/.test(tree.text.slice(tree.start[node]!, tree.start[node]! + 20));
    // What nobody defines in this file is not defined: `#ifndef OMIT…`.
    if (isNot) return found !== true;
    return found;
  }
  const condition = tree.child(node, 'condition');
  if (condition === none) return undefined;
  return truthOf(unit, stripComments(tree.textOf(condition)));
}

function truthOf(unit: CUnit, text: string): boolean | undefined {
  const asked = text.replace(
    /\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g,
    (_, a: string | undefined, b: string | undefined) => {
      const found = isDefined(unit, a ?? b ?? '');
      return found === undefined ? '__unknown' : found ? '1' : '0';
    },
  );
  const value = evaluate(asked, (name) => {
    if (elsewhere.test(name)) return 0;
    const known = unit.macro(name);
    return typeof known === 'number' ? known : undefined;
  });
  return value === undefined ? undefined : value !== 0;
}

function isDefined(unit: CUnit, name: string): boolean | undefined {
  if (unit.defined.has(name)) return true;
  if (elsewhere.test(name)) return false;
  if (here.test(name)) return true;
  if (name === '__cplusplus') return unit.isCpp;
  return undefined;
}
