import type { Instruction } from '../ir/ir.ts';
import { widest } from '../languages/c/constants.ts';
import { judgeBounds } from './bounds.ts';
import type { State, Frame } from './frame.ts';
import { limits } from './integers.ts';
import { isHeap, newRegion, type Region, type RegionKind } from './region.ts';
import type { Workspace } from './workspace.ts';
import { lengthAt } from './strings.ts';
import { isNull, isNumber, number, outside, pointer, range, unknown, zero, type Val } from './value.ts';

export interface LibraryCall {
  readonly frame: Frame;
  readonly one: Instruction;
  readonly state: State;
  readonly args: readonly Val[];
  readonly name: string;
}

/** What a function of the standard library does; several states where it may end in several ways. */
export type LibraryFunction = (run: Workspace, call: LibraryCall) => Val | State[];

const nothing = unknown;

/** A block of memory from here on. `size` -1: unknown. */
export function allocate(
  run: Workspace,
  { frame, one, state, name }: LibraryCall,
  kind: RegionKind,
  size: number,
  rest: Region['rest'],
  facts: Partial<Region> = {},
): Val {
  for (let round = 0; round < 300; round += 1) {
    const id = run.id(`${frame.key}!${one.node}#${round}`);
    const known = state.store.get(id);
    if (known && known.status !== 'null') continue;
    state.store.add(
      newRegion(id, kind, size, {
        rest,
        mayBeNull: kind === 'heap' || kind === 'file',
        born: kind === 'unknown' ? null : run.step(frame, one.node, `${name}() gives it`),
        depth: frame.depth,
        ...facts,
      }),
    );
    return pointer(id);
  }
  return unknown;
}

function exactly(value: Val): number {
  return isNumber(value) && value.lo >= 0 ? value.lo : -1;
}

/** A size that came from outside and that nobody has limited. */
function judgeSize(run: Workspace, call: LibraryCall, size: Val): void {
  if (size.isArithmetic && size.isOutside && size.hi > 2 ** 32 && Number.isFinite(size.hi))
    run.report('integer-overflow', call.frame, call.one.node, 'the size may have overflowed: it comes from outside', [
      size.step,
    ]);
}

function malloc(run: Workspace, call: LibraryCall): Val {
  const size = call.args[0] ?? unknown;
  judgeSize(run, call, size);
  return allocate(run, call, 'heap', exactly(size), 'uninitialised');
}

function calloc(run: Workspace, call: LibraryCall): Val {
  const [count = unknown, size = unknown] = call.args;
  const bytes = isNumber(count) && isNumber(size) ? count.lo * size.lo : -1;
  return allocate(run, call, 'heap', bytes, 'zero');
}

function realloc(run: Workspace, call: LibraryCall): Val | State[] {
  const { state, args, frame, one } = call;
  const [old = unknown, size = unknown] = args;
  const before = old.region ? state.store.get(old.region) : undefined;
  const bytes = exactly(size);
  if (!before || before.status === 'null')
    return allocate(run, call, 'heap', bytes, before || isNull(old) ? 'uninitialised' : 'unknown');
  if (before.status === 'freed') {
    run.report('use-after-free', frame, one.node, 'memory is resized that was given back', [before.born, before.gone]);
    return unknown;
  }
  // It fails, and the old block stays.
  const failed = state.clone();
  failed.forks += 1;
  state.forks += 1;
  const isOverwritten = overwrites(call);
  run.access.set(frame, failed, one.dst, { ...zero, step: run.step(frame, one.node, 'realloc() may fail') });
  if (isOverwritten && isHeap(before) && !before.isEscaped && before.born)
    run.report(
      'memory-leak',
      frame,
      one.node,
      'when realloc() fails, the only pointer to the old block is overwritten',
      [before.born],
    );
  const result = allocate(run, call, 'heap', bytes, 'uninitialised', { mayBeNull: false });
  const after = result.region ? state.store.get(result.region) : undefined;
  if (after)
    state.store.copy(
      before,
      0,
      after.id,
      0,
      before.size >= 0 && bytes >= 0 ? Math.min(before.size, bytes) : before.size,
    );
  if (before.isEscaped && after) state.store.escape(after.id);
  const own = state.store.own(before.id)!;
  own.status = 'freed';
  own.gone = run.step(frame, one.node, 'realloc() gives the old block back');
  run.access.set(frame, state, one.dst, result);
  return isOverwritten ? [state] : [state, failed];
}

/** `p = realloc(p, n)`: is the result written over its own argument? */
function overwrites({ frame, one }: LibraryCall): boolean {
  const argument = one.args[0];
  let at = one.dst;
  for (const block of frame.fn.fn.blocks) {
    const start = block.instructions.indexOf(one);
    if (start === -1) continue;
    for (const next of block.instructions.slice(start + 1, start + 4)) {
      if ((next.op === 'cast' || next.op === 'copy') && next.a === at) {
        at = next.dst;
        if (at === argument) return true;
      }
    }
  }
  return false;
}

function free(run: Workspace, { frame, one, state, args, name }: LibraryCall): Val {
  const value = args[0] ?? unknown;
  const region = value.region ? state.store.get(value.region) : undefined;
  if (!region) return nothing;
  const { node } = one;
  switch (region.status) {
    case 'freed':
      run.report('double-free', frame, node, 'it is given back a second time', [region.born, region.gone]);
      return nothing;
    case 'null':
    case 'dead':
    case 'maybe':
      return nothing;
    case 'alive':
  }
  if (
    region.kind === 'stack' ||
    region.kind === 'alloca' ||
    region.kind === 'literal' ||
    (region.kind === 'global' && region.born === null)
  ) {
    run.report('invalid-free', frame, node, `${region.name || 'it'} was never allocated, and cannot be freed`, [
      value.step,
    ]);
    return nothing;
  }
  const wanted = name === 'free' || name === 'kfree' ? 'heap' : name === 'operator delete[]' ? 'new[]' : 'new';
  if (isHeap(region) && region.kind !== wanted)
    run.report(
      'mismatched-free',
      frame,
      node,
      `it was made by ${madeBy[region.kind] ?? 'another function'} and is given back by ${name.replace('operator ', '')}`,
      [region.born],
    );
  if (region.kind !== 'unknown' && (value.offLo > 0 || value.offHi < 0))
    run.report('invalid-free', frame, node, 'the pointer does not stand at the beginning of its block', [
      region.born,
      value.step,
    ]);
  const own = state.store.own(region.id)!;
  own.status = 'freed';
  own.gone = run.step(frame, node, 'it is given back here');
  return nothing;
}

const madeBy: Readonly<Record<string, string>> = { heap: 'malloc()', new: 'new', 'new[]': 'new[]' };

function alloca(run: Workspace, call: LibraryCall): Val {
  const size = call.args[0] ?? unknown;
  if (size.isOutside && size.hi > 65_536)
    run.report(
      'unbounded-alloca',
      call.frame,
      call.one.node,
      'the stack grows by as much as the number from outside says',
      [size.step],
    );
  return allocate(run, call, 'alloca', exactly(size), 'uninitialised');
}

/** Looks at `size` bytes at a pointer. The size may be a range. */
function touch(
  run: Workspace,
  { frame, one, state }: LibraryCall,
  value: Val,
  size: Val,
  isWrite: boolean,
): Region | null {
  const least = Math.max(0, size.lo);
  const most = Math.max(0, size.hi);
  const region = run.access.check(frame, state, value, 0, isWrite, one.node);
  if (state.isDead || !region) return null;
  if (size.lo < 0 && (size.isOutside || isNumber(size))) {
    // A negative size is a very large one.
    judgeBounds(run, frame, value, region, isNumber(size) ? widest : 0, widest, isWrite, one.node, true);
    return null;
  }
  const isFine = judgeBounds(
    run,
    frame,
    value,
    region,
    Number.isFinite(least) ? least : 0,
    most,
    isWrite,
    one.node,
    size.isOutside,
  );
  return isFine ? region : null;
}

/** Bytes of one character of what a function of this name works on. */
function unitOf(name: string): number {
  return name.startsWith('w') || name.includes('wcs') || name.includes('nw') || name === 'fgetws' || name === 'swprintf'
    ? 4
    : 1;
}

function scaled(size: Val, unit: number): Val {
  return unit === 1 ? size : { ...size, lo: size.lo * unit, hi: size.hi * unit };
}

function copyBytes(run: Workspace, call: LibraryCall): Val {
  const { args, name, state } = call;
  const [to = unknown, from = unknown, count = unknown] = args;
  const size = scaled(count, unitOf(name));
  const into = touch(run, call, to, size, true);
  if (state.isDead) return nothing;
  const source = into || !to.region ? touch(run, call, from, size, false) : null;
  if (state.isDead) return nothing;
  if (into) {
    if (source && isNumber(size) && to.offLo === to.offHi && from.offLo === from.offHi)
      state.store.copy(source, from.offLo, into.id, to.offLo, size.lo);
    else state.store.writeSomewhere(into.id);
  }
  return to;
}

function fillBytes(run: Workspace, call: LibraryCall): Val {
  const { args, name, state } = call;
  const [to = unknown, what = unknown, count = unknown] = args;
  const unit = unitOf(name);
  const size = scaled(count, unit);
  const into = touch(run, call, to, size, true);
  if (!into) return to;
  if (isNumber(size) && to.offLo === to.offHi)
    state.store.fill(into.id, to.offLo, to.offLo + size.lo, what.region ? unknown : what, unit);
  else state.store.writeSomewhere(into.id);
  return to;
}

/** Writes a text of a length, with its end. */
function putText(
  run: Workspace,
  call: LibraryCall,
  to: Val,
  offset: number,
  from: Val,
  least: number,
  most: number,
  unit: number,
  ends: boolean,
): void {
  const { state } = call;
  const extra = ends ? unit : 0;
  const at = offset === 0 ? to : { ...to, offLo: to.offLo + offset, offHi: to.offHi + offset };
  const into = touch(run, call, at, range(least * unit + extra, most * unit + extra), true);
  if (!into) {
    const region = to.region ? state.store.get(to.region) : undefined;
    if (region && !state.isDead && region.status === 'alive') state.store.writeSomewhere(region.id);
    return;
  }
  const source = from.region ? state.store.get(from.region) : undefined;
  if (source && least === most && at.offLo === at.offHi && from.offLo === from.offHi) {
    state.store.copy(source, from.offLo, into.id, at.offLo, most * unit);
    if (ends) state.store.write(into.id, at.offLo + most * unit, unit, zero);
  } else state.store.writeSomewhere(into.id);
}

function readText(run: Workspace, call: LibraryCall, value: Val, unit: number): { least: number; most: number } | null {
  const { frame, one, state } = call;
  const region = run.access.check(frame, state, value, unit, false, one.node);
  if (state.isDead) return null;
  const length = lengthAt(state.store, value, unit);
  if (length.isUnended && region)
    run.report('over-read', frame, one.node, `${region.name || 'the text'} has no end`, [region.born]);
  return length;
}

function copyText(run: Workspace, call: LibraryCall): Val {
  const [to = unknown, from = unknown] = call.args;
  const unit = unitOf(call.name);
  const length = readText(run, call, from, unit);
  if (!length) return nothing;
  putText(run, call, to, 0, from, length.least, length.most, unit, true);
  return to;
}

function copyTextUpTo(run: Workspace, call: LibraryCall): Val {
  const { args, state } = call;
  const [to = unknown, from = unknown, count = unknown] = args;
  const unit = unitOf(call.name);
  run.access.check(call.frame, state, from, 0, false, call.one.node);
  if (state.isDead) return nothing;
  const size = scaled(count, unit);
  const into = touch(run, call, to, size, true);
  if (!into) return to;
  const length = lengthAt(state.store, from, unit);
  const source = from.region ? state.store.get(from.region) : undefined;
  if (source && isNumber(count) && length.least === length.most && to.offLo === to.offHi && from.offLo === from.offHi) {
    const copied = Math.min(count.lo, length.most);
    state.store.copy(source, from.offLo, into.id, to.offLo, copied * unit);
    if (count.lo > copied) state.store.fill(into.id, to.offLo + copied * unit, to.offLo + count.lo * unit, zero, unit);
  } else state.store.writeSomewhere(into.id);
  return to;
}

function appendText(run: Workspace, call: LibraryCall): Val {
  const { args, state } = call;
  const [to = unknown, from = unknown, count] = args;
  const unit = unitOf(call.name);
  const before = readText(run, call, to, unit);
  if (!before || state.isDead) return nothing;
  const length = count === undefined ? readText(run, call, from, unit) : lengthAt(state.store, from, unit);
  if (!length || state.isDead) return nothing;
  const least = count === undefined ? length.least : Math.min(length.least, Math.max(0, count.lo));
  const most = count === undefined ? length.most : Math.min(length.most, Math.max(0, count.hi));
  putText(
    run,
    call,
    to,
    before.least * unit,
    from,
    least,
    before.most === before.least ? most : Number.POSITIVE_INFINITY,
    unit,
    true,
  );
  return to;
}

function textLength(run: Workspace, call: LibraryCall): Val {
  const unit = unitOf(call.name);
  const length = readText(run, call, call.args[0] ?? unknown, unit);
  return length ? { ...unknown, lo: length.least, hi: length.most } : nothing;
}

/** `snprintf`, `swprintf`: writes at most so many, the end included. */
function printUpTo(run: Workspace, call: LibraryCall): Val {
  const { args } = call;
  const [to = unknown, count = unknown, format = unknown] = args;
  const unit = unitOf(call.name);
  const printed = printedLength(run, call, format, 3);
  const most = Math.min(
    count.hi * unit,
    Number.isFinite(printed.most) ? (printed.most + 1) * unit : Number.POSITIVE_INFINITY,
  );
  const least = Math.min(Math.max(0, count.lo) * unit, (printed.least + 1) * unit);
  if (isNull(to)) return unknown;
  const into = touch(run, call, to, { ...count, lo: count.lo < 0 ? count.lo : least, hi: most }, true);
  if (into) call.state.store.writeSomewhere(into.id);
  return range(0, Number.POSITIVE_INFINITY);
}

function printInto(run: Workspace, call: LibraryCall): Val {
  const { args } = call;
  const [to = unknown, format = unknown] = args;
  const printed = printedLength(run, call, format, 2);
  const into = touch(run, call, to, range(printed.least + 1, printed.most + 1), true);
  if (into) {
    call.state.store.writeSomewhere(into.id);
  }
  return range(0, Number.POSITIVE_INFINITY);
}

/** How long a formatted text is, as far as its format and arguments say. */
function printedLength(run: Workspace, call: LibraryCall, format: Val, first: number): { least: number; most: number } {
  const { state, args } = call;
  const region = format.region ? state.store.get(format.region) : undefined;
  if (!region || region.text === null || format.offLo !== 0) return { least: 0, most: Number.POSITIVE_INFINITY };
  let least = 0;
  let most = 0;
  let at = first;
  let last = 0;
  for (const match of region.text.matchAll(/%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?(?:hh|h|ll|l|z|j|t|L)?([a-zA-Z%])/g)) {
    least += match.index - last;
    most += match.index - last;
    last = match.index + match[0].length;
    if (match[4] === '%') {
      least += 1;
      most += 1;
      continue;
    }
    if (match[2] === '*') at += 1;
    if (match[3] === '*') at += 1;
    const value = args[at] ?? unknown;
    at += 1;
    const width = Number(match[2]) || 0;
    if (match[4] === 's' || match[4] === 'S') {
      const length = value.region
        ? lengthAt(
            state.store,
            value,
            match[0].includes('l') || match[4] === 'S' || (unitOf(call.name) === 4 && !match[0].includes('h'))
              ? unitOf(call.name)
              : 1,
          )
        : { least: 0, most: Number.POSITIVE_INFINITY };
      const precision =
        match[3] === undefined
          ? Number.POSITIVE_INFINITY
          : match[3] === '*'
            ? Number.POSITIVE_INFINITY
            : Number(match[3]);
      least += Math.max(width, Math.min(length.least, precision));
      most += Math.max(width, Math.min(length.most, precision));
    } else if (match[4] === 'c') {
      least += Math.max(1, width);
      most += Math.max(1, width);
    } else {
      least += Math.max(1, width);
      // Numbers are short, unless their format says otherwise; a sign and twenty digits at most.
      most += Number.POSITIVE_INFINITY;
    }
  }
  return { least: least + region.text.length - last, most: most + region.text.length - last };
}

/** `printf` and its like: texts are read, nothing is kept. */
function printOut(run: Workspace, call: LibraryCall): Val {
  const { args, frame, one, state } = call;
  const from = call.name.includes('f') && /^(f|v?f|d|v?d|sys)/.test(call.name) && call.name !== 'printf' ? 1 : 0;
  const format = args[from];
  const region = format?.region ? state.store.get(format.region) : undefined;
  for (const value of args.slice(from)) {
    const pointed = value.region ? state.store.get(value.region) : undefined;
    if (pointed?.status === 'freed')
      run.report('use-after-free', frame, one.node, 'memory is printed that was given back', [
        pointed.born,
        pointed.gone,
      ]);
    if (pointed?.status === 'dead')
      run.report(
        'stack-address',
        frame,
        one.node,
        `${pointed.name || 'a variable'} is printed, and its function has returned`,
        [pointed.gone],
      );
  }
  if (region?.text?.includes('%s')) {
    const directives = [...region.text.matchAll(/%[-+ #0\d.*]*(?:hh|h|ll|l|z|j|t|L)?([a-zA-Z])/g)];
    directives.forEach((match, at) => {
      const value = args[from + 1 + at];
      if (match[0] === '%s' && value?.region && !isNull(value)) {
        const length = lengthAt(state.store, value, 1);
        const pointed = state.store.get(value.region);
        if (length.isUnended && pointed)
          run.report('over-read', frame, one.node, `${pointed.name || 'the text'} has no end`, [pointed.born]);
      }
    });
  }
  return range(-1, Number.POSITIVE_INFINITY);
}

/** Something from outside is put at a pointer, at most so many bytes. */
function fillFromOutside(run: Workspace, call: LibraryCall, to: Val, size: Val, ends: boolean): void {
  const into = touch(run, call, to, size, true);
  if (!into) return;
  void ends;
  call.state.store.writeSomewhere(into.id);
  call.state.store.own(into.id)!.isOutside = true;
}

function scan(from: number): LibraryFunction {
  return (run, call) => {
    const { args, frame, one, state } = call;
    const format = args[from] ?? unknown;
    const region = format.region ? state.store.get(format.region) : undefined;
    const directives = region?.text
      ? [...region.text.matchAll(/%(\*)?(\d+)?(?:hh|h|ll|l|z|j|t|L)?([a-zA-Z[])/g)].filter((match) => !match[1])
      : [];
    args.slice(from + 1).forEach((value, at) => {
      const match = directives[at];
      const pointed = value.region ? state.store.get(value.region) : undefined;
      if (!pointed) return;
      if (match && (match[3] === 's' || match[3] === '[')) {
        const width = Number(match[2]);
        if (width > 0) fillFromOutside(run, call, value, range(0, width + 1), true);
        else {
          if (pointed.size >= 0 && pointed.kind !== 'unknown')
            run.report(
              isHeap(pointed) ? 'heap-buffer-overflow' : 'stack-buffer-overflow',
              frame,
              one.node,
              `as much as comes in is written into ${pointed.size} bytes`,
              [pointed.born],
            );
          state.store.writeSomewhere(pointed.id);
        }
        return;
      }
      const type = run.access.typeOf(frame, one.args[from + 1 + at]!);
      const target = type?.kind === 'pointer' ? run.program.resolve(type.to, frame.fn.home) : undefined;
      const { lo, hi } = limits(target);
      const step = run.step(frame, one.node, 'comes in here');
      const bytes = run.access.sizeOf(frame, target);
      if (value.offLo === value.offHi)
        state.store.write(pointed.id, value.offLo, bytes < 0 ? 4 : bytes, outside(lo, hi, step));
      else state.store.writeSomewhere(pointed.id);
    });
    return range(-1, Number.POSITIVE_INFINITY);
  };
}

function fromOutside(type: { lo: number; hi: number }): LibraryFunction {
  return (run, { frame, one, state, args }) => {
    const text = args[0];
    const end = args[1]?.region ? state.store.get(args[1].region) : undefined;
    if (end) state.store.writeSomewhere(end.id);
    // The number a constant text stands for is no news.
    const region = text?.region ? state.store.get(text.region) : undefined;
    if (region && region.text !== null) return number(Number.parseInt(region.text, 10) || 0);
    return outside(type.lo, type.hi, run.step(frame, one.node, 'comes in here'));
  };
}

const int = { lo: -2147483648, hi: 2147483647 };
const long = { lo: -widest, hi: widest };

function open(run: Workspace, call: LibraryCall): Val {
  return allocate(run, call, 'file', -1, 'unknown');
}

function openDescriptor(run: Workspace, call: LibraryCall): State[] {
  const { frame, one, state } = call;
  const failed = state.clone();
  failed.forks += 1;
  state.forks += 1;
  run.access.set(frame, failed, one.dst, number(-1));
  run.access.set(frame, state, one.dst, { ...allocate(run, call, 'file', -1, 'unknown', { mayBeNull: false }) });
  return [state, failed];
}

function close(run: Workspace, { frame, one, state, args }: LibraryCall): Val {
  const value = args[0] ?? unknown;
  const region = value.region ? state.store.get(value.region) : undefined;
  if (region?.kind !== 'file') return nothing;
  if (region.status === 'freed')
    run.report('double-free', frame, one.node, 'it is closed a second time', [region.born, region.gone]);
  if (region.status !== 'alive') return nothing;
  const own = state.store.own(region.id)!;
  own.status = 'freed';
  own.gone = run.step(frame, one.node, 'it is closed here');
  return zero;
}

function duplicate(run: Workspace, call: LibraryCall): Val {
  const { state, args, name } = call;
  const from = args[0] ?? unknown;
  const unit = unitOf(name);
  const length = readText(run, call, from, unit);
  if (!length) return nothing;
  const size = length.least === length.most ? (length.most + 1) * unit : -1;
  const result = allocate(run, call, 'heap', size, 'unknown');
  const source = from.region ? state.store.get(from.region) : undefined;
  if (source && result.region && size > 0 && from.offLo === from.offHi)
    state.store.copy(source, from.offLo, result.region, 0, size);
  return result;
}

/** Reads a text, and answers with something about it, or with a place in it. */
function look(run: Workspace, call: LibraryCall): Val {
  for (const [at, value] of call.args.entries()) {
    if (value.region) run.access.check(call.frame, call.state, value, 0, false, call.one.node);
    else if (isNull(value) && at === 0) run.access.check(call.frame, call.state, value, 1, false, call.one.node);
    if (call.state.isDead) return nothing;
  }
  return unknown;
}

function find(run: Workspace, call: LibraryCall): Val {
  look(run, call);
  const base = call.args[0] ?? unknown;
  if (base.region) call.state.store.escape(base.region);
  return unknown;
}

const harmless: LibraryFunction = () => unknown;

/** Puts something into what it is given. */
const fills: LibraryFunction = (_run, { args, state }) => {
  for (const value of args) {
    const region = value.region ? state.store.get(value.region) : undefined;
    if (region && region.kind !== 'literal') state.store.writeSomewhere(region.id);
  }
  return unknown;
};

function operatorNew(isArray: boolean): LibraryFunction {
  return (run, call) => {
    const { frame, one, state, args } = call;
    const size = run.access.elementSize(frame, one.dst);
    const count = isArray ? (args[0] ?? unknown) : number(1);
    const bytes = size > 0 && isNumber(count) ? size * count.lo : -1;
    const result = allocate(run, call, isArray ? 'new[]' : 'new', bytes, size > 0 ? 'uninitialised' : 'unknown', {
      mayBeNull: false,
    });
    if (!isArray && args[0] && result.region && size > 0) state.store.write(result.region, 0, size, args[0]);
    return result;
  };
}

const names = (list: string, what: LibraryFunction): [string, LibraryFunction][] =>
  list.split(' ').map((name) => [name, what]);

/** The part of libc and POSIX that says something about memory. */
export const library: ReadonlyMap<string, LibraryFunction> = new Map<string, LibraryFunction>([
  ['malloc', malloc],
  ['valloc', malloc],
  ['calloc', calloc],
  ['realloc', realloc],
  ['operator new', operatorNew(false)],
  ['operator new[]', operatorNew(true)],
  ...names('free operator_delete', free),
  ['operator delete', free],
  ['operator delete[]', free],
  ...names('alloca _alloca __builtin_alloca', alloca),
  ...names('strdup wcsdup _strdup _wcsdup', duplicate),
  ...names('memcpy memmove wmemcpy wmemmove mempcpy bcopy', copyBytes),
  ...names('memset wmemset', fillBytes),
  ['bzero', (run, call) => fillBytes(run, { ...call, args: [call.args[0] ?? unknown, zero, call.args[1] ?? unknown] })],
  ...names('strcpy wcscpy stpcpy', copyText),
  ...names('strncpy wcsncpy', copyTextUpTo),
  ...names('strcat wcscat strncat wcsncat', appendText),
  ...names('strlen wcslen', textLength),
  ...names('snprintf _snprintf vsnprintf swprintf snwprintf _snwprintf', printUpTo),
  ...names('sprintf vsprintf', printInto),
  ...names('printf fprintf dprintf wprintf fwprintf vprintf vfprintf syslog', printOut),
  ...names('puts fputs fputws fwrite write send', look),
  [
    'gets',
    (run, call) => {
      const region = call.args[0]?.region ? call.state.store.get(call.args[0].region) : undefined;
      if (region) call.state.store.writeSomewhere(region.id);
      if (region && region.size >= 0)
        run.report(
          isHeap(region) ? 'heap-buffer-overflow' : 'stack-buffer-overflow',
          call.frame,
          call.one.node,
          `as much as comes in is written into ${region.size} bytes`,
          [region.born],
        );
      return unknown;
    },
  ],
  ...names('fgets fgetws', (run, call) => {
    fillFromOutside(run, call, call.args[0] ?? unknown, scaled(call.args[1] ?? unknown, unitOf(call.name)), true);
    return unknown;
  }),
  [
    'fread',
    (run, call) => {
      const [to = unknown, size = unknown, count = unknown] = call.args;
      const bytes = isNumber(size) ? { ...count, lo: count.lo * size.lo, hi: count.hi * size.lo } : unknown;
      fillFromOutside(run, call, to, bytes, false);
      return range(0, isNumber(count) ? count.lo : Number.POSITIVE_INFINITY);
    },
  ],
  ...names('read recv recvfrom pread', (run, call) => {
    const size = call.args[2] ?? unknown;
    fillFromOutside(run, call, call.args[1] ?? unknown, size, false);
    return range(-1, isNumber(size) ? size.lo : Number.POSITIVE_INFINITY);
  }),
  [
    'readlink',
    (run, call) => {
      fillFromOutside(run, call, call.args[1] ?? unknown, call.args[2] ?? unknown, false);
      return range(-1, isNumber(call.args[2] ?? unknown) ? call.args[2]!.lo : Number.POSITIVE_INFINITY);
    },
  ],
  ...names('scanf wscanf', scan(0)),
  ...names('fscanf sscanf fwscanf swscanf', scan(1)),
  ...names('atoi', fromOutside(int)),
  ...names('atol atoll strtol strtoll', fromOutside(long)),
  ...names('strtoul strtoull', fromOutside({ lo: 0, hi: widest })),
  ...names('atof strtod', fromOutside({ lo: -Infinity, hi: Infinity })),
  ...names('rand random lrand48', (run, { frame, one }) =>
    outside(0, 2147483647, run.step(frame, one.node, 'a random number')),
  ),
  ...names('RAND32', (run, { frame, one }) => outside(int.lo, int.hi, run.step(frame, one.node, 'a random number'))),
  ...names('RAND64', (run, { frame, one }) => outside(long.lo, long.hi, run.step(frame, one.node, 'a random number'))),
  ...names('getenv secure_getenv _wgetenv GETENV', (run, call) =>
    allocate(run, call, 'unknown', -1, 'unknown', { isOutside: true, isEscaped: true }),
  ),
  ...names('fopen fdopen freopen tmpfile opendir popen fopen64', open),
  ...names('open creat openat', openDescriptor),
  ...names('fclose pclose closedir close', close),
  ...names('strcmp strncmp strcasecmp strncasecmp memcmp wcscmp wcsncmp strspn strcspn strcoll', look),
  ...names('strchr strrchr strstr memchr strpbrk wcschr wcsrchr wcsstr', find),
  ...names(
    'time accept stat lstat fstat stat64 fstat64 pipe gettimeofday clock_gettime localtime_r gmtime_r getline poll select pthread_create pthread_mutex_init sigaction sigemptyset sigfillset getaddrinfo getsockname getpeername waitpid wait',
    fills,
  ),
  ...names('abs labs llabs fabs', (_run, { args }) => {
    const value = args[0] ?? unknown;
    if (value.region) return unknown;
    return {
      ...value,
      lo: value.lo > 0 ? value.lo : value.hi < 0 ? -value.hi : 0,
      hi: Math.max(Math.abs(value.lo), Math.abs(value.hi)),
      isArithmetic: false,
    };
  }),
  ...names('sqrt sqrtf', (_run, { args }) => {
    const value = args[0] ?? unknown;
    return value.lo >= 0 && !value.region ? { ...unknown, lo: Math.sqrt(value.lo), hi: Math.sqrt(value.hi) } : unknown;
  }),
  ...names(
    'getchar getc fgetc putchar putc fputc fflush fseek ftell rewind feof ferror fileno toupper tolower isdigit isalpha isalnum isspace isupper islower isprint ispunct isxdigit srand usleep sleep sizeof htons htonl ntohs ntohl socket bind listen shutdown setsockopt errno perror remove unlink rename mkdir chmod chown access iswxdigit getpid assert va_start va_end system exit',
    harmless,
  ),
]);
