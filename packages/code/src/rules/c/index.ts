import type { Rule } from '../rule.ts';
import { rulesOf } from '../write.ts';
import { memoryRules } from './memory.ts';

const { flow, call } = rulesOf('c', ['c', 'cpp']);
const outside = ['remote', 'environment', 'file'] as const;

const injections: Rule[] = [
  flow('sql-injection', { sources: outside, fix: 'Use a prepared statement with `?` and bind the values.' }),
  flow('command-injection', {
    sources: outside,
    fix: 'Use execv() with a fixed program and the data as an argument of its own.',
  }),
  flow('code-injection', {
    sources: outside,
    title: 'Data from outside decides which code is loaded',
    fix: 'Load libraries by fixed, absolute paths.',
  }),
  flow('path-traversal', {
    sources: outside,
    fix: 'Compare realpath() with the folder, or look the name up in a list.',
  }),
  flow('ldap-injection', { sources: outside }),
  flow('xpath-injection', { sources: outside }),
  flow('ssrf', { sources: outside, confidence: 0.6 }),
  flow('format-string', {
    sources: outside,
    severity: 'high',
    cwe: [134],
    title: 'Data from outside is used as a format',
    message: '`%n` in the data writes memory, `%s` and `%x` read it.',
    fix: 'Print it with "%s".',
  }),
  flow('log-injection', { sources: outside, severity: 'low' }),
  flow('redos', { sources: outside, severity: 'low', title: 'Data from outside is used as a regular expression' }),
  flow('reflection', {
    id: 'environment-injection',
    sources: outside,
    cwe: [15, 427],
    title: 'Data from outside changes the settings of the process or the machine',
    message: 'Variables such as PATH and LD_PRELOAD decide which code runs.',
    fix: 'Set fixed variables to checked values.',
  }),
];

const crypto: Rule[] = [
  call('weak-hash', [
    {
      api: '{MD2,MD4,MD5,SHA1,MD5_Init,MD4_Init,SHA1_Init,MD5_Update,EVP_md5,EVP_md4,EVP_md2,EVP_sha1,CC_MD5,CC_SHA1}',
    },
  ]),
  call('weak-cipher', [
    {
      api: '{DES_ecb_encrypt,DES_cbc_encrypt,DES_ncbc_encrypt,DES_ede3_cbc_encrypt,DES_set_key,RC4,RC4_set_key,RC2_encrypt,BF_ecb_encrypt,BF_set_key}',
    },
    {
      api: '{EVP_des_ecb,EVP_des_cbc,EVP_des_ede3_cbc,EVP_des_ede3,EVP_rc4,EVP_rc2_cbc,EVP_bf_cbc,EVP_bf_ecb,EVP_cast5_cbc,EVP_enc_null}',
    },
    { api: '{crypt,setkey,encrypt}' },
  ]),
  call('weak-mode', [
    {
      api: '{EVP_aes_128_ecb,EVP_aes_192_ecb,EVP_aes_256_ecb,EVP_camellia_128_ecb,EVP_camellia_256_ecb,AES_ecb_encrypt}',
    },
  ]),
  call('static-iv', [
    { api: '{EVP_EncryptInit,EVP_EncryptInit_ex,EVP_CipherInit_ex}', when: [{ arg: 4, constant: true }] },
    { api: 'EVP_EncryptInit', when: [{ arg: 3, constant: true }] },
  ]),
  call('short-key', [
    {
      api: '{RSA_generate_key_ex,RSA_generate_key}',
      when: [{ arg: 1, below: 2048 }],
      unless: [{ arg: 1, below: 256 }],
    },
    { api: 'RSA_generate_key', when: [{ arg: 0, below: 2048 }] },
    { api: 'EVP_PKEY_CTX_set_rsa_keygen_bits', when: [{ arg: 1, below: 2048 }] },
    { api: 'DSA_generate_parameters_ex', when: [{ arg: 1, below: 2048 }] },
  ]),
  call('weak-random', [{ api: '{rand,random,rand_r,drand48,lrand48,mrand48}' }], {
    severity: 'low',
    confidence: 0.5,
    fix: 'Use getrandom(), arc4random() or RAND_bytes().',
  }),
  call('hardcoded-credentials', [
    { api: 'EVP_{EncryptInit_ex,DecryptInit_ex,CipherInit_ex}', when: [{ arg: 3, constant: true }] },
    { api: '{AES_set_encrypt_key,AES_set_decrypt_key}', when: [{ arg: 0, constant: true }] },
    { api: 'mysql_real_connect', when: [{ arg: 3, constant: true }] },
    { api: '{HMAC}', when: [{ arg: 1, constant: true }] },
    { api: '{LogonUser,LogonUserA,LogonUserW}', when: [{ arg: 2, constant: true }] },
  ]),
  call('certificate-validation', [
    { api: '{SSL_CTX_set_verify,SSL_set_verify}', when: [{ arg: 1, is: [0] }] },
    {
      api: 'curl_easy_setopt',
      when: [
        { arg: 1, api: ['CURLOPT_SSL_VERIFYPEER', 'CURLOPT_SSL_VERIFYHOST', 'CURLOPT_PROXY_SSL_VERIFYPEER'] },
        { arg: 2, is: [0] },
      ],
    },
    { api: 'gnutls_certificate_set_verify_flags' },
  ]),
  call('tls-version', [
    {
      api: '{SSLv2_method,SSLv3_method,SSLv3_client_method,SSLv3_server_method,TLSv1_method,TLSv1_client_method,TLSv1_server_method,TLSv1_1_method,TLSv1_1_client_method,TLSv1_1_server_method}',
    },
  ]),
];

const configuration: Rule[] = [
  call('insecure-temp-file', [{ api: '{mktemp,tmpnam,tempnam,_tempnam,_mktemp,tmpnam_r}' }], {
    fix: 'Use mkstemp() or tmpfile().',
  }),
  call('file-permissions', [
    {
      api: '{chmod,mkdir,creat,mkfifo,fchmod}',
      when: [{ arg: 1, is: [0o777, 0o666, 0o776, 0o775, 0o766, 0o667, 0o757, 0o646, 0o662, 0o722] }],
    },
    { api: 'open', when: [{ arg: 2, is: [0o777, 0o666, 0o776, 0o766, 0o667, 0o646] }] },
    { api: 'umask', when: [{ arg: 0, is: [0] }] },
  ]),
  call('format-string', [{ api: '{gets,_getws}' }], {
    id: 'unlimited-input',
    cwe: [242, 120],
    severity: 'high',
    confidence: 0.95,
    title: 'gets() writes as much as comes in',
    message: 'It cannot be told how large the buffer is, and was taken out of the language for that.',
    fix: 'Use fgets() with the size of the buffer.',
    whenNot: 'Never.',
  }),
  call('information-leak', [{ api: '{strtok,asctime,ctime,gethostbyname,localtime,readdir_r}' }], {
    id: 'not-reentrant',
    cwe: [663, 676],
    severity: 'info',
    confidence: 0.4,
    title: 'A function that keeps its state in a hidden place',
    message: 'Two threads, or two callers in one, write over each other’s data.',
    fix: 'Use the function that ends in `_r`.',
    whenNot: 'The program has one thread, and nothing is called in between.',
  }),
  call('information-leak', [{ api: '{access,faccessat,_access}' }], {
    id: 'check-then-use',
    cwe: [367],
    severity: 'low',
    confidence: 0.4,
    title: 'A file is asked about, and then used by its name',
    message: 'Between the two somebody else can put another file in its place.',
    fix: 'Open it, and ask fstat() about what was opened.',
    whenNot: 'Nobody else can write into the folder.',
  }),
];

export const cRules: readonly Rule[] = [...injections, ...crypto, ...configuration, ...memoryRules];
