import { nothing, type Block, type Instruction, type IrFunction, type Module, type Register } from './ir.ts';

/** The IR as text, for tests and for people. */
export function printModule(module: Module): string {
  return module.functions.map(printFunction).join('\n\n');
}

export function printFunction(fn: IrFunction): string {
  const name = (register: Register) =>
    register === nothing ? '_' : fn.registers[register] ? `${fn.registers[register]}` : `%${register}`;
  const parameters = fn.parameters.map(
    (one) => `${one.rest ? '...' : ''}${name(one.register)}${one.type && `: ${one.type}`}`,
  );
  const head = `function ${fn.index} ${fn.className ? `${fn.className}.` : ''}${fn.name}(${parameters.join(', ')})`;
  return [head, ...fn.blocks.map((block, at) => printBlock(block, at, name))].join('\n');
}

function printBlock(block: Block, at: number, name: (register: Register) => string): string {
  const { end } = block;
  const head = `  ${at}:${block.handler >= 0 ? ` (throws to ${block.handler})` : ''}`;
  let tail: string;
  switch (end.kind) {
    case 'jump':
      tail = `jump ${end.to}`;
      break;
    case 'branch':
      tail = `if ${name(end.condition)} then ${end.then} else ${end.otherwise}`;
      break;
    case 'switch':
      tail = `switch ${name(end.on)} ${end.cases.map((one) => `${name(one.value)} → ${one.to}`).join(', ')} else ${end.otherwise}`;
      break;
    case 'return':
    case 'throw':
      tail = `${end.kind} ${name(end.value)}`;
      break;
    case 'end':
      tail = 'end';
  }
  return [head, ...block.instructions.map((one) => `    ${printInstruction(one, name)}`), `    ${tail}`].join('\n');
}

function printInstruction(one: Instruction, name: (register: Register) => string): string {
  const parts = [
    one.op === 'constant' ? JSON.stringify(one.value) : '',
    one.name && JSON.stringify(one.name).slice(1, -1),
    ['function', 'outer', 'storeOuter'].includes(one.op) ? `#${one.a}` : one.a === nothing ? '' : name(one.a),
    one.b === nothing ? '' : name(one.b),
    one.args.length > 0 || one.op.startsWith('call') || one.op === 'invoke'
      ? `(${one.args.map((arg, at) => `${one.keys?.[at] ? `${one.keys[at]}: ` : ''}${name(arg)}`).join(', ')})`
      : (one.keys?.join(',') ?? ''),
  ];
  const text = `${one.op} ${parts.filter(Boolean).join(' ')}`;
  return one.dst === nothing ? text : `${name(one.dst)} = ${text}`;
}
