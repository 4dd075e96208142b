/** Versions that are read; the last one is written. @see https://spdx.github.io/spdx-spec/v2.3/ */
export const spdxVersions = ['SPDX-2.1', 'SPDX-2.2', 'SPDX-2.3'] as const;

/** What SPDX has to say about nothing. */
export const noAssertion = 'NOASSERTION';

/** Names of digests, by those of CycloneDX; what is not here SPDX cannot say. */
export const algorithms: Readonly<Record<string, string>> = {
  MD5: 'MD5',
  'SHA-1': 'SHA1',
  'SHA-256': 'SHA256',
  'SHA-384': 'SHA384',
  'SHA-512': 'SHA512',
  'SHA3-256': 'SHA3-256',
  'SHA3-384': 'SHA3-384',
  'SHA3-512': 'SHA3-512',
  'BLAKE2b-256': 'BLAKE2b-256',
  'BLAKE2b-384': 'BLAKE2b-384',
  'BLAKE2b-512': 'BLAKE2b-512',
  BLAKE3: 'BLAKE3',
};

/** What one element needs of another: which of the two is the dependency, and what it is for. */
export const dependencyTypes: Readonly<
  Record<string, { from: 'element' | 'related'; scope?: 'development' | 'optional' | 'peer' }>
> = {
  DEPENDS_ON: { from: 'element' },
  DEPENDENCY_OF: { from: 'related' },
  RUNTIME_DEPENDENCY_OF: { from: 'related' },
  PROVIDED_DEPENDENCY_OF: { from: 'related', scope: 'peer' },
  OPTIONAL_DEPENDENCY_OF: { from: 'related', scope: 'optional' },
  DEV_DEPENDENCY_OF: { from: 'related', scope: 'development' },
  BUILD_DEPENDENCY_OF: { from: 'related', scope: 'development' },
  TEST_DEPENDENCY_OF: { from: 'related', scope: 'development' },
};
