import type { Location as Place } from '@stoa/model';
import { toPath, toSlashes } from '../path.ts';
import { cleanText } from '../text.ts';
import type { ArtifactLocation } from './log.ts';
import type { RunOutline } from './outline.ts';
import type { Location, Region } from './result.ts';

/** Turns a run's locations into paths below the target's root. */
export class Places {
  readonly #outline: RunOutline;
  readonly #roots: string[];

  /** @param root absolute path of the checkout where the tool ran, if the caller knows it */
  constructor(outline: RunOutline, root?: string) {
    this.#outline = outline;
    const mapped = outline.versionControl.map(({ mappedTo }) => mappedTo && this.#resolve(mappedTo)?.absolute);
    const bases = Object.values(outline.bases).map((base) => this.#resolve(base)?.absolute);
    const working = outline.invocations.map(({ workingDirectory: at }) => at && this.#resolve(at)?.absolute);
    this.#roots = [root, ...mapped, ...bases, ...working].filter((one) => one !== undefined).map(toSlashes);
  }

  /** `undefined` where it points outside, to another scheme, or nowhere. */
  path(location: ArtifactLocation | undefined): string | undefined {
    const artifact =
      location?.uri === undefined && location?.index !== undefined ? this.#outline.artifacts[location.index] : location;
    const resolved = artifact && this.#resolve(artifact);
    if (!resolved) return undefined;
    return toPath(resolved.absolute ?? resolved.relative, this.#roots);
  }

  read({ artifact, region, context }: Location): { location?: Place; excerpt?: string } {
    const path = this.path(artifact);
    const excerpt = region?.snippet ?? lineOf(context, region?.startLine);
    return {
      ...(path !== undefined && {
        location: {
          path,
          ...(region?.startLine !== undefined && { startLine: region.startLine }),
          ...(region?.startColumn !== undefined && { startColumn: region.startColumn }),
          ...(region?.endLine !== undefined && { endLine: region.endLine }),
          ...(region?.endColumn !== undefined && { endColumn: region.endColumn }),
        },
      }),
      ...(excerpt !== undefined && { excerpt: cleanText(excerpt, 4000) }),
    };
  }

  /**
   * A base that is itself relative is put in front. An absolute one is a root of the target: what stands below it is
   * already the path wanted. Bases may form a chain (3.14.14), and a malicious one a circle.
   */
  #resolve(location: ArtifactLocation): { absolute?: string; relative: string } | undefined {
    let { uri, uriBaseId } = location;
    if (uri === undefined) return undefined;
    for (let hops = 0; hops < 8 && uriBaseId !== undefined && !isAbsolute(uri); hops += 1) {
      const base: ArtifactLocation | undefined = Object.hasOwn(this.#outline.bases, uriBaseId)
        ? this.#outline.bases[uriBaseId]
        : undefined;
      if (base?.uri === undefined || isAbsolute(base.uri)) break;
      uri = `${base.uri.replace(/\/?$/, '/')}${uri}`;
      uriBaseId = base.uriBaseId;
    }
    return isAbsolute(uri) ? { absolute: uri, relative: uri } : { relative: uri };
  }
}

function isAbsolute(uri: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|[/\\])/i.test(uri);
}

/** The line in question out of the lines around it. */
function lineOf(context: Region | undefined, line: number | undefined): string | undefined {
  if (context?.snippet === undefined || context.startLine === undefined || line === undefined) return undefined;
  return context.snippet.split(/\r?\n/)[line - context.startLine];
}
