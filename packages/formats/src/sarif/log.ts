import { z } from 'zod';

// The parts of SARIF that are read, parsed once here at the border. Members are lenient: what has a wrong type is as
// if it were not there, so that one odd field of one tool does not cost the report.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html

const text = z.string().optional().catch(undefined);
const index = z.int().min(0).optional().catch(undefined);
const bag = z.record(z.string(), z.unknown()).catch({}).default({});
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** A list whose bad items are left out. */
function list<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((items) =>
      items.flatMap((one): z.output<T>[] => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const Multiformat = z.object({ text, markdown: text });
const Messages = z.record(z.string(), Multiformat).catch({}).default({});

export const Message = z.object({ text, markdown: text, id: text, arguments: list(z.string()) });
export type Message = z.infer<typeof Message>;

const ComponentReference = z.object({ name: text, index, guid: text });
const DescriptorReference = z.object({ id: text, index, guid: text, toolComponent: lenient(ComponentReference) });
export type DescriptorReference = z.infer<typeof DescriptorReference>;

export const Descriptor = z.object({
  id: z.string().min(1),
  guid: text,
  name: text,
  shortDescription: lenient(Multiformat),
  fullDescription: lenient(Multiformat),
  messageStrings: Messages,
  helpUri: text,
  defaultConfiguration: lenient(
    z.object({
      enabled: z.boolean().optional().catch(undefined),
      level: text,
      rank: z.number().optional().catch(undefined),
    }),
  ),
  relationships: list(z.object({ target: DescriptorReference })),
  properties: bag,
});
export type Descriptor = z.infer<typeof Descriptor>;

export const ToolComponent = z.object({
  name: z.string().catch(''),
  guid: text,
  version: text,
  semanticVersion: text,
  dottedQuadFileVersion: text,
  /** Kept in place, so that indices hold; a bad one is a hole. */
  rules: z.array(Descriptor.nullable().catch(null)).catch([]).default([]),
  globalMessageStrings: Messages,
  properties: bag,
});
export type ToolComponent = z.infer<typeof ToolComponent>;

export const Toolset = z.object({ driver: ToolComponent, extensions: z.array(ToolComponent).catch([]).default([]) });

const ArtifactLocation = z.object({ uri: text, uriBaseId: text, index });
export type ArtifactLocation = z.infer<typeof ArtifactLocation>;

export const Artifact = z.object({ location: lenient(ArtifactLocation), roles: list(z.string()) });
export const UriBases = z.record(z.string(), ArtifactLocation.catch({})).catch({}).default({});
export type UriBases = z.infer<typeof UriBases>;

const Notification = z.object({ level: text, message: lenient(Message) });
export const Invocation = z.object({
  executionSuccessful: z.boolean().optional().catch(undefined),
  startTimeUtc: text,
  endTimeUtc: text,
  workingDirectory: lenient(ArtifactLocation),
  toolExecutionNotifications: list(Notification),
  toolConfigurationNotifications: list(Notification),
});
export type Invocation = z.infer<typeof Invocation>;

export const VersionControl = z.object({ revisionId: text, mappedTo: lenient(ArtifactLocation) });
export type VersionControl = z.infer<typeof VersionControl>;
export const Taxonomy = z.object({ name: text, guid: text, taxa: z.array(z.unknown()).catch([]).default([]) });
