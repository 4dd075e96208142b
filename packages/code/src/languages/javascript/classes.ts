import type { Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import type { JavaScriptModule } from './module.ts';

/** Classes, declared or as expressions. */
export class JavaScriptClass {
  readonly #module: JavaScriptModule;
  readonly #scope: FunctionScope;

  constructor(module: JavaScriptModule, scope: FunctionScope) {
    this.#module = module;
    this.#scope = scope;
  }

  /** Gives the register that holds the class. */
  lower(node: Node, name: string): Register {
    const { tree, names } = this.#module;
    const { builder } = this.#scope;
    const qualified = names.declareClass(name || `class@${tree.start[node]}`);
    const cls = this.#module.class(qualified, node);
    const heritage = tree.childOfKind(node, 'class_heritage');
    if (heritage !== none) {
      // JavaScript's grammar has the value itself, TypeScript's a clause around it.
      const [first = none] = tree.namedChildren(heritage);
      const value = tree.is(first, 'extends_clause') ? tree.child(first, 'value') : first;
      if (value !== none && !tree.is(value, 'implements_clause')) cls.supers.push(names.qualify(tree.textOf(value)));
    }
    const body = tree.child(node, 'body');
    const members = body === none ? [] : tree.namedChildren(body);
    const fields: Node[] = [];
    let decorators: Node[] = [];
    for (const member of members) {
      const kind = tree.kindOf(member);
      if (kind === 'decorator') {
        decorators.push(member);
        continue;
      }
      if (kind === 'method_definition') this.#method(member, qualified, decorators);
      else if (kind === 'public_field_definition' || kind === 'field_definition') fields.push(member);
      decorators = [];
    }
    for (const field of fields) cls.fields.set(nameOf(this.#module, field), names.typeOf(tree.child(field, 'type')));
    const value = builder.emit('class', node, { name: qualified });
    const own = fields.filter((field) => tree.childOfKind(field, 'static') === none);
    if (own.some((field) => tree.child(field, 'value') !== none)) this.#initialiser(own, qualified, node);
    const { expressions } = this.#module.body(this.#scope, qualified);
    for (const field of fields)
      if (!own.includes(field) && tree.child(field, 'value') !== none)
        builder.effect('store', field, {
          a: value,
          b: expressions.lower(tree.child(field, 'value')),
          name: nameOf(this.#module, field),
        });
    return value;
  }

  #method(node: Node, className: string, decorators: readonly Node[]): void {
    const { tree, module } = this.#module;
    const name = nameOf(this.#module, node);
    const index = this.#module.function(node, this.#scope, name, className);
    const fn = module.functions[index]!;
    fn.isStatic = tree.childOfKind(node, 'static') !== none;
    fn.annotations = this.#module.annotations(node, decorators);
    const cls = module.classes.find((one) => one.name === className)!;
    // A getter is read like a field: it is no method anyone calls.
    if (tree.childOfKind(node, 'get') === none && tree.childOfKind(node, 'set') === none)
      this.#module.addMethod(cls, name, index);
  }

  #initialiser(fields: readonly Node[], className: string, node: Node): void {
    const { tree, module } = this.#module;
    const scope = new FunctionScope(module.functions.length, '<init-fields>', node, this.#scope);
    module.functions.push(scope.fn);
    scope.fn.className = className;
    scope.fn.self = scope.builder.register('this');
    const { expressions } = this.#module.body(scope, className);
    for (const field of fields) {
      const value = tree.child(field, 'value');
      if (value === none) continue;
      scope.builder.effect('store', field, {
        a: scope.fn.self,
        b: expressions.lower(value),
        name: nameOf(this.#module, field),
      });
    }
    this.#module.addMethod(
      module.classes.find((one) => one.name === className)!,
      '<init-fields>',
      scope.fn.index,
    );
  }
}

/** A member's name: `name`, `#name`, `'name'`, or `''` where it is computed. */
function nameOf(module: JavaScriptModule, member: Node): string {
  const { tree } = module;
  const name = tree.child(member, 'name') === none ? tree.child(member, 'property') : tree.child(member, 'name');
  if (name === none || tree.is(name, 'computed_property_name')) return '';
  return tree.is(name, 'string') ? module.textOf(name) : tree.textOf(name);
}
