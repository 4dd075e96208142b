import { isInstant } from '../instant.ts';
import { fieldsOf, listOf, type Fields } from '../text.ts';
import { hashBytes, isHashContent, isLicenceId } from '../bom/vocabulary.ts';
import {
  flows,
  isComponentType,
  isSince,
  issueTypes,
  patchTypes,
  scopes,
  tlp,
  type SpecVersion,
} from './vocabulary.ts';

/** One thing in a document that its own specification forbids. The rest of the document still counts. */
export interface Problem {
  /** Below the item: `.hashes[0].content`. */
  at: string;
  detail: string;
}

/** Holds one item against what its version allows. */
export class Checker {
  readonly problems: Problem[] = [];
  readonly #version: SpecVersion;

  constructor(version: SpecVersion) {
    this.#version = version;
  }

  component(value: unknown, at = ''): void {
    const component = fieldsOf(value);
    this.#oneText(component, 'name', at, true);
    const { type, scope } = component;
    if (typeof type !== 'string') this.#say(`${at}.type`, 'a component needs a type');
    else if (!isComponentType(type, this.#version))
      this.#say(`${at}.type`, `this type does not exist in ${this.#version}`);
    if (scope !== undefined && !scopes.has(String(scope)))
      this.#say(`${at}.scope`, 'a scope is required, optional or excluded');
    if (component['bom-ref'] === '') this.#say(`${at}.bom-ref`, 'a bom-ref may not be empty');
    if (!isSince(this.#version, '1.4')) this.#oneText(component, 'version', at, true);
    this.#versionRange(component, at);
    this.#hashes(component['hashes'], `${at}.hashes`);
    this.licences(component['licenses'], `${at}.licenses`);
    this.#properties(component['properties'], `${at}.properties`);
    if (component['swid'] !== undefined) this.#oneText(fieldsOf(component['swid']), 'tagId', `${at}.swid`, true);
    this.#pedigree(component['pedigree'], `${at}.pedigree`);
    for (const [index, inner] of listOf(component['components']).entries())
      this.component(inner, `${at}.components[${index}]`);
  }

  metadata(value: unknown): void {
    const metadata = fieldsOf(value);
    const { timestamp } = metadata;
    if (timestamp !== undefined && !isInstant(timestamp))
      this.#say('.timestamp', 'a timestamp is written as in RFC 3339');
    this.licences(metadata['licenses'], '.licenses');
    this.#properties(metadata['properties'], '.properties');
    if (metadata['component'] !== undefined) this.component(metadata['component'], '.component');
    const { distribution, distributionConstraints } = metadata;
    if (distribution !== undefined) this.#say('.distribution', 'there is no such field; see distributionConstraints');
    const marking = fieldsOf(distributionConstraints)['tlp'];
    if (marking !== undefined && !tlp.has(String(marking)))
      this.#say('.distributionConstraints.tlp', 'this TLP marking does not exist');
  }

  service(value: unknown): void {
    const service = fieldsOf(value);
    this.#oneText(service, 'name', '', true);
    this.licences(service['licenses'], '.licenses');
    this.#properties(service['properties'], '.properties');
    for (const [index, one] of listOf(service['data']).entries()) {
      if (!flows.has(String(fieldsOf(one)['flow'])))
        this.#say(`.data[${index}].flow`, 'this direction of flow does not exist');
    }
  }

  dependency(value: unknown): void {
    const { ref } = fieldsOf(value);
    if (typeof ref !== 'string' || ref === '') this.#say('.ref', 'a dependency needs the reference of a component');
  }

  citation(value: unknown): void {
    const citation = fieldsOf(value);
    if (citation['attributedTo'] === undefined && citation['process'] === undefined) {
      this.#say('', 'a citation needs attributedTo or process');
    }
    if ((citation['pointers'] === undefined) === (citation['expressions'] === undefined)) {
      this.#say('', 'a citation has either pointers or expressions');
    }
  }

  licences(value: unknown, at: string): void {
    const choices = listOf(value);
    const expressions = choices.filter((one) => fieldsOf(one)['expression'] !== undefined).length;
    // From 1.7 on expressions and licences may stand side by side.
    if (expressions > 0 && choices.length > 1 && !isSince(this.#version, '1.7')) {
      this.#say(at, 'an expression stands alone, without other licences');
    }
    for (const [index, one] of choices.entries()) this.#licence(fieldsOf(one), `${at}[${index}]`);
  }

  #licence(choice: Fields, at: string): void {
    if (choice['expression'] !== undefined) {
      if (choice['license'] !== undefined) this.#say(at, 'this is both a licence and an expression');
      return;
    }
    const licence = fieldsOf(choice['license']);
    const { id, name, text } = licence;
    if (id === undefined && name === undefined) this.#say(at, 'a licence needs an id or a name');
    if (id !== undefined && name !== undefined) this.#say(at, 'a licence has an id or a name, not both');
    if (Array.isArray(id) || Array.isArray(name)) this.#say(at, 'a licence has one id or one name');
    else if (id !== undefined && !isLicenceId(String(id))) this.#say(`${at}.license.id`, 'this is no SPDX licence id');
    const { encoding } = fieldsOf(text);
    if (encoding !== undefined && encoding !== 'base64')
      this.#say(`${at}.license.text.encoding`, 'the only encoding is base64');
    this.#properties(licence['properties'], `${at}.license.properties`);
  }

  #hashes(value: unknown, at: string): void {
    for (const [index, one] of listOf(value).entries()) {
      const { alg, content } = fieldsOf(one);
      if (typeof alg !== 'string' || !Object.hasOwn(hashBytes, alg))
        this.#say(`${at}[${index}].alg`, 'this hash algorithm does not exist');
      else if (typeof content !== 'string' || !isHashContent(content))
        this.#say(`${at}[${index}].content`, `this is no ${alg} digest`);
    }
  }

  #properties(value: unknown, at: string): void {
    for (const [index, one] of listOf(value).entries()) {
      const { name, value: content, ...more } = fieldsOf(one);
      const odd =
        typeof name !== 'string' ||
        (content !== undefined && typeof content !== 'string') ||
        Object.keys(more).length > 0;
      if (odd) this.#say(`${at}[${index}]`, 'a property has a name and a value');
    }
  }

  #pedigree(value: unknown, at: string): void {
    const pedigree = fieldsOf(value);
    for (const kin of ['ancestors', 'descendants', 'variants']) {
      for (const [index, one] of listOf(pedigree[kin]).entries()) this.component(one, `${at}.${kin}[${index}]`);
    }
    for (const [index, one] of listOf(pedigree['patches']).entries()) {
      const patch = fieldsOf(one);
      if (!patchTypes.has(String(patch['type'])))
        this.#say(`${at}.patches[${index}].type`, 'this type of patch does not exist');
      for (const [which, issue] of listOf(patch['resolves']).entries()) {
        if (!issueTypes.has(String(fieldsOf(issue)['type']))) {
          this.#say(`${at}.patches[${index}].resolves[${which}].type`, 'this type of issue does not exist');
        }
      }
    }
  }

  #versionRange(component: Fields, at: string): void {
    if (component['versionRange'] === undefined) return;
    if (component['version'] !== undefined)
      this.#say(`${at}.versionRange`, 'a component has a version or a range, not both');
    if (String(component['isExternal']) !== 'true')
      this.#say(`${at}.versionRange`, 'only an external component has a range of versions');
  }

  #oneText(of: Fields, key: string, at: string, needed: boolean): void {
    const value = of[key];
    if (value === undefined ? needed : typeof value !== 'string')
      this.#say(`${at}.${key}`, `one ${key} is expected here, as text`);
  }

  #say(at: string, detail: string): void {
    if (this.problems.length < 100) this.problems.push({ at, detail });
  }
}
