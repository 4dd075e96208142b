import { random } from '../judge/randomness.ts';
import { isPlaceholder } from '../judge/placeholder.ts';
import { userAndPassword } from '../judge/structure.ts';
import type { SecretRule } from '../rule.ts';
import { checked } from './code-hosting.ts';
import { named, token } from './define.ts';
import { alnum, uuid } from './made-up.ts';

/** Where packages and images are published. */
export const registries: readonly SecretRule[] = [
  token({
    id: 'npm-token',
    name: 'npm token',
    severity: 'critical',
    shape: 'npm_{alnum:36}',
    judge: checked,
    source: 'https://docs.npmjs.com/about-access-tokens',
  }),
  {
    id: 'npm-auth',
    name: 'npm registry credential',
    severity: 'high',
    keywords: ['_authtoken', '_password', '_auth'],
    run: 16,
    pattern: /(?::|^|\s)(?:_authToken|_auth|_password)\s{0,4}=\s{0,4}["']?(?<secret>[A-Za-z0-9+/=_-]{16,200})/m,
    judge: random(3),
    examples: [`//registry.example/:_authToken=${uuid(2)}`],
    counterExamples: ['//registry.example/:_authToken=${NPM_TOKEN}'],
  },
  named({
    id: 'npm-token-old',
    name: 'npm token, old kind',
    severity: 'critical',
    words: ['npm_token', 'npm-token', 'npmtoken', 'npm_auth', 'npm token', 'npm_access', 'npm_'],
    shape: ['{uuid}'],
  }),
  token({
    id: 'pypi-token',
    name: 'PyPI token',
    severity: 'critical',
    shape: ['pypi-AgEIcHlwaS5vcmc{url:50-1000}', 'pypi-AgENdGVzdC5weXBpLm9yZw{url:50-1000}'],
    keywords: ['pypi-AgE'],
    reach: { before: 4, after: 1100 },
    source: 'https://packaging.python.org/en/latest/specifications/pypirc/',
  }),
  token({ id: 'rubygems-token', name: 'RubyGems API key', severity: 'critical', shape: 'rubygems_{hex:48}' }),
  token({
    id: 'crates-io-token',
    name: 'crates.io token',
    severity: 'critical',
    shape: 'cio{alnum:32}',
    judge: random(3.6),
  }),
  token({ id: 'nuget-api-key', name: 'NuGet API key', severity: 'critical', shape: 'oy2{lower:43}' }),
  token({
    id: 'docker-hub-token',
    name: 'Docker Hub token',
    severity: 'critical',
    shape: ['dckr_pat_{url:27}', 'dckr_oat_{url:32}'],
  }),
  {
    id: 'docker-auth',
    name: 'Container registry credential',
    severity: 'critical',
    keywords: ['"auth"', '\\"auth\\"'],
    run: 12,
    pattern: /\\{0,3}"auth\\{0,3}"\s{0,8}:\s{0,8}\\{0,3}"(?<secret>[A-Za-z0-9+/]{12,4000}={0,2})\\{0,3}"/,
    reach: { before: 4, after: 4100 },
    judge: (secret) => {
      const pair = userAndPassword(secret);
      return pair && pair.password.length >= 4 && !isPlaceholder(pair.password) ? 0.9 : 0;
    },
    examples: [`{"auths":{"registry.example":{"auth":"${Buffer.from(`robot:${alnum(24, 13)}`).toString('base64')}"}}}`],
    counterExamples: ['{"auth": "none-of-your-business"}'],
  },
  token({ id: 'artifactory-token', name: 'Artifactory API key', severity: 'critical', shape: 'AKCp{alnum:60-100}' }),
  token({
    id: 'artifactory-reference-token',
    name: 'Artifactory reference token',
    severity: 'critical',
    shape: 'cmVmdGtuO{alnum:40-80}',
  }),
  token({ id: 'clojars-token', name: 'Clojars token', severity: 'critical', shape: 'CLOJARS_{hex:60}' }),
  named({ id: 'hex-key', name: 'Hex.pm key', words: ['hex_api_key', 'hexpm'], shape: '{hex:32}' }),
  named({
    id: 'packagist-token',
    name: 'Packagist token',
    words: ['packagist'],
    shape: ['packagist_{word:3}_{hex:68}', '{hex:40}', '{url:20}'],
    judge: random(3),
  }),
  token({
    id: 'packagist-token-new',
    name: 'Packagist token',
    shape: ['packagist_out_{hex:68}', 'packagist_ack_{hex:68}', 'packagist_ucs_{hex:68}'],
  }),
  named({ id: 'cloudsmith-key', name: 'Cloudsmith key', words: ['cloudsmith'], shape: '{hex:40}' }),
  named({ id: 'cocoapods-token', name: 'CocoaPods trunk token', words: ['cocoapods_trunk'], shape: '{hex:32}' }),
  named({
    id: 'sonatype-token',
    name: 'Sonatype token',
    words: ['sonatype', 'ossrh', 'mavencentral', 'nexus_'],
    shape: ['{base64:44}', '{alnum:43-44}', '{alnum:32}'],
  }),
  named({ id: 'quay-token', name: 'Quay token', words: ['quay'], shape: ['{alnum:40}', '{upper:64}'] }),
  token({ id: 'jsr-token', name: 'JSR token', shape: ['jsrp_{alnum:40}', 'jsrd_{alnum:40}'] }),
  token({ id: 'deno-token', name: 'Deno Deploy token', shape: ['ddp_{alnum:36}', 'ddw_{alnum:36}'] }),
];
