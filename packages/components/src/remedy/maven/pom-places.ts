/** Where versions stand in a pom.xml: comments are no part of it. */
export interface PomPlace {
  /** `group:artifact` as they are written. */
  name: string;
  /** As it is written, perhaps `${property}`. */
  version: string;
  start: number;
  end: number;
  isManaged: boolean;
}

export function placesIn(text: string): PomPlace[] {
  const bare = withoutComments(text);
  const managed = spansOf(bare, 'dependencyManagement');
  // What a plugin needs, or a profile would add, is another matter.
  const others = [...spansOf(bare, 'plugins'), ...spansOf(bare, 'pluginManagement'), ...spansOf(bare, 'exclusions')];
  return spansOf(bare, 'dependency').flatMap(([from, to]): PomPlace[] => {
    if (others.some(([start, end]) => from > start && from < end)) return [];
    const block = withoutExclusions(bare.slice(from, to));
    const version = elementIn(block, 'version');
    const [group, artifact] = [elementIn(block, 'groupId'), elementIn(block, 'artifactId')];
    if (!version || !group || !artifact) return [];
    const isManaged = managed.some(([start, end]) => from > start && from < end);
    return [
      {
        name: `${group.text}:${artifact.text}`,
        version: version.text,
        start: from + version.start,
        end: from + version.end,
        isManaged,
      },
    ];
  });
}

/** The value of a property, where it is defined last. */
export function propertyIn(text: string, name: string): { text: string; start: number; end: number } | null {
  const bare = withoutComments(text);
  for (const [from, to] of spansOf(bare, 'properties').reverse()) {
    const element = elementIn(bare.slice(from, to), name);
    if (element) return { text: element.text, start: from + element.start, end: from + element.end };
  }
  return null;
}

/** Lays a version down for whatever comes along: in the dependency management, which is made where there is none. */
export function manage(text: string, name: string, version: string): string {
  const [group = '', artifact = ''] = name.split(':');
  const unit = /\n([ \t]+)</.exec(text)?.[1] ?? '  ';
  const entry = (depth: number) => {
    const margin = unit.repeat(depth);
    return [
      `${margin}<dependency>`,
      `${margin}${unit}<groupId>${group}</groupId>`,
      `${margin}${unit}<artifactId>${artifact}</artifactId>`,
      `${margin}${unit}<version>${version}</version>`,
      `${margin}</dependency>`,
    ].join('\n');
  };
  const bare = withoutComments(text);
  const [section] = spansOf(bare, 'dependencyManagement');
  if (section) {
    const at = section[0] + bare.slice(...section).search(/[ \t]*<\/dependencies>/);
    return `${text.slice(0, at)}${entry(3)}\n${text.slice(at)}`;
  }
  const own = spansOf(bare, 'dependencies').find(
    ([start]) => !/<(?:build|profiles|plugins)>/.test(bare.slice(0, start)),
  );
  const at = own ? bare.lastIndexOf('\n', own[0]) + 1 : bare.lastIndexOf('</project>');
  return `${text.slice(0, at)}${unit}<dependencyManagement>\n${unit.repeat(2)}<dependencies>\n${entry(3)}\n${unit.repeat(2)}</dependencies>\n${unit}</dependencyManagement>\n${text.slice(at)}`;
}

function withoutComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}

function withoutExclusions(block: string): string {
  return block.replaceAll(/<exclusions>[\s\S]*?<\/exclusions>/g, (part) => ' '.repeat(part.length));
}

/** From `<name>` to `</name>`; none of those that matter here stands in one of its kind. */
function spansOf(text: string, name: string): [number, number][] {
  const spans: [number, number][] = [];
  for (let at = text.indexOf(`<${name}>`); at >= 0; at = text.indexOf(`<${name}>`, at + 1)) {
    const end = text.indexOf(`</${name}>`, at);
    if (end < 0) break;
    spans.push([at, end + name.length + 3]);
  }
  return spans;
}

function elementIn(text: string, name: string): { text: string; start: number; end: number } | null {
  const open = text.indexOf(`<${name}>`);
  const close = text.indexOf(`</${name}>`, open);
  if (open < 0 || close < 0) return null;
  const raw = text.slice(open + name.length + 2, close);
  const start = open + name.length + 2 + (raw.length - raw.trimStart().length);
  return { text: raw.trim(), start, end: start + raw.trim().length };
}
