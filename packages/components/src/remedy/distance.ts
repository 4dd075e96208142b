/** How large a step from one version to another is: what a person would call it. */
export type Step = 'patch' | 'minor' | 'major';

/**
 * Versions of one class promise to be compatible: the major number, and below 1.0 the minor one.
 * @see https://semver.org/#spec-item-4
 */
export function classOf(ecosystem: string, version: string): string {
  // A new major version of a Go module is another module: whatever has the same path is compatible.
  if (ecosystem === 'Go') return '';
  const [major = '0', minor = '0', patch = '0'] = numbersOf(version);
  if (major !== '0') return major;
  return minor === '0' ? `0.0.${patch}` : `0.${minor}`;
}

export function stepBetween(ecosystem: string, from: string, to: string): Step {
  if (classOf(ecosystem, from) !== classOf(ecosystem, to)) return 'major';
  const [, a = '0'] = numbersOf(from);
  const [, b = '0'] = numbersOf(to);
  return a === b || numbersOf(from)[0] === '0' ? 'patch' : 'minor';
}

function numbersOf(version: string): string[] {
  return /\d+(?:\.\d+)*/.exec(version.replace(/^\d+[!:]/, ''))?.[0].split('.') ?? [];
}

/** Not meant for everybody yet: never chosen unless one of the kind is in use. */
export function isPreRelease(ecosystem: string, version: string): boolean {
  switch (ecosystem) {
    case 'PyPI':
      return /\d(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*)+/i.test(version.replace(/\+.*$/, ''));
    case 'Maven':
      return /[-.](?:alpha|beta|rc|cr|m|milestone|snapshot|ea|pre|preview|dev|b|a)[-.]?\d*(?:[-.].*)?$/i.test(version);
    case 'RubyGems':
      return /[a-z]/i.test(version);
    case 'Packagist':
      return /(?:alpha|beta|rc|dev)/i.test(version);
    default:
      return version.includes('-');
  }
}
