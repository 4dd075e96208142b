import type { LicenceCategory } from '@stoa/model';

/** What has to be done when software under a licence is used as the licence means it. */
export type Obligation = keyof typeof obligations;

export const obligations = {
  notice: 'Keep the copyright notice and the text of the licence with every copy.',
  'notice-file': 'Pass on the NOTICE file where there is one.',
  'state-changes': 'Say in changed files that, and when, they were changed.',
  'no-endorsement': "Do not use the authors' names to promote what you make of it.",
  'source-of-files': 'Offer the source of its own files, changed ones included, under the same licence.',
  'source-of-library': 'Offer the source of the library, and let users replace it by a version of their own.',
  'source-of-work': 'Offer the source of the whole work it becomes part of, under the same licence.',
  'source-to-users': 'Offer the source of the whole work to everybody who uses it over a network.',
  'field-of-use': 'Use it only for what the licence names: competing or hosted services are often excluded.',
  'no-commerce': 'Do not use it commercially.',
  agreement: 'Keep to the agreement with its owner.',
} as const;

interface Kind {
  category: LicenceCategory;
  obligations: readonly Obligation[];
  /** SPDX identifiers; `-only` and `-or-later` are of one kind. */
  ids: string;
}

/**
 * Licences by what they ask, in our own reading of their texts: a start for a policy, not legal advice.
 * @see https://spdx.org/licenses/
 */
const kinds: readonly Kind[] = [
  {
    category: 'public-domain',
    obligations: [],
    ids: '0BSD CC0-1.0 CC-PDDC MIT-0 Unlicense WTFPL PDDL-1.0 SAX-PD blessing',
  },
  {
    category: 'permissive',
    obligations: ['notice'],
    ids: 'MIT MIT-CMU MIT-Modern-Variant X11 ISC BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-2-Clause-Views BSD-Source-Code Zlib zlib-acknowledgement libpng-2.0 Libpng BSL-1.0 NCSA PostgreSQL Unicode-3.0 Unicode-DFS-2015 Unicode-DFS-2016 Unicode-TOU ICU HPND HPND-sell-variant NTP curl Beerware FSFAP FSFUL FSFULLR bzip2-1.0.6 BlueOak-1.0.0 Naumen Xnet TCL SMLNJ UPL-1.0 MulanPSL-2.0 MulanPSL-1.0 CC-BY-3.0 CC-BY-4.0 OFL-1.1 OFL-1.0 Ruby Python-2.0 Python-2.0.1 PSF-2.0 CNRI-Python ZPL-2.0 ZPL-2.1 TOST W3C W3C-20150513 Artistic-2.0 AFL-2.1 AFL-3.0 ECL-2.0 EFL-2.0 FTL IJG Info-ZIP Intel JasPer-2.0 JSON Linux-OpenIB MS-PL OLDAP-2.8 OpenSSL PHP-3.0 PHP-3.01 Plexus TU-Berlin-2.0 Vim VSL-1.0 Xerox Zend-2.0 CDLA-Permissive-2.0 Spencer-94 GLWTPL dtoa',
  },
  {
    category: 'permissive',
    obligations: ['notice', 'notice-file', 'state-changes'],
    ids: 'Apache-2.0 Apache-1.1 Apache-1.0',
  },
  {
    category: 'permissive',
    obligations: ['notice', 'no-endorsement'],
    ids: 'BSD-3-Clause BSD-3-Clause-Clear BSD-3-Clause-LBNL BSD-3-Clause-Attribution BSD-4-Clause BSD-4-Clause-UC',
  },
  {
    category: 'weak-copyleft',
    obligations: ['notice', 'source-of-files'],
    ids: 'MPL-1.0 MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception CDDL-1.0 CDDL-1.1 CPL-1.0 EPL-1.0 EPL-2.0 IPL-1.0 APSL-2.0 MS-RL SPL-1.0 Artistic-1.0 Artistic-1.0-Perl Artistic-1.0-cl8 ErlPL-1.1 CDLA-Sharing-1.0',
  },
  {
    category: 'weak-copyleft',
    obligations: ['notice', 'source-of-library'],
    ids: 'LGPL-2.0 LGPL-2.1 LGPL-3.0 LGPLLR',
  },
  {
    category: 'strong-copyleft',
    obligations: ['notice', 'state-changes', 'source-of-work'],
    ids: 'GPL-1.0 GPL-2.0 GPL-3.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CECILL-2.0 CECILL-2.1 EUPL-1.0 EUPL-1.1 EUPL-1.2 OSL-1.0 OSL-2.1 Sleepycat QPL-1.0 ODbL-1.0',
  },
  {
    category: 'network-copyleft',
    obligations: ['notice', 'state-changes', 'source-of-work', 'source-to-users'],
    ids: 'AGPL-1.0 AGPL-3.0 OSL-3.0 CPAL-1.0 RPL-1.1 RPL-1.5 APSL-1.0',
  },
  {
    category: 'source-available',
    obligations: ['notice', 'field-of-use'],
    ids: 'SSPL-1.0 BUSL-1.1 Elastic-2.0 RSAL-2.0 Confluent-Community-1.0 PolyForm-Small-Business-1.0.0 Hippocratic-2.1 FSL-1.1-MIT FSL-1.1-ALv2 FSL-1.1-Apache-2.0',
  },
  {
    category: 'non-commercial',
    obligations: ['notice', 'no-commerce'],
    ids: 'CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 PolyForm-Noncommercial-1.0.0 Aladdin',
  },
  { category: 'proprietary', obligations: ['agreement'], ids: 'UNLICENSED' },
];

export interface LicenceFacts {
  category: LicenceCategory;
  obligations: readonly Obligation[];
}

const byId = new Map<string, LicenceFacts>(
  kinds.flatMap(({ ids, category, obligations: asked }) =>
    ids.split(' ').map((id): [string, LicenceFacts] => [id, { category, obligations: asked }]),
  ),
);

/** What is known of a licence by its SPDX identifier; `undefined` where it is not in the catalogue. */
export function factsOf(id: string): LicenceFacts | undefined {
  return byId.get(id) ?? byId.get(id.replace(/(-only|-or-later|\+)$/, ''));
}

/** Exceptions that let the work around a copyleft licence be anything: https://spdx.org/licenses/exceptions-index.html */
export const linkingExceptions = new Set(
  'Classpath-exception-2.0 GCC-exception-2.0 GCC-exception-3.1 LLVM-exception Autoconf-exception-2.0 Autoconf-exception-3.0 Bison-exception-2.2 Bootloader-exception Font-exception-2.0 FLTK-exception freertos-exception-2.0 GPL-CC-1.0 i2p-gpl-java-exception Libtool-exception Linux-syscall-note LZMA-exception mif-exception OCCT-exception-1.0 OpenJDK-assembly-exception-1.0 openvpn-openssl-exception Qt-LGPL-exception-1.1 Qwt-exception-1.0 u-boot-exception-2.0 WxWindows-exception-3.1 Universal-FOSS-exception-1.0 Swift-exception LGPL-3.0-linking-exception'.split(
    ' ',
  ),
);
