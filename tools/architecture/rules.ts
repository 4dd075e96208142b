/** The house as data: who may know whom (design, section 4). What a package lists in `package.json` must be within this. */
export const mayKnow: Record<string, readonly string[]> = {
  model: [],
  blueprint: ['model'],
  tree: ['model'],
  formats: ['model'],
  code: ['model'],
  surface: ['model', 'code'],
  secrets: ['model'],
  components: ['model'],
  config: ['model'],
  images: ['model'],
  runtime: ['model'],
  attack: ['model'],
  policy: ['model'],
  evidence: ['model'],
  store: ['model', 'policy', 'evidence'],
  api: ['model', 'policy', 'evidence'],
  connect: ['model'],
  web: ['model', 'api'],
  server: ['*'],
  cli: ['*'],
};

/** Apps, which nobody imports; except that `stoa up` and `stoa serve` start the server in their own process. */
export const apps = ['cli', 'server', 'web'];
export const appsThatMayBeKnown: Record<string, readonly string[]> = { cli: ['server'] };

/** Rooms without a machine: no files, no network, no processes. */
export const pure = ['model', 'formats', 'policy', 'evidence', 'api', 'secrets', 'components', 'code', 'surface'];
/** Where a pure room may touch the machine after all, visibly. */
export const edge = '/src/edge/';
export const machine =
  /^(node:)?(fs|fs\/promises|net|tls|http|https|http2|dgram|child_process|worker_threads|cluster|os|process)$/;

export const bannedNames = /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/;

/** Lines past which a file may hold a second idea; tables written out as code are data, however long. */
export const longFile = 300;
export const tables = [
  'packages/secrets/src/rules/apis.ts',
  'packages/secrets/src/rules/cloud.ts',
  'packages/secrets/src/rules/code-hosting.ts',
  'packages/secrets/src/rules/communication.ts',
];
