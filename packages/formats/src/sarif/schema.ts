import { z } from 'zod';

/** Only the fields we use; each lenient, so that one odd value costs itself and not the report. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const properties = z.record(z.string(), z.unknown()).optional().catch(undefined);
const Message = z
  .object({ text, markdown: text, id: text, arguments: z.array(z.string()).optional().catch(undefined) })
  .optional()
  .catch(undefined);

export const SarifRule = z.object({
  id: z.string(),
  name: text,
  shortDescription: Message,
  fullDescription: Message,
  help: Message,
  helpUri: text,
  messageStrings: z.record(z.string(), z.object({ text })).optional().catch(undefined),
  defaultConfiguration: z.object({ level: text }).optional().catch(undefined),
  relationships: z
    .array(
      z.object({ target: z.object({ id: text, toolComponent: z.object({ name: text }).optional().catch(undefined) }) }),
    )
    .optional()
    .catch(undefined),
  properties,
});
export type SarifRule = z.infer<typeof SarifRule>;

const Region = z
  .object({ startLine: number, startColumn: number, endLine: number, endColumn: number, snippet: Message })
  .optional()
  .catch(undefined);

export const SarifLocation = z.object({
  physicalLocation: z
    .object({
      artifactLocation: z.object({ uri: text, uriBaseId: text, index: number }).optional().catch(undefined),
      region: Region,
      contextRegion: Region,
    })
    .optional()
    .catch(undefined),
  logicalLocations: z
    .array(z.object({ fullyQualifiedName: text }))
    .optional()
    .catch(undefined),
});
export type SarifLocation = z.infer<typeof SarifLocation>;

export const SarifResult = z.object({
  ruleId: text,
  ruleIndex: number,
  rule: z.object({ id: text, index: number }).optional().catch(undefined),
  level: text,
  kind: text,
  rank: number,
  baselineState: text,
  message: Message,
  locations: z.array(SarifLocation).optional().catch(undefined),
  suppressions: z
    .array(z.object({ status: text }))
    .optional()
    .catch(undefined),
  partialFingerprints: z.record(z.string(), z.string()).optional().catch(undefined),
  fingerprints: z.record(z.string(), z.string()).optional().catch(undefined),
  properties,
});
export type SarifResult = z.infer<typeof SarifResult>;

const Component = z.object({
  name: z.string().catch('unknown tool'),
  version: text,
  semanticVersion: text,
  rules: z.array(SarifRule.nullable().catch(null)).optional().catch(undefined),
});

export const SarifRun = z.object({
  tool: z.object({ driver: Component, extensions: z.array(Component).optional().catch(undefined) }),
  artifacts: z
    .array(z.object({ location: z.object({ uri: text }).optional().catch(undefined) }))
    .optional()
    .catch(undefined),
  invocations: z
    .array(
      z.object({ executionSuccessful: z.boolean().optional().catch(undefined), startTimeUtc: text, endTimeUtc: text }),
    )
    .optional()
    .catch(undefined),
  originalUriBaseIds: z
    .record(z.string(), z.object({ uri: text }))
    .optional()
    .catch(undefined),
  versionControlProvenance: z
    .array(z.object({ revisionId: text }))
    .optional()
    .catch(undefined),
});
export type SarifRun = z.infer<typeof SarifRun>;
