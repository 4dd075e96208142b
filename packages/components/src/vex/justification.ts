/** Why something is not affected, in the five words of VEX, and what CycloneDX calls it. */
const words: readonly (readonly [vex: string, cycloneDx: string])[] = [
  ['component_not_present', 'code_not_present'],
  ['vulnerable_code_not_present', 'code_not_present'],
  ['vulnerable_code_not_in_execute_path', 'code_not_reachable'],
  ['vulnerable_code_cannot_be_controlled_by_adversary', 'requires_environment'],
  ['inline_mitigations_already_exist', 'protected_by_mitigating_control'],
];

/** CycloneDX knows finer ones; they are of these families. */
const families: Readonly<Record<string, string>> = {
  code_not_present: 'vulnerable_code_not_present',
  code_not_reachable: 'vulnerable_code_not_in_execute_path',
  requires_configuration: 'vulnerable_code_cannot_be_controlled_by_adversary',
  requires_dependency: 'vulnerable_code_not_in_execute_path',
  requires_environment: 'vulnerable_code_cannot_be_controlled_by_adversary',
  protected_by_compiler: 'inline_mitigations_already_exist',
  protected_at_runtime: 'inline_mitigations_already_exist',
  protected_at_perimeter: 'inline_mitigations_already_exist',
  protected_by_mitigating_control: 'inline_mitigations_already_exist',
};

export function fromCycloneDx(word: string | undefined): string | undefined {
  return word !== undefined && Object.hasOwn(families, word) ? families[word] : word;
}

/** Undefined for a word that is none of VEX'. */
export function toCycloneDx(word: string | undefined): string | undefined {
  return words.find(([vex]) => vex === word)?.[1];
}

export function isJustification(word: string | undefined): word is string {
  return words.some(([vex]) => vex === word);
}
