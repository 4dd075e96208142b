import { nothing, type Annotation, type IrClass, type Module, type Parameter } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import type { JavaNames } from './names.ts';
import type { Body } from './parts.ts';

type NewBody = (declarations: JavaDeclarations, scope: FunctionScope, cls: IrClass | null) => Body;

/** Types, methods and fields. */
export class JavaDeclarations {
  readonly tree: SyntaxTree;
  readonly module: Module;
  readonly names: JavaNames;
  readonly #top: FunctionScope;
  readonly #newBody: NewBody;

  constructor(tree: SyntaxTree, module: Module, names: JavaNames, top: FunctionScope, newBody: NewBody) {
    this.tree = tree;
    this.module = module;
    this.names = names;
    this.#top = top;
    this.#newBody = newBody;
  }

  /** Begins the body of a method or lambda. */
  body(scope: FunctionScope, cls: IrClass | null): Body {
    return this.#newBody(this, scope, cls);
  }

  /** Makes the names of a type and of those inside it known, before anything is lowered. */
  name(node: Node, owner: string): void {
    const { tree, names } = this;
    const simple = tree.textOf(tree.child(node, 'name'));
    const qualified = owner ? `${owner}.${simple}` : simple;
    names.own.set(simple, qualified);
    for (const member of this.#members(node)) if (isTypeDeclaration(tree.kindOf(member))) this.name(member, qualified);
  }

  type(node: Node, owner: string, scope: FunctionScope): IrClass {
    const { tree } = this;
    const simple = tree.textOf(tree.child(node, 'name'));
    const supers: Node[] = [];
    for (const child of tree.namedChildren(node)) {
      const kind = tree.kindOf(child);
      if (kind === 'superclass') supers.push(...tree.namedChildren(child));
      else if (kind === 'super_interfaces' || kind === 'extends_interfaces')
        for (const list of tree.namedChildren(child)) supers.push(...tree.namedChildren(list));
    }
    const cls = this.#class(
      node,
      owner ? `${owner}.${simple}` : simple,
      supers.map((one) => this.names.typeOf(one)),
      scope,
    );
    cls.isInterface = tree.is(node, 'interface_declaration');
    if (tree.is(node, 'record_declaration')) this.#record(node, cls, scope);
    return cls;
  }

  /** `new X() { … }`: a class of its own, inside the function it stands in. */
  anonymous(node: Node, body: Node, base: string, scope: FunctionScope): IrClass {
    const name = `${base}$${this.tree.start[node]}`;
    return this.#class(node, name, [base], scope, body);
  }

  #class(
    node: Node,
    name: string,
    supers: string[],
    scope: FunctionScope,
    body = this.tree.child(node, 'body'),
  ): IrClass {
    const { tree } = this;
    const cls: IrClass = {
      name,
      supers,
      methods: new Map(),
      fields: new Map(),
      annotations: this.annotations(node),
      isInterface: false,
      node,
    };
    this.module.classes.push(cls);
    const members = this.#members(node, body);
    for (const member of members)
      if (tree.is(member, 'field_declaration') || tree.is(member, 'constant_declaration'))
        this.#declareFields(member, cls);
    cls.statics = new Map(members.flatMap((member) => this.#staticFields(member)));
    const fields: { member: Node; isStatic: boolean }[] = [];
    for (const member of members) {
      const kind = tree.kindOf(member);
      if (
        kind === 'method_declaration' ||
        kind === 'constructor_declaration' ||
        kind === 'compact_constructor_declaration'
      )
        this.#method(member, cls, scope);
      else if (kind === 'field_declaration' || kind === 'constant_declaration')
        fields.push({ member, isStatic: kind === 'constant_declaration' || this.#has(member, 'static') });
      else if (kind === 'block') fields.push({ member, isStatic: false });
      else if (kind === 'static_initializer') fields.push({ member, isStatic: true });
      else if (kind === 'enum_constant') fields.push({ member, isStatic: true });
      else if (isTypeDeclaration(kind)) this.type(member, name, scope);
    }
    const initialised = fields.filter(({ isStatic }) => !isStatic);
    if (initialised.length > 0)
      this.#initialiser(
        '<init-fields>',
        initialised.map(({ member }) => member),
        cls,
        scope,
        node,
      );
    const statics = fields.filter(({ isStatic }) => isStatic);
    if (statics.length > 0)
      this.#statics(
        statics.map(({ member }) => member),
        cls,
      );
    return cls;
  }

  #members(node: Node, body = this.tree.child(node, 'body')): Node[] {
    const { tree } = this;
    if (body === none) return [];
    return tree
      .namedChildren(body)
      .flatMap((child) => (tree.is(child, 'enum_body_declarations') ? tree.namedChildren(child) : [child]));
  }

  #declareFields(node: Node, cls: IrClass): void {
    const type = this.names.typeOf(this.tree.child(node, 'type'));
    for (const declarator of this.tree.childrenIn(node, 'declarator'))
      cls.fields.set(this.tree.textOf(this.tree.child(declarator, 'name')), type);
  }

  /** `static final int MOST = 3;` is what it is declared to be. */
  #staticFields(node: Node): [string, boolean][] {
    const { tree } = this;
    const isConstant = tree.is(node, 'constant_declaration');
    if (!isConstant && !(tree.is(node, 'field_declaration') && this.#has(node, 'static'))) return [];
    const isFinal = isConstant || this.#has(node, 'final');
    return tree
      .childrenIn(node, 'declarator')
      .map((declarator) => [
        tree.textOf(tree.child(declarator, 'name')),
        isFinal && tree.child(declarator, 'value') !== none,
      ]);
  }

  /** What Java writes for a record: a constructor that keeps each part, and a method that gives it. */
  #record(node: Node, cls: IrClass, outer: FunctionScope): void {
    const list = this.tree.child(node, 'parameters');
    const parts = this.#parametersOf(list);
    for (const { name, type } of parts) cls.fields.set(name, type);
    if (!cls.methods.has('<init>')) {
      const scope = this.#open('<init>', node, cls, outer);
      scope.fn.self = scope.builder.register('this');
      this.parameters(list, scope);
      this.#keepParts(node, scope);
    }
    for (const { name, type } of parts) {
      if (cls.methods.has(name)) continue;
      const scope = this.#open(name, node, cls, outer);
      scope.fn.self = scope.builder.register('this');
      scope.fn.returns = type;
      scope.return(scope.builder.emit('load', node, { a: scope.fn.self, name }), node);
    }
  }

  #keepParts(node: Node, { fn, builder }: FunctionScope): void {
    for (const { name, register } of fn.parameters) builder.effect('store', node, { a: fn.self, b: register, name });
  }

  #method(node: Node, cls: IrClass, outer: FunctionScope): void {
    const { tree, names } = this;
    const isConstructor = !tree.is(node, 'method_declaration');
    const scope = this.#open(isConstructor ? '<init>' : tree.textOf(tree.child(node, 'name')), node, cls, outer);
    const { fn } = scope;
    fn.annotations = this.annotations(node);
    fn.isStatic = this.#has(node, 'static');
    fn.isExported = this.#has(node, 'public');
    fn.returns = isConstructor ? '' : names.typeOf(tree.child(node, 'type'));
    if (fn.returns === 'void') fn.returns = '';
    fn.self = scope.builder.register('this');
    const isCompact = tree.is(node, 'compact_constructor_declaration');
    const record = isCompact ? cls.node : node;
    this.parameters(tree.child(record, 'parameters'), scope);
    const body = tree.child(node, 'body');
    if (body !== none) this.body(scope, cls).block(body);
    if (isCompact) this.#keepParts(node, scope);
  }

  /** Declares the parameters of a method or lambda. */
  parameters(list: Node, scope: FunctionScope): void {
    if (list === none) return;
    for (const parameter of this.#parametersOf(list)) {
      parameter.register = scope.declare(parameter.name, parameter.type);
      scope.fn.parameters.push(parameter);
    }
  }

  #parametersOf(list: Node): Parameter[] {
    const { tree, names } = this;
    const found: Parameter[] = [];
    for (const node of tree.namedChildren(list)) {
      const kind = tree.kindOf(node);
      if (kind === 'identifier')
        found.push({ name: tree.textOf(node), register: nothing, type: '', annotations: [], rest: '' });
      else if (kind === 'formal_parameter')
        found.push({
          name: tree.textOf(tree.child(node, 'name')),
          register: nothing,
          type: names.typeOf(tree.child(node, 'type')),
          annotations: this.annotations(node),
          rest: '',
        });
      else if (kind === 'spread_parameter') {
        const declarator = tree.childOfKind(node, 'variable_declarator');
        found.push({
          name: tree.textOf(tree.child(declarator, 'name')),
          register: nothing,
          type: '',
          annotations: this.annotations(node),
          rest: 'list',
        });
      }
    }
    return found;
  }

  /** Field initialisers and blocks, run on each new object. */
  #initialiser(name: string, members: readonly Node[], cls: IrClass, outer: FunctionScope, node: Node): void {
    const scope = this.#open(name, node, cls, outer);
    scope.fn.self = scope.builder.register('this');
    const body = this.body(scope, cls);
    for (const member of members) body.member(member, scope.fn.self);
  }

  /** Static fields are set by the module's own code: they are what they are before anything runs. */
  #statics(members: readonly Node[], cls: IrClass): void {
    const body = this.body(this.#top, cls);
    for (const member of members) {
      const self = this.#top.builder.emit('class', member, { name: cls.name });
      body.member(member, self);
    }
  }

  #open(name: string, node: Node, cls: IrClass, outer: FunctionScope): FunctionScope {
    const scope = new FunctionScope(this.module.functions.length, name, node, outer);
    scope.fn.className = cls.name;
    this.module.functions.push(scope.fn);
    const known = cls.methods.get(name);
    if (known) known.push(scope.fn.index);
    else cls.methods.set(name, [scope.fn.index]);
    return scope;
  }

  /** A lambda's or method reference's function. */
  closure(node: Node, outer: FunctionScope): FunctionScope {
    const scope = new FunctionScope(this.module.functions.length, '<lambda>', node, outer);
    this.module.functions.push(scope.fn);
    return scope;
  }

  annotations(node: Node): Annotation[] {
    const { tree } = this;
    const modifiers = tree.childOfKind(node, 'modifiers');
    if (modifiers === none) return [];
    return tree
      .namedChildren(modifiers)
      .filter((child) => tree.is(child, 'annotation') || tree.is(child, 'marker_annotation'))
      .map((child) => ({
        name: this.names.qualify(tree.textOf(tree.child(child, 'name'))),
        arguments: this.#annotationArguments(child),
        node: child,
      }));
  }

  #annotationArguments(node: Node): Map<string, string> {
    const { tree } = this;
    const found = new Map<string, string>();
    const list = tree.child(node, 'arguments');
    if (list === none) return found;
    tree.namedChildren(list).forEach((one, at) => {
      if (tree.is(one, 'element_value_pair'))
        found.set(tree.textOf(tree.child(one, 'key')), unquoted(tree.textOf(tree.child(one, 'value'))));
      else found.set(String(at), unquoted(tree.textOf(one)));
    });
    return found;
  }

  #has(node: Node, modifier: string): boolean {
    const modifiers = this.tree.childOfKind(node, 'modifiers');
    return modifiers !== none && this.tree.childOfKind(modifiers, modifier) !== none;
  }
}

function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1) : text;
}

export function isTypeDeclaration(kind: string): boolean {
  return (
    kind === 'class_declaration' ||
    kind === 'interface_declaration' ||
    kind === 'enum_declaration' ||
    kind === 'record_declaration' ||
    kind === 'annotation_type_declaration'
  );
}
