export type { SbomInput } from './src/bom/packages.ts';
export { defaultLimits } from './src/format.ts';
export type { Format, Head, Limits, ReadOptions, ReportSource } from './src/format.ts';
export { detectFormat, formats } from './src/formats.ts';
export { lookAtHead } from './src/head.ts';
export { readReport } from './src/read-report.ts';
export { ReportError, type ReportErrorCode, type ReportPlace } from './src/report-error.ts';
export { sbomForm, sbomForms, type SbomForm, type SbomFormId } from './src/sbom.ts';
export { writeSarif, type SarifOutput } from './src/sarif/write.ts';
