import { join } from 'node:path';
import type { AdvisoryIndex } from '../../advisories/index-port.ts';
import type { Project } from '../../remedy/project.ts';
import { RegistryError, type Registry } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';
import { readCargoSettings } from './cargo-config.ts';
import { cargoRegistry } from './cargo.ts';
import { advisedRegistry } from './advised.ts';
import { gemRegistry, readGemSource } from './gems.ts';
import { nugetRegistry, readNugetSource } from './nuget.ts';
import { readGoSettings } from './go-config.ts';
import { goRegistry } from './go.ts';
import type { Machine } from './machine.ts';
import { readMavenRepositories } from './maven-config.ts';
import { mavenRegistry } from './maven.ts';
import { npmRegistry } from './npm.ts';
import { readPythonIndexes } from './pip-config.ts';
import { pypiRegistry } from './pypi.ts';
import { readNpmSettings } from './npmrc.ts';

/**
 * The registry that a project's package manager would ask: its address is in that manager's own configuration.
 * @param root folder of the repository
 * @throws {RegistryError} `not-configured`, naming the setting that is missing
 */
export async function openRegistry(
  project: Pick<Project, 'ecosystem' | 'folder'>,
  root: string,
  fetcher: Fetcher,
  machine: Machine,
  index: AdvisoryIndex | null,
): Promise<Registry> {
  const folder = join(root, project.folder);
  switch (project.ecosystem) {
    case 'npm':
      return npmRegistry(fetcher, await readNpmSettings(machine, folder));
    case 'PyPI':
      return pypiRegistry(fetcher, await readPythonIndexes(machine, folder));
    case 'Go':
      return goRegistry(fetcher, await readGoSettings(machine));
    case 'crates.io':
      return cargoRegistry(fetcher, readCargoSettings(machine, folder));
    case 'Maven':
      return mavenRegistry(fetcher, await readMavenRepositories(machine, folder));
    case 'RubyGems':
      return gemRegistry(fetcher, readGemSource(machine, folder));
    case 'NuGet':
      return nugetRegistry(fetcher, readNugetSource(machine, folder));
    case 'GitHub Actions':
      if (index) return advisedRegistry(index, project.ecosystem);
      throw new RegistryError(
        'not-configured',
        'Nothing is known of actions without advisories: run "stoa db update".',
      );
    default:
      throw new RegistryError('not-configured', `Registries of ${project.ecosystem} are not asked yet.`);
  }
}
