import type { ComponentInput, ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import type { Nearby } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { indexPoms, toEffectivePom, type EffectivePom, type PomIndex } from './effective-pom.ts';
import { parsePom, type Pom, type PomDependency } from './pom.ts';

/**
 * pom.xml: the dependencies that it names itself, with versions from its properties, its parents and its dependency
 * management, as far as these lie in the tree. What a parent outside decides has no version here.
 */
export const maven: LockfileReader = {
  id: 'maven',
  files: ['pom.xml'],
  read: (text, path, nearby) => readPom(parsePom(text), path, nearby),
};

async function* readPom(pom: Pom, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const effective = await toEffectivePom(pom, path, nearby);
  const own = await nearby.once(indexPoms);
  const parts = [
    { dependencies: pom.dependencies, isCertain: true },
    ...pom.profiles.map(({ dependencies, isActive }) => ({ dependencies, isCertain: isActive })),
  ];
  for (const { dependencies, isCertain } of parts) {
    for (const dependency of dependencies) {
      const component = toComponent(dependency, effective, { path, isCertain, own });
      if (component) yield component;
    }
  }
}

function toComponent(
  dependency: PomDependency,
  { resolve, managed }: EffectivePom,
  { path, isCertain, own }: { path: string; isCertain: boolean; own: PomIndex },
): ComponentInput | null {
  const [group, artifact] = [resolve(dependency.group), resolve(dependency.artifact)];
  const name = `${group}:${artifact}`;
  if (group === '' || artifact === '') return null;
  const rule = managed.get(name);
  const asked = resolve(dependency.version) || (rule?.version ?? '');
  if (isModule(own.get(name), asked)) return null;
  const scope = toScope(dependency.scope || (rule?.scope ?? ''), dependency.isOptional || !isCertain);
  const type = dependency.type || 'jar';
  return toPackage(
    'Maven',
    name,
    exactVersion(asked),
    { path, line: dependency.line },
    {
      direct: true,
      scope,
      ...requirementOf(asked),
      qualifiers: {
        ...(type !== 'jar' && { type }),
        ...(dependency.classifier && { classifier: resolve(dependency.classifier) }),
      },
    },
  );
}

/** Another module of the same build, unless it is asked for in a version that is not built here. */
function isModule(built: { version: string } | undefined, asked: string): boolean {
  return built !== undefined && (asked === built.version || asked === '' || `${asked}${built.version}`.includes('${'));
}

/** A bare version is what Maven takes; `[1.0]` is exact, other ranges and open properties are not. */
export function exactVersion(asked: string): string {
  const exact = /^\[([^,[\]()]+)\]$/.exec(asked)?.[1] ?? asked;
  return /[[\](),$\s]|^(?:LATEST|RELEASE)$|\+$/.test(exact) ? '' : exact;
}

/** `provided` is what the container brings. */
function toScope(scope: string, isOptional: boolean): ComponentScope {
  if (scope === 'test') return 'development';
  if (isOptional) return 'optional';
  return scope === 'provided' ? 'peer' : 'required';
}
