import type { Node } from '../syntax/syntax-tree.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { LanguageId } from '../languages/language.ts';

/**
 * The intermediate representation: what all flow languages are lowered to. Per function a control-flow graph of
 * blocks; per block three-address instructions over registers. A register is a variable or a temporary of one function.
 */
export type Register = number;

/** No register, where an instruction has nothing to give or to take. */
/** The variable that holds what was thrown, in languages where that is followed. */
export const thrownName = '<thrown>';

export const nothing: Register = -1;

export interface Module {
  tree: SyntaxTree;
  /** As the tree's. */
  path: string;
  language: LanguageId;
  /**
   * The name others import it by: Java's package, Go's import path as far as known, Python's dotted module.
   * JavaScript and C: the path.
   */
  name: string;
  /** `functions[0]` is the code outside all functions. */
  functions: IrFunction[];
  classes: IrClass[];
  /** What other modules see: exported name → where it stands. JavaScript and Python only; `default` for a default. */
  exports: Map<string, Export>;
}

/** An exported name is a variable of the top-level function, or passed on from another module (`name` may be `*`). */
export type Export = { register: Register } | { from: string; name: string };

export interface IrFunction {
  /** Its place in `Module.functions`. */
  index: number;
  /** `login`; a method's own name without its class; `<anonymous>`; `<module>` for the top-level one. */
  name: string;
  /** The qualified name of the class it is a method of, or `''`. */
  className: string;
  node: Node;
  /** The function it stands in: -1 for the top-level one. */
  parent: number;
  parameters: Parameter[];
  /** `this`, `self`, Go's receiver; `nothing` for plain functions. */
  self: Register;
  /** Names of registers: `''` for temporaries. */
  registers: string[];
  /** Declared types by register, qualified as far as imports tell: `java.sql.Statement`. Sparse. */
  types: Map<Register, string>;
  /** `blocks[0]` is the entry. */
  blocks: Block[];
  annotations: Annotation[];
  isStatic: boolean;
  /** Can code outside the project call it? Exported functions of JavaScript modules, public methods. */
  isExported: boolean;
  /** The declared return type, qualified as far as known, or `''`. */
  returns: string;
}

/** What is known of a function without its body. */
export type FunctionHead = Omit<IrFunction, 'blocks' | 'registers'>;

export interface Parameter {
  name: string;
  register: Register;
  /** Qualified as far as known, or `''`. */
  type: string;
  annotations: Annotation[];
  /** `...rest`, `*args`: it holds a list of all further arguments; `**kwargs`: a dictionary. */
  rest: '' | 'list' | 'dictionary';
}

/** A decorator, an annotation: `org.springframework.web.bind.annotation.GetMapping("/x")`. */
export interface Annotation {
  name: string;
  /** Constant arguments by keyword; positional ones by number. */
  arguments: Map<string, string>;
  node: Node;
}

export interface IrClass {
  /** Qualified: `com.acme.User`, `app.models.User`, for JavaScript `path#User`. */
  name: string;
  /** Qualified as far as imports tell. */
  supers: string[];
  /** Method's name → functions (overloads). */
  methods: Map<string, number[]>;
  /** Declared fields and their types, `''` where none is declared. */
  fields: Map<string, string>;
  /** Static fields; `true` where nobody writes them but where they are declared. */
  statics?: ReadonlyMap<string, boolean>;
  annotations: Annotation[];
  isInterface: boolean;
  node: Node;
}

export interface Block {
  instructions: Instruction[];
  end: Terminator;
  /** Where an exception thrown in this block goes: a block of the same function, or -1. */
  handler: number;
}

export type Terminator =
  | { kind: 'jump'; to: number }
  /** `condition` is truthy → `then`. */
  | { kind: 'branch'; condition: Register; then: number; otherwise: number; node: Node }
  /** One case per constant; `cases[i].value` is a register that holds it. */
  | { kind: 'switch'; on: Register; cases: { value: Register; to: number }[]; otherwise: number; node: Node }
  | { kind: 'return'; value: Register; node: Node }
  | { kind: 'throw'; value: Register; node: Node }
  /** Falls off the end, or cannot be reached. */
  | { kind: 'end' };

export type Constant = string | number | boolean | null;

/**
 * All instructions have one shape, so that the interpreter's loop stays fast; `op` says which fields count:
 *
 * | op          | meaning                                                                              |
 * |-------------|--------------------------------------------------------------------------------------|
 * | constant    | dst = value                                                                          |
 * | copy        | dst = a                                                                              |
 * | unary       | dst = name a                  (`!`, `-`, `~`, `typeof`)                              |
 * | binary      | dst = a name b                (`+`, `==`, `<`, `%`, `in` …; `===` is `==`, && and \|\| are branches) |
 * | concat      | dst = args joined to one text (templates, f-strings)                                 |
 * | load        | dst = a.name                                                                         |
 * | index       | dst = a[b]                                                                           |
 * | store       | a.name = b                                                                           |
 * | storeIndex  | a[b] = args[0]                (b is `nothing` for `a[] = …`)                           |
 * | global      | dst = the thing called `name` (`eval`, `java.lang.Runtime`, `os`): qualified, not of this module |
 * | import      | dst = `name` of the module keys[0] (`*` the module itself, `default`)                |
 * | outer       | dst = register b of the enclosing function number a                                  |
 * | storeOuter  | register b of the enclosing function number a = args[0]                              |
 * | function    | dst = the function number a of this module (a closure)                               |
 * | class       | dst = the class `name` of this project, as a value                                   |
 * | call        | dst = a(args)                 a holds the function                                   |
 * | callNamed   | dst = name(args)              a qualified function, of the project or not: `os/exec.Command`, `strcpy` |
 * | invoke      | dst = a.name(args)                                                                   |
 * | new         | dst = new name(args), or new a(args) where name is `''`                              |
 * | object      | dst = { keys[i]: args[i] }    (key `...` spreads; key `[]` is computed)              |
 * | array       | dst = [args]                  (keys[i] = `...` spreads)                              |
 * | cast        | dst = (name) a                name: a qualified type                                 |
 * | iterate     | dst = an element of a         (name `key`: an index or key; `entry`: a pair)         |
 * | await       | dst = await a                 (also `yield`)                                         |
 * | exception   | dst = the exception caught    (name: its type, or `''`)                              |
 * | address     | dst = &a                      (name ≠ '': &a.name; b ≠ nothing: &a[b])               |
 * | deref       | dst = *a                                                                             |
 * | storeDeref  | *a = b                                                                               |
 * | declare     | a variable comes to life without a value: dst, name: its type, args: array sizes     |
 * | endScope    | the variable a dies                                                                  |
 *
 * `keys` of calls, where not null, run beside `args`: `''` positional, a name for a keyword argument, `*` for a spread
 * list, `**` for a spread dictionary.
 */
export const ops = [
  'constant',
  'copy',
  'unary',
  'binary',
  'concat',
  'load',
  'index',
  'store',
  'storeIndex',
  'global',
  'import',
  'outer',
  'storeOuter',
  'function',
  'class',
  'call',
  'callNamed',
  'invoke',
  'new',
  'object',
  'array',
  'cast',
  'iterate',
  'await',
  'exception',
  'address',
  'deref',
  'storeDeref',
  'declare',
  'endScope',
] as const;

export type Op = (typeof ops)[number];

export interface Instruction {
  op: Op;
  /** The syntax it comes from: a call's node, an assignment's. Findings and traces point here. */
  node: Node;
  dst: Register;
  a: Register;
  b: Register;
  name: string;
  value: Constant;
  args: readonly Register[];
  keys: readonly string[] | null;
}
