export type { SecretContext, SecretRule } from './src/rule.ts';
export { rules } from './src/rules/index.ts';
export { scanSecrets, secretsTool, type SecretScanOptions } from './src/scan.ts';
export { createScanner } from './src/scan-bytes.ts';
