/** What a method's name says of it, where nothing else does. */
export interface MethodTraits {
  /** It puts something into its receiver. */
  readonly isMutator: boolean;
  /** It changes a setting, for which later conditions ask. */
  readonly isSetter: boolean;
  /** It answers about data, without the data. */
  readonly isNeverText: boolean;
}

const mutators =
  /^(append|add|put|push|set|insert|write|concat|update|extend|unshift|offer|copy|replace|delete|reverse|load|feed|assign|print|read)/i;
const setters =
  /^(type$|code$|status$|header$|contentType$|set|enable|disable|require|allow|with|add|disallow|verify|check)/i;
const neverText =
  /^(length|size|count|indexOf|lastIndexOf|equals|equalsIgnoreCase|compareTo|compare|contains|containsKey|containsValue|includes|has|is[A-Z_]\w*|startsWith|endsWith|startswith|endswith|matches|test|exists|hashCode|isEmpty|hasNext|hasMoreElements|every|some|find_all_count)$/;

const most = 100_000;
const known = new Map<string, MethodTraits>();

/** Asked at every call; a name's answer is kept. */
export function traitsOf(method: string): MethodTraits {
  let traits = known.get(method);
  if (!traits) {
    traits = {
      isMutator: mutators.test(method),
      isSetter: setters.test(method),
      isNeverText: neverText.test(method),
    };
    if (known.size < most) known.set(method, traits);
  }
  return traits;
}
