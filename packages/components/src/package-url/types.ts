type Need = 'required' | 'prohibited';

/** What a type of package URL asks of its parts. Where nothing is said, a part is optional and keeps its case. */
export interface PurlType {
  namespace?: Need;
  /** These parts are the same package in any case, and are written in lower case. */
  lowerCase?: readonly ('namespace' | 'name' | 'version')[];
  name?: RegExp;
  version?: RegExp;
  /** Qualifiers that must be there. */
  required?: readonly string[];
  /** Qualifiers the type itself defines: they are written in lower case. */
  qualifiers?: readonly string[];
  /** The namespace is the first segment, the name is all that follow. */
  hasPathName?: boolean;
  normaliseName?: (name: string, purl: { namespace: string; qualifiers: Readonly<Record<string, string>> }) => string;
}

const lower: PurlType = { lowerCase: ['namespace', 'name'] };
const alone: PurlType = { namespace: 'prohibited' };

/**
 * The registered types whose rules say more than the general ones, as facts of their definitions.
 * @see https://github.com/package-url/purl-spec/tree/main/types
 */
export const purlTypes: Readonly<Record<string, PurlType>> = {
  alpm: { ...lower, namespace: 'required', qualifiers: ['arch'] },
  apk: { ...lower, namespace: 'required', qualifiers: ['arch'] },
  bazel: alone,
  bitbucket: { ...lower, namespace: 'required' },
  bitnami: { ...lower, ...alone, qualifiers: ['arch', 'distro'] },
  brew: lower,
  cargo: alone,
  'chrome-extension': { ...lower, ...alone, name: /^[a-p]{32}$/, version: /^\d+(\.\d+){0,3}$/ },
  cocoapods: alone,
  composer: { ...lower, namespace: 'required' },
  conda: { ...alone, qualifiers: ['build', 'channel', 'subdir', 'type'] },
  cpan: { name: /^(?!.*::)/ },
  cran: alone,
  deb: { ...lower, namespace: 'required', qualifiers: ['arch'] },
  gem: { ...alone, qualifiers: ['platform'] },
  git: {
    namespace: 'required',
    hasPathName: true,
    // GitHub's names are the same in any case, whatever type writes them.
    normaliseName: (name, { namespace }) => (/^github(?:\.com)?$/i.test(namespace) ? name.toLowerCase() : name),
  },
  github: { ...lower, namespace: 'required' },
  hackage: alone,
  hex: lower,
  huggingface: { namespace: 'required', lowerCase: ['version'] },
  julia: { ...alone, required: ['uuid'], qualifiers: ['uuid'] },
  luarocks: lower,
  maven: { namespace: 'required', qualifiers: ['classifier', 'type'] },
  mlflow: {
    ...alone,
    // Databricks takes names in any case, Azure keeps it.
    normaliseName: (name, { qualifiers }) =>
      /databricks/i.test(qualifiers['repository_url'] ?? '') ? name.toLowerCase() : name,
  },
  nuget: alone,
  oci: { ...alone, lowerCase: ['name', 'version'], qualifiers: ['arch', 'tag'] },
  opam: alone,
  otp: { ...lower, ...alone },
  pub: { ...alone, lowerCase: ['name'], normaliseName: (name) => name.replaceAll(/[^a-z0-9]/g, '_') },
  pypi: { ...alone, lowerCase: ['name', 'version'], normaliseName: (name) => name.replaceAll(/[-_.]+/g, '-') },
  qpkg: { namespace: 'required', lowerCase: ['namespace'] },
  rpm: { namespace: 'required', lowerCase: ['namespace'], qualifiers: ['epoch', 'arch'] },
  swid: {
    required: ['tag_id'],
    qualifiers: ['tag_id', 'tag_version', 'patch', 'tag_creator_name', 'tag_creator_regid'],
  },
  swift: { namespace: 'required' },
  vcpkg: alone,
  'vscode-extension': { namespace: 'required', lowerCase: ['namespace', 'name', 'version'] },
  yocto: { lowerCase: ['namespace'] },
};
