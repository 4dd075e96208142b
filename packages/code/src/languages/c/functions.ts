import { nothing, type IrClass, type Parameter } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { CBody } from './body.ts';
import { isTrueHere } from './conditions.ts';
import type { Outside } from './parts.ts';
import { intType, pointerTo, typeName, type CType } from './types.ts';
import { stripComments, type CUnit } from './unit.ts';

/** What stands outside functions: definitions, classes, namespaces, what the preprocessor leaves. */
export class CFunctions implements Outside {
  readonly #unit: CUnit;
  readonly topScope: FunctionScope;
  readonly top: CBody;
  readonly #classes = new Map<string, IrClass>();
  readonly #pending: (() => void)[] = [];

  constructor(unit: CUnit) {
    this.#unit = unit;
    this.topScope = new FunctionScope(0, '<module>', 0, null);
    unit.module.functions.push(this.topScope.fn);
    this.top = new CBody(unit, this.topScope, this);
  }

  /** Names first, then bodies: functions may call those further down. */
  file(): void {
    for (const node of this.#unit.tree.namedChildren(0)) this.outer(node, '');
    for (let at = 0; at < this.#pending.length; at += 1) this.#pending[at]!();
  }

  outer(node: Node, prefix: string): void {
    const unit = this.#unit;
    const { tree } = unit;
    switch (tree.kindOf(node)) {
      case 'function_definition':
        return this.#function(node, prefix, '');
      case 'declaration':
        this.#class(tree.child(node, 'type'), prefix);
        return this.top.declarations.declaration(node);
      case 'type_definition':
      case 'alias_declaration':
        return this.typedef(node, prefix);
      case 'struct_specifier':
      case 'union_specifier':
      case 'class_specifier':
        return this.#class(node, prefix);
      case 'enum_specifier':
        unit.typeAt(node);
        return;
      case 'namespace_definition': {
        const name = tree.child(node, 'name');
        const body = tree.child(node, 'body');
        const inner = name === none ? prefix : prefix ? `${prefix}::${tree.textOf(name)}` : tree.textOf(name);
        if (body !== none) for (const child of tree.namedChildren(body)) this.outer(child, inner);
        return;
      }
      case 'linkage_specification': {
        const body = tree.child(node, 'body');
        if (body === none) return;
        if (tree.is(body, 'declaration_list')) for (const child of tree.namedChildren(body)) this.outer(child, prefix);
        else this.outer(body, prefix);
        return;
      }
      case 'template_declaration':
        for (const child of tree.namedChildren(node))
          if (!tree.is(child, 'template_parameter_list')) this.outer(child, prefix);
        return;
      case 'preproc_def':
      case 'preproc_function_def':
        return this.define(node);
      case 'preproc_ifdef':
      case 'preproc_if':
      case 'preproc_elif':
      case 'preproc_elifdef': {
        const decided = isTrueHere(unit, node);
        const alternative = tree.child(node, 'alternative');
        const skip = new Set([tree.child(node, 'name'), tree.child(node, 'condition'), alternative]);
        if (decided !== false)
          for (const child of tree.namedChildren(node)) if (!skip.has(child)) this.outer(child, prefix);
        if (decided !== true && alternative !== none) this.outer(alternative, prefix);
        return;
      }
      case 'preproc_else':
      case 'ERROR':
      case 'declaration_list':
        for (const child of tree.namedChildren(node)) this.outer(child, prefix);
    }
  }

  define(node: Node): void {
    const unit = this.#unit;
    const { tree } = unit;
    if (tree.is(node, 'preproc_def')) return unit.define(node);
    const name = tree.textOf(tree.child(node, 'name'));
    unit.defined.add(name);
    const parameters = tree.child(node, 'parameters');
    const value = tree.child(node, 'value');
    if (value === none || parameters === none) return;
    unit.functionMacros.set(name, {
      parameters: tree.namedChildren(parameters).map((one) => tree.textOf(one)),
      body: stripComments(tree.textOf(value)).trim(),
    });
  }

  typedef(node: Node, prefix = ''): void {
    const unit = this.#unit;
    const { tree } = unit;
    if (tree.is(node, 'alias_declaration')) {
      unit.named.set(tree.textOf(tree.child(node, 'name')), unit.typeAt(tree.child(node, 'type')));
      return;
    }
    const base = unit.specified(node, prefix);
    for (const declarator of tree.childrenIn(node, 'declarator')) {
      const declared = unit.declarator(declarator, base);
      if (declared.name && !(declared.type.kind === 'named' && declared.type.name === declared.name))
        unit.named.set(declared.name, declared.type);
    }
  }

  hasField(className: string, name: string): boolean {
    return this.#classes.get(className)?.fields.has(name) ?? false;
  }

  hasMethod(className: string, name: string): boolean {
    let at = this.#classes.get(className);
    for (let depth = 0; at && depth < 8; depth += 1) {
      if (at.methods.has(name)) return true;
      at = this.#classes.get(at.supers[0] ?? '');
    }
    return false;
  }

  /** A class's members; for C, fields are all there is, and the type has them. */
  #class(node: Node, prefix: string): void {
    const unit = this.#unit;
    const { tree } = unit;
    if (node === none || !/^(struct|class|union)_specifier$/.test(tree.kindOf(node))) return;
    const type = unit.typeAt(node, prefix);
    const body = tree.child(node, 'body');
    if (!unit.isCpp || body === none || type.kind !== 'struct') return;
    const cls = this.#classNamed(typeName(type), node);
    const bases = tree.childOfKind(node, 'base_class_clause');
    if (bases !== none)
      for (const base of tree.namedChildren(bases))
        if (/identifier|template_type/.test(tree.kindOf(base)))
          cls.supers.push(tree.textOf(base).replace(/<.*$/s, '').replaceAll('::', '.'));
    for (const [name, field] of type.fields ?? []) cls.fields.set(name, typeName(field.type));
    this.#members(body, type.name, cls);
  }

  #members(body: Node, qualified: string, cls: IrClass): void {
    const { tree } = this.#unit;
    for (const member of tree.namedChildren(body)) {
      const kind = tree.kindOf(member);
      if (kind === 'function_definition') this.#function(member, qualified, qualified);
      else if (kind === 'field_declaration' || kind === 'declaration') {
        this.#class(tree.child(member, 'type'), qualified);
        for (const declarator of tree.childrenIn(member, 'declarator')) {
          const declared = this.#unit.declarator(declarator, intType);
          if (declared.parameters !== none && !cls.methods.has(declared.name)) cls.methods.set(declared.name, []);
        }
      } else if (/^(class|struct|union|enum)_specifier$/.test(kind)) this.#class(member, qualified);
      else if (kind === 'template_declaration' || kind.startsWith('preproc_')) this.#members(member, qualified, cls);
    }
  }

  #classNamed(name: string, node: Node): IrClass {
    let cls = this.#classes.get(name);
    if (!cls) {
      cls = { name, supers: [], methods: new Map(), fields: new Map(), annotations: [], isInterface: false, node };
      this.#classes.set(name, cls);
      this.#unit.module.classes.push(cls);
    }
    return cls;
  }

  #function(node: Node, prefix: string, className: string): void {
    const unit = this.#unit;
    const { tree } = unit;
    const declarator = tree.child(node, 'declarator');
    const body = tree.child(node, 'body');
    if (declarator === none) return;
    const base = unit.specified(node, '');
    const declared = unit.declarator(declarator, base);
    if (declared.parameters === none) return;
    const noted = declared.parameters;
    let name = declared.name.replace(/<.*$/, '');
    let owner = className;
    const cut = name.lastIndexOf('::');
    if (cut > 0) {
      const scope = name.slice(0, cut);
      name = name.slice(cut + 2);
      const known = unit.named.get(prefix ? `${prefix}::${scope}` : scope) ?? unit.named.get(scope);
      owner = known?.kind === 'struct' ? known.name : '';
      if (!owner && !this.#isNamespace(scope)) owner = prefix ? `${prefix}::${scope}` : scope;
      if (!owner) name = `${scope}.${name}`.replaceAll('::', '.');
    } else if (!owner && prefix) name = `${prefix}.${name}`.replaceAll('::', '.');
    const returns = declared.type.kind === 'function' ? declared.type.returns : base;
    const isStatic = tree
      .namedChildren(node)
      .some((one) => tree.is(one, 'storage_class_specifier') && tree.textOf(one) === 'static');
    const scope = new FunctionScope(unit.module.functions.length, name, node, this.topScope);
    const { fn } = scope;
    fn.isStatic = isStatic && !owner;
    fn.isExported = !isStatic;
    if (name === 'main' && !owner) fn.annotations.push({ name: 'main', arguments: new Map(), node });
    fn.returns = typeName(unit.resolve(returns));
    unit.module.functions.push(fn);
    if (!owner) {
      if (!unit.functions.has(name)) unit.functions.set(name, fn.index);
      const short = name.split('.').at(-1)!;
      if (!unit.functions.has(short)) unit.functions.set(short, fn.index);
      unit.returns.set(name, returns);
      unit.returns.set(short, returns);
      unit.noteParameters([...new Set([name, short])], noted);
    } else {
      unit.noteParameters([`${owner.replaceAll('::', '.')}.${name}`], noted);
      const cls = this.#classNamed(owner.replaceAll('::', '.'), node);
      fn.className = cls.name;
      const known = cls.methods.get(name);
      if (known) known.push(fn.index);
      else cls.methods.set(name, [fn.index]);
    }
    this.#pending.push(() => {
      if (owner) {
        fn.self = scope.declare('this', fn.className);
        unit.typesOf(fn)[fn.self] = pointerTo(unit.named.get(owner) ?? { kind: 'named', name: owner });
      }
      const inner = new CBody(unit, scope, this);
      this.#parameters(scope, inner, declared.parameters);
      const initialisers = tree.childOfKind(node, 'field_initializer_list');
      if (initialisers !== none) this.#initialisers(scope, inner, initialisers);
      if (body !== none) inner.block(body);
    });
  }

  #isNamespace(name: string): boolean {
    return new RegExp(`\\bnamespace\\s+${name.split('::').at(-1)!.replace(/\W/g, '')}\\b`).test(this.#unit.tree.text);
  }

  #parameters(scope: FunctionScope, body: CBody, node: Node): void {
    const unit = this.#unit;
    const { tree } = unit;
    const list = tree.child(node, 'parameters');
    if (list === none) return;
    for (const one of tree.children(list)) {
      if (tree.is(one, 'variadic_parameter') || tree.is(one, '...')) {
        scope.fn.parameters.push(this.#parameter(scope, '...', undefined, 'list'));
        continue;
      }
      if (!/parameter/.test(tree.kindOf(one))) continue;
      const base = unit.specified(one);
      const declarator = tree.child(one, 'declarator');
      const declared = declarator === none ? null : unit.declarator(declarator, base);
      let type: CType = declared?.type ?? base;
      if (type.kind === 'void') continue;
      if (type.kind === 'array') type = pointerTo(type.of);
      if (type.kind === 'function') type = pointerTo(type);
      scope.fn.parameters.push(this.#parameter(scope, declared?.name ?? '', type, ''));
    }
  }

  #parameter(scope: FunctionScope, name: string, type: CType | undefined, rest: Parameter['rest']): Parameter {
    const named = typeName(type && this.#unit.resolve(type));
    const register = scope.declare(name, named);
    if (type) this.#unit.typesOf(scope.fn)[register] = type;
    return { name, register, type: named, annotations: [], rest };
  }

  #initialisers(scope: FunctionScope, body: CBody, list: Node): void {
    const { tree } = this.#unit;
    for (const one of tree.namedChildren(list)) {
      const [field, values] = tree.namedChildren(one);
      if (field === undefined || values === undefined || scope.fn.self === nothing) continue;
      const [value] = tree.namedChildren(values);
      if (value === undefined) continue;
      scope.builder.effect('store', one, {
        a: scope.fn.self,
        b: body.expressions.lower(value),
        name: tree.textOf(field),
      });
    }
  }

  lambda(node: Node, parent: FunctionScope): number {
    const unit = this.#unit;
    const { tree } = unit;
    const scope = new FunctionScope(unit.module.functions.length, '<lambda>', node, parent);
    unit.module.functions.push(scope.fn);
    const body = new CBody(unit, scope, this);
    const declarator = tree.child(node, 'declarator');
    if (declarator !== none) this.#parameters(scope, body, declarator);
    const block = tree.child(node, 'body');
    if (block !== none) body.block(block);
    return scope.fn.index;
  }
}
