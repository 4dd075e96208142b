export { blueprintOf, type BlueprintInput } from './src/blueprint-of.ts';
export type { ProbeContext } from './src/context.ts';
export {
  generateSigningKey,
  keyIdOf,
  openEnvelope,
  preAuthenticationEncoding,
  readSigningKey,
  signEvidence,
  signPayload,
  verifyEvidence,
  type Envelope,
  type SignatureResult,
} from './src/dsse.ts';
export { levelOf } from './src/levels.ts';
export type { Pressure } from './src/next-gap.ts';
export type { Probe } from './src/probe.ts';
export { probes } from './src/probes/index.ts';
export { isNews, runProbes } from './src/run-probes.ts';
