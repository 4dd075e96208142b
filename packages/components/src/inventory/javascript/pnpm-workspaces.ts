import { at, itemsOf, parseYaml } from '../text/yaml.ts';

/** The patterns of pnpm-workspace.yaml. */
export function parsePnpmWorkspaces(text: string): string[] {
  return itemsOf(at(parseYaml(text)[0], 'packages')).flatMap((one) => one.text ?? []);
}
