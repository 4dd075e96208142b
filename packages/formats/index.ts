export { writeCycloneDx, type SbomInput } from './src/cyclonedx/write.ts';
export { ReportError, type Format, type ReadOptions, type ReportErrorCode, type ReportSource } from './src/format.ts';
export { formats, readReport } from './src/registry.ts';
export { writeSarif, type SarifOutput } from './src/sarif/write.ts';
