import { childOf, childrenOf, childText, parseXml, type Xml } from '../text/xml.ts';

export interface PomDependency {
  group: string;
  artifact: string;
  version: string;
  scope: string;
  type: string;
  classifier: string;
  isOptional: boolean;
  line: number;
}

interface PomPart {
  properties: ReadonlyMap<string, string>;
  managed: readonly PomDependency[];
  dependencies: readonly PomDependency[];
}

export interface Pom extends PomPart {
  group: string;
  artifact: string;
  version: string;
  parent: { group: string; artifact: string; version: string; relativePath: string } | null;
  /** Besides what holds always: what is switched on by default, and what somebody may switch on. */
  profiles: readonly (PomPart & { isActive: boolean })[];
}

/**
 * A pom.xml as it is written, nothing resolved.
 * @see https://maven.apache.org/pom.html
 */
export function parsePom(text: string): Pom {
  const project = parseXml(text);
  const parent = childOf(project, 'parent');
  return {
    ...partOf(project),
    group: childText(project, 'groupId') ?? childText(parent, 'groupId') ?? '',
    artifact: childText(project, 'artifactId') ?? '',
    version: childText(project, 'version') ?? childText(parent, 'version') ?? '',
    parent: parent
      ? {
          group: childText(parent, 'groupId') ?? '',
          artifact: childText(parent, 'artifactId') ?? '',
          version: childText(parent, 'version') ?? '',
          relativePath: childOf(parent, 'relativePath')?.text ?? '../pom.xml',
        }
      : null,
    profiles: childrenOf(project, 'profiles', 'profile').map((profile) => ({
      ...partOf(profile),
      isActive: childText(profile, 'activation', 'activeByDefault') === 'true',
    })),
  };
}

function partOf(element: Xml): PomPart {
  return {
    properties: new Map(childOf(element, 'properties')?.children.map(({ name, text }) => [name, text] as const) ?? []),
    managed: childrenOf(element, 'dependencyManagement', 'dependencies', 'dependency').map(toDependency),
    dependencies: childrenOf(element, 'dependencies', 'dependency').map(toDependency),
  };
}

function toDependency(element: Xml): PomDependency {
  return {
    group: childText(element, 'groupId') ?? '',
    artifact: childText(element, 'artifactId') ?? '',
    version: childText(element, 'version') ?? '',
    scope: childText(element, 'scope') ?? '',
    type: childText(element, 'type') ?? '',
    classifier: childText(element, 'classifier') ?? '',
    isOptional: childText(element, 'optional') === 'true',
    line: element.line,
  };
}
