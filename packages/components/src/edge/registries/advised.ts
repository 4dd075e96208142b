import type { AdvisoryIndex } from '../../advisories/index-port.ts';
import type { Registry } from '../../remedy/registry.ts';

/** Where nobody lists versions, those exist that advisories name as fixed: enough to know a way out. */
export function advisedRegistry(index: AdvisoryIndex, ecosystem: string): Registry {
  return {
    releases: async (name) => {
      const advisories = index.lookUp(ecosystem, name) ?? [];
      const fixed = advisories.flatMap(({ ranges }) =>
        ranges.flatMap(({ events }) => events.flatMap((event) => event.fixed ?? [])),
      );
      return [...new Set(fixed)].map((version) => ({ version }));
    },
    describe: async () => ({ requirements: [], files: [], fields: {} }),
  };
}
