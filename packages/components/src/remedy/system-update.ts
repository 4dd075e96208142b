import { parsePurl, PurlError } from '../package-url/package-url.ts';

const apt = (name: string) => `apt-get install --only-upgrade ${name}`;
const apk = (name: string) => `apk add --upgrade ${name}`;
const dnf = (name: string) => `dnf upgrade ${name}`;
const zypper = (name: string) => `zypper update ${name}`;

/** What a distribution's own tool is asked, by the ecosystem's name without its release. */
const commands: Readonly<Record<string, (name: string) => string>> = {
  Debian: apt,
  Ubuntu: apt,
  Alpine: apk,
  Wolfi: apk,
  Chainguard: apk,
  'Red Hat': dnf,
  'Rocky Linux': dnf,
  AlmaLinux: dnf,
  openSUSE: zypper,
  SUSE: zypper,
};

/**
 * The command that updates a package of an operating system; `undefined` where the ecosystem is none. Advisories speak of
 * source packages, the command of the installed one, which the package URL names.
 */
export function systemUpdate(ecosystem: string, purl: string): string | undefined {
  if (!Object.hasOwn(commands, ecosystem)) return undefined;
  const name = nameIn(purl);
  // The name goes into a shell: only what such names are made of.
  return /^[a-z0-9][\w.+-]*$/i.test(name) ? commands[ecosystem]!(name) : undefined;
}

/** `''` where a report has brought something that is no package URL. */
function nameIn(purl: string): string {
  try {
    return parsePurl(purl).name;
  } catch (error) {
    if (error instanceof PurlError) return '';
    throw error;
  }
}
