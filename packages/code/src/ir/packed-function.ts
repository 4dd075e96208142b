import type { Annotation, Block, FunctionHead, Instruction, IrFunction, Parameter, Register } from './ir.ts';
import type { PackedBodies } from './pack-bodies.ts';
import { onlyWritesOf, unpackBody, unpackInstruction, type Body } from './unpack-bodies.ts';

/** Instructions that are kept unpacked, of all functions together: about 3 MB. */
const mostUnpacked = 20_000;

/** Functions whose bodies were unpacked last, oldest first. */
const recent = new Set<PackedFunction>();
let unpacked = 0;

/** A function whose body is unpacked when somebody looks at it, and let go when others are looked at. */
export class PackedFunction implements IrFunction {
  readonly index: number;
  readonly name: string;
  readonly className: string;
  readonly node: number;
  readonly parent: number;
  readonly parameters: Parameter[];
  readonly self: Register;
  readonly types: Map<Register, string>;
  readonly annotations: Annotation[];
  readonly isStatic: boolean;
  readonly isExported: boolean;
  readonly returns: string;
  /** Those of the whole module. */
  readonly bodies: PackedBodies;
  readonly #start: number;
  #body: Body | undefined;

  constructor(fn: FunctionHead, bodies: PackedBodies, start: number) {
    this.index = fn.index;
    this.name = fn.name;
    this.className = fn.className;
    this.node = fn.node;
    this.parent = fn.parent;
    this.parameters = fn.parameters.length === 0 ? noParameters : fn.parameters.slice();
    this.self = fn.self;
    this.types = fn.types.size === 0 ? noTypes : fn.types;
    this.annotations = fn.annotations.length === 0 ? noAnnotations : fn.annotations;
    this.isStatic = fn.isStatic;
    this.isExported = fn.isExported;
    this.returns = fn.returns;
    this.bodies = bodies;
    this.#start = start;
  }

  /** Everything but the body, as plain data. */
  head(): FunctionHead {
    return {
      index: this.index,
      name: this.name,
      className: this.className,
      node: this.node,
      parent: this.parent,
      parameters: this.parameters,
      self: this.self,
      types: this.types,
      annotations: this.annotations,
      isStatic: this.isStatic,
      isExported: this.isExported,
      returns: this.returns,
    };
  }

  get blocks(): Block[] {
    return this.#unpacked().blocks;
  }

  get registers(): string[] {
    return this.#unpacked().registers;
  }

  /** By register: where the only instruction that writes it is, for `instructionAt`; 0 where there is not just one. */
  onlyWrites(): Int32Array {
    return onlyWritesOf(this.bodies, this.#start);
  }

  /** One instruction, without the rest of the body. */
  instructionAt(at: number): Instruction {
    return unpackInstruction(this.bodies, at);
  }

  #unpacked(): Body {
    if (this.#body) return this.#body;
    const body = unpackBody(this.bodies, this.#start);
    this.#body = body;
    unpacked += body.size;
    recent.add(this);
    for (const oldest of recent) {
      if (unpacked <= mostUnpacked || oldest === this) break;
      recent.delete(oldest);
      unpacked -= oldest.#body!.size;
      oldest.#body = undefined;
    }
    return body;
  }
}

// Most functions have none: an empty map for each adds up.
const noParameters: Parameter[] = [];
const noTypes = new Map<Register, string>();
const noAnnotations: Annotation[] = [];
