export type { SecretContext, SecretRule } from './src/rule.ts';
export { rules } from './src/rules/index.ts';
export { scanSecrets, secretsTool, type SecretScanOptions } from './src/scan.ts';
export { createFileScanner, type ScannedFile } from './src/scan-file.ts';
export { combine } from './src/gitleaks/combine.ts';
export { readConfiguration, type UsersConfiguration } from './src/gitleaks/read-configuration.ts';
export type { SecretMatch } from './src/overlaps.ts';
export { createScanner, type ScannedBytes, type Scanner, type ScannerOptions } from './src/scan-bytes.ts';
export { scanSecretHistory, secretsHistoryTool, type HistoryScanOptions } from './src/scan-history.ts';
