import type { Descriptor, DescriptorReference, ToolComponent } from './log.ts';
import type { RunOutline } from './outline.ts';
import type { Result } from './result.ts';

/** Finds the description of a result's rule, however the report points to it. */
export class RuleBook {
  readonly #outline: RunOutline;
  readonly #byId = new Map<string, Descriptor>();

  constructor(outline: RunOutline) {
    this.#outline = outline;
    for (const component of [outline.driver, ...outline.extensions]) {
      for (const rule of component.rules) if (rule && !this.#byId.has(rule.id)) this.#byId.set(rule.id, rule);
    }
  }

  /** The ids of all rules that are described and not switched off. */
  get ids(): string[] {
    return [...this.#byId.values()].filter((rule) => rule.defaultConfiguration?.enabled !== false).map(({ id }) => id);
  }

  /** SARIF 3.27.5–3.27.7 and 3.52: an index into the right component, else an id, else the front part of an id. */
  of(result: Result): { id: string | undefined; rule: Descriptor | undefined; component: ToolComponent } {
    const component = this.#component(result.rule);
    const index = result.rule?.index ?? result.ruleIndex;
    const id = result.ruleId ?? result.rule?.id;
    const indexed = index === undefined ? undefined : (component.rules[index] ?? undefined);
    // An index that contradicts the id is a mistake of the tool; the id is what people know the rule by.
    const rule = indexed && (id === undefined || belongs(id, indexed.id)) ? indexed : this.#named(id);
    return { id: id ?? rule?.id, rule, component };
  }

  #named(id: string | undefined): Descriptor | undefined {
    for (let name = id ?? ''; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
      const rule = this.#byId.get(name);
      if (rule) return rule;
    }
    return undefined;
  }

  #component(reference: DescriptorReference | undefined): ToolComponent {
    const { extensions, driver } = this.#outline;
    const of = reference?.toolComponent;
    if (!of) return driver;
    if (of.index !== undefined) return extensions[of.index] ?? driver;
    return (
      extensions.find(
        ({ guid, name }) => (of.guid !== undefined && guid === of.guid) || (of.name !== undefined && name === of.name),
      ) ?? driver
    );
  }
}

/** `CA1000/1` is a case of `CA1000`. */
function belongs(id: string, ruleId: string): boolean {
  return id === ruleId || id.startsWith(`${ruleId}/`);
}
