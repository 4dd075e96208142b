import type { Block, Instruction, IrFunction, Register } from '../ir/ir.ts';

/** What a branch asks: the number of the question, and whether it asks for the contrary. */
interface Asked {
  readonly question: number;
  readonly isContrary: boolean;
}

/**
 * Questions that a function asks more than once of the same variables: `if (big) …; if (!big) …`, `n > 3`, `n <= 3`.
 * What is known is kept apart by how they were answered, until one of their variables is written.
 */
export interface Questions {
  /** How many ways of having answered them there are: each unknown, yes or no. */
  readonly answers: number;
  /** By block. */
  readonly asked: ReadonlyMap<number, Asked>;
  /** By block: the questions whose variables it writes. */
  readonly written: ReadonlyMap<number, readonly number[]>;
}

const mostQuestions = 2;
/** Functions of more blocks are looked at once. */
const mostBlocks = 120;

/** `isMutable`: what a variable holds may change without the variable being written: Python's `if items:`. */
export function repeatedQuestions(fn: IrFunction, isMutable: boolean): Questions | null {
  if (fn.blocks.length < 5 || fn.blocks.length > mostBlocks) return null;
  const found = new Map<string, { registers: readonly Register[]; blocks: [number, boolean][] }>();
  fn.blocks.forEach((block, number) => {
    if (block.end.kind !== 'branch') return;
    const question = questionOf(fn, block, block.end.condition, false);
    if (!question) return;
    const known = found.get(question.key);
    if (known) known.blocks.push([number, question.isContrary]);
    else found.set(question.key, { registers: question.registers, blocks: [[number, question.isContrary]] });
  });
  const repeated = [...found.values()].filter(({ blocks }) => blocks.length > 1).slice(0, mostQuestions);
  if (repeated.length === 0) return null;
  const asked = new Map<number, Asked>();
  repeated.forEach(({ blocks }, question) => {
    for (const [number, isContrary] of blocks) asked.set(number, { question, isContrary });
  });
  const written = new Map<number, readonly number[]>();
  fn.blocks.forEach(({ instructions }, number) => {
    const here = repeated.flatMap(({ registers }, question) =>
      instructions.some((one) => registers.some((register) => changes(one, register, isMutable))) ? [question] : [],
    );
    if (here.length > 0) written.set(number, here);
  });
  return { answers: 3 ** repeated.length, asked, written };
}

function changes({ dst, op, a, args }: Instruction, register: Register, isMutable: boolean): boolean {
  if (dst === register) return true;
  if (!isMutable) return false;
  return args.includes(register) || (a === register && (op === 'invoke' || op.startsWith('store')));
}

/** `yes`, `no`, or `undefined` where it was not asked yet. */
export function answerOf(answers: number, question: number): boolean | undefined {
  const digit = Math.floor(answers / 3 ** question) % 3;
  return digit === 0 ? undefined : digit === 1;
}

/** The same answers but for one question. */
export function answered(answers: number, question: number, answer: boolean | undefined): number {
  const before = Math.floor(answers / 3 ** question) % 3;
  const after = answer === undefined ? 0 : answer ? 1 : 2;
  return answers + (after - before) * 3 ** question;
}

interface Question {
  key: string;
  registers: readonly Register[];
  isContrary: boolean;
}

function questionOf(fn: IrFunction, block: Block, condition: Register, isContrary: boolean): Question | null {
  if (isVariable(fn, condition)) return { key: `${condition}`, registers: [condition], isContrary };
  const by = definition(block, condition);
  if (by?.op === 'copy') return questionOf(fn, block, by.a, isContrary);
  if (by?.op === 'unary' && (by.name === '!' || by.name === 'not')) return questionOf(fn, block, by.a, !isContrary);
  const comparison = by?.op === 'binary' ? comparisons.get(by.name) : undefined;
  if (!by || !comparison) return null;
  const left = termOf(fn, block, by.a);
  const right = termOf(fn, block, by.b);
  if (left === null || right === null) return null;
  return {
    key: `${comparison.name} ${left.key} ${right.key}`,
    registers: [...left.registers, ...right.registers],
    isContrary: isContrary !== comparison.isContrary,
  };
}

/** A variable or a constant. */
function termOf(fn: IrFunction, block: Block, register: Register): { key: string; registers: Register[] } | null {
  if (isVariable(fn, register)) return { key: `${register}`, registers: [register] };
  const by = definition(block, register);
  if (by?.op === 'copy' || by?.op === 'cast') return termOf(fn, block, by.a);
  return by?.op === 'constant' ? { key: JSON.stringify(by.value), registers: [] } : null;
}

function isVariable({ registers }: IrFunction, register: Register): boolean {
  return register >= 0 && registers[register] !== '';
}

function definition({ instructions }: Block, register: Register): Instruction | undefined {
  return instructions.findLast(({ dst }) => dst === register);
}

const comparisons: ReadonlyMap<string, { name: string; isContrary: boolean }> = new Map([
  ['==', { name: '==', isContrary: false }],
  ['is', { name: '==', isContrary: false }],
  ['!=', { name: '==', isContrary: true }],
  ['<', { name: '<', isContrary: false }],
  ['>=', { name: '<', isContrary: true }],
  ['<=', { name: '<=', isContrary: false }],
  ['>', { name: '<=', isContrary: true }],
]);
