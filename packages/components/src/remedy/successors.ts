/** A package that its authors have left, and what took its place. */
export interface Successor {
  ecosystem: string;
  name: string;
  to: string;
  reason: string;
}

/** Each with the reason its own authors, or its registry's page, give. */
export const successors: readonly Successor[] = [
  {
    ecosystem: 'npm',
    name: 'request',
    to: 'undici',
    reason: 'deprecated by its authors in 2020; the runtime has fetch built in',
  },
  { ecosystem: 'npm', name: 'node-uuid', to: 'uuid', reason: 'renamed by its authors' },
  { ecosystem: 'npm', name: 'uglify-es', to: 'terser', reason: 'no longer maintained; terser goes on with it' },
  {
    ecosystem: 'npm',
    name: 'xmldom',
    to: '@xmldom/xmldom',
    reason: 'moved to a scope by its maintainers; the old name gets no fixes',
  },
  {
    ecosystem: 'npm',
    name: 'vm2',
    to: 'isolated-vm',
    reason: 'its authors found that the sandbox cannot be made safe',
  },
  { ecosystem: 'npm', name: 'jade', to: 'pug', reason: 'renamed by its authors' },
  { ecosystem: 'npm', name: 'istanbul', to: 'nyc', reason: 'deprecated by its authors' },
  {
    ecosystem: 'npm',
    name: 'babel-traverse',
    to: '@babel/traverse',
    reason: 'version 7 and later are under this name',
  },
  { ecosystem: 'npm', name: 'json-schema', to: 'ajv', reason: 'no validator that is kept up to date' },
  { ecosystem: 'npm', name: 'static-eval', to: 'no successor', reason: 'never meant for untrusted input' },
  { ecosystem: 'npm', name: 'tslint', to: 'eslint', reason: 'deprecated by its authors in 2019' },
  { ecosystem: 'npm', name: 'csurf', to: 'csrf-csrf', reason: 'deprecated by its authors in 2022' },
  {
    ecosystem: 'npm',
    name: 'html-minifier',
    to: 'html-minifier-terser',
    reason: 'no release since 2019; the fork is maintained',
  },
  { ecosystem: 'npm', name: 'ip', to: 'ipaddr.js', reason: 'its checks of private addresses are not repaired' },
  {
    ecosystem: 'PyPI',
    name: 'pycrypto',
    to: 'pycryptodome',
    reason: 'no release since 2013; the fork keeps its interface',
  },
  { ecosystem: 'PyPI', name: 'python-jose', to: 'pyjwt', reason: 'seldom maintained' },
  { ecosystem: 'PyPI', name: 'pypdf2', to: 'pypdf', reason: 'renamed by its authors' },
  { ecosystem: 'PyPI', name: 'py', to: 'no successor', reason: 'in maintenance mode; pytest does without it' },
  { ecosystem: 'PyPI', name: 'nose', to: 'pytest', reason: 'no longer maintained' },
  {
    ecosystem: 'Go',
    name: 'github.com/dgrijalva/jwt-go',
    to: 'github.com/golang-jwt/jwt/v5',
    reason: 'handed over by its author',
  },
  {
    ecosystem: 'Go',
    name: 'github.com/gogo/protobuf',
    to: 'google.golang.org/protobuf',
    reason: 'deprecated by its authors',
  },
  { ecosystem: 'Go', name: 'github.com/satori/go.uuid', to: 'github.com/google/uuid', reason: 'no longer maintained' },
  {
    ecosystem: 'Go',
    name: 'gopkg.in/yaml.v2',
    to: 'go.yaml.in/yaml/v3',
    reason: 'no longer maintained under this name',
  },
  { ecosystem: 'crates.io', name: 'failure', to: 'anyhow', reason: 'deprecated by its authors' },
  { ecosystem: 'crates.io', name: 'term', to: 'termcolor', reason: 'looking for a maintainer' },
  { ecosystem: 'crates.io', name: 'dotenv', to: 'dotenvy', reason: 'no longer maintained; the fork is' },
  { ecosystem: 'crates.io', name: 'ansi_term', to: 'nu-ansi-term', reason: 'no longer maintained; the fork is' },
  { ecosystem: 'crates.io', name: 'net2', to: 'socket2', reason: 'deprecated by its authors' },
  { ecosystem: 'crates.io', name: 'tempdir', to: 'tempfile', reason: 'merged into it by its authors' },
  { ecosystem: 'crates.io', name: 'serde_cbor', to: 'ciborium', reason: 'archived by its author, who names it' },
  {
    ecosystem: 'crates.io',
    name: 'atty',
    to: 'std::io::IsTerminal',
    reason: 'no longer maintained; the standard library does it',
  },
  {
    ecosystem: 'crates.io',
    name: 'proc-macro-error',
    to: 'proc-macro-error2',
    reason: 'no longer maintained; the fork is',
  },
  { ecosystem: 'crates.io', name: 'instant', to: 'web-time', reason: 'no longer maintained; its author names it' },
  {
    ecosystem: 'Maven',
    name: 'log4j:log4j',
    to: 'org.apache.logging.log4j:log4j-core',
    reason: 'end of life since 2015',
  },
  {
    ecosystem: 'Maven',
    name: 'commons-collections:commons-collections',
    to: 'org.apache.commons:commons-collections4',
    reason: 'goes on under this name',
  },
  {
    ecosystem: 'RubyGems',
    name: 'paperclip',
    to: 'kt-paperclip',
    reason: 'deprecated by its authors; the fork is maintained',
  },
  { ecosystem: 'Packagist', name: 'swiftmailer/swiftmailer', to: 'symfony/mailer', reason: 'end of life since 2021' },
];

export function successorOf(ecosystem: string, name: string): Successor | undefined {
  return successors.find((one) => one.ecosystem === ecosystem && one.name === name);
}
