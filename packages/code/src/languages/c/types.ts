/** A type as declarations spell it; sizes are those of 64-bit Linux (LP64). */
export type CType =
  | { readonly kind: 'void' }
  | { readonly kind: 'integer'; readonly size: number; readonly isSigned: boolean; readonly name: string }
  | { readonly kind: 'float'; readonly size: number }
  | { readonly kind: 'pointer'; readonly to: CType; readonly isReference: boolean }
  /** `length` is -1 where no constant says it. */
  | { readonly kind: 'array'; readonly of: CType; readonly length: number }
  | StructType
  | { readonly kind: 'function'; readonly returns: CType }
  /** A name this file does not define: other files of the program may. */
  | { readonly kind: 'named'; readonly name: string };

/** `fields` is null for a type that is declared and not defined. Filled in when its definition is met. */
export interface StructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly isUnion: boolean;
  fields: Map<string, { offset: number; type: CType }> | null;
  /** -1 where it is not known. */
  size: number;
}

const integer = (name: string, size: number, isSigned: boolean): CType => ({ kind: 'integer', size, isSigned, name });

export const voidType: CType = { kind: 'void' };
export const charType = integer('char', 1, true);
export const intType = integer('int', 4, true);
export const wideCharType = integer('wchar_t', 4, true);
export const sizeType = integer('size_t', 8, false);
export const doubleType: CType = { kind: 'float', size: 8 };

export function pointerTo(to: CType, isReference = false): CType {
  return { kind: 'pointer', to, isReference };
}

/** Names the standard headers define. */
export const knownTypes: ReadonlyMap<string, CType> = new Map<string, CType>([
  ['void', voidType],
  ['char', charType],
  ['int', intType],
  ['float', { kind: 'float', size: 4 }],
  ['double', doubleType],
  ['bool', integer('bool', 1, false)],
  ['_Bool', integer('bool', 1, false)],
  ['BOOL', intType],
  ['size_t', sizeType],
  ['std::size_t', sizeType],
  ['ssize_t', integer('ssize_t', 8, true)],
  ['ptrdiff_t', integer('long', 8, true)],
  ['intptr_t', integer('long', 8, true)],
  ['uintptr_t', integer('unsigned long', 8, false)],
  ['off_t', integer('long', 8, true)],
  ['time_t', integer('long', 8, true)],
  ['wchar_t', wideCharType],
  ['wint_t', integer('unsigned int', 4, false)],
  ['mode_t', integer('unsigned int', 4, false)],
  ['pid_t', intType],
  ['uid_t', integer('unsigned int', 4, false)],
  ['gid_t', integer('unsigned int', 4, false)],
  ['socklen_t', integer('unsigned int', 4, false)],
  ['SOCKET', intType],
  ...[8, 16, 32, 64].flatMap((bits) => [
    [`int${bits}_t`, integer(`int${bits}_t`, bits / 8, true)] as const,
    [`uint${bits}_t`, integer(`uint${bits}_t`, bits / 8, false)] as const,
  ]),
  ['u_char', integer('unsigned char', 1, false)],
  ['u_short', integer('unsigned short', 2, false)],
  ['u_int', integer('unsigned int', 4, false)],
  ['uint', integer('unsigned int', 4, false)],
  ['ulong', integer('unsigned long', 8, false)],
]);

/** `unsigned long int` and its like. */
export function integerOf(words: string): CType {
  const has = (word: string) => new RegExp(`\\b${word}\\b`).test(words);
  if (has('double')) return { kind: 'float', size: has('long') ? 16 : 8 };
  if (has('float')) return { kind: 'float', size: 4 };
  const isSigned = !has('unsigned');
  const size = has('char') ? 1 : has('short') ? 2 : has('long') ? 8 : 4;
  const base = size === 1 ? 'char' : size === 2 ? 'short' : size === 8 ? 'long' : 'int';
  return integer(isSigned ? base : `unsigned ${base}`, size, isSigned);
}

/** Bytes of a value of the type; -1 where they are not known. `find` answers for names of other files. */
export function sizeOf(type: CType, find?: (name: string) => CType | undefined, depth = 0): number {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
    case 'float':
      return type.size;
    case 'pointer':
      return 8;
    case 'array': {
      const one = sizeOf(type.of, find, depth + 1);
      return one < 0 || type.length < 0 ? -1 : one * type.length;
    }
    case 'struct':
    case 'named': {
      if (type.kind === 'struct' && type.size >= 0) return type.size;
      const found = depth < 12 ? find?.(type.name) : undefined;
      return found && found !== type ? sizeOf(found, find, depth + 1) : -1;
    }
  }
}

export function alignmentOf(type: CType, depth = 0): number {
  // Only broken code has a struct inside itself.
  if (depth > 12) return 1;
  switch (type.kind) {
    case 'integer':
    case 'float':
      return type.size;
    case 'array':
      return alignmentOf(type.of, depth + 1);
    case 'struct': {
      let most = 1;
      for (const { type: field } of type.fields?.values() ?? []) {
        most = Math.max(most, alignmentOf(field, depth + 1));
      }
      return most;
    }
    case 'pointer':
      return 8;
    default:
      return 1;
  }
}

/** Places the fields one after the other, as the System V ABI for x86-64 does; a size of -1 past unknown ones. */
export function layOut(struct: StructType, fields: readonly { name: string; type: CType }[]): void {
  const placed = new Map<string, { offset: number; type: CType }>();
  let offset = 0;
  let size = 0;
  let known = true;
  for (const { name, type } of fields) {
    const alignment = alignmentOf(type);
    const at = struct.isUnion ? 0 : Math.ceil(offset / alignment) * alignment;
    placed.set(name, { offset: known ? at : -1, type });
    const bytes = sizeOf(type);
    if (bytes < 0) {
      // A flexible array at the end takes no room.
      if (type.kind === 'array' && type.length < 0) continue;
      known = false;
    }
    offset = at + bytes;
    size = Math.max(size, offset);
  }
  struct.fields = placed;
  const alignment = alignmentOf(struct);
  struct.size = known ? Math.max(1, Math.ceil(size / alignment) * alignment) : -1;
}

/** The name other parts of the engine know a type by: numbers, and classes with dots. `''` for what says nothing. */
export function typeName(type: CType | undefined, depth = 0): string {
  if (!type || depth > 4) return '';
  switch (type.kind) {
    case 'integer':
      return type.size > 1 ? type.name : '';
    case 'float':
      return 'double';
    case 'pointer':
      return type.to.kind === 'named' || type.to.kind === 'struct' ? typeName(type.to, depth + 1) : '';
    case 'named':
    case 'struct':
      return type.name.replace(/<.*$/, '').replaceAll('::', '.');
    default:
      return '';
  }
}
