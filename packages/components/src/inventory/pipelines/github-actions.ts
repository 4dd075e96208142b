import type { ComponentInput } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { toImage } from '../containers/image.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { at, entriesOf, itemsOf, parseYaml, type Yaml } from '../text/yaml.ts';

/**
 * Workflows and actions of GitHub (and Gitea, Forgejo): the actions, reusable workflows and images they use. A version
 * is the reference as it is written: a tag, a branch or a commit.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
export const githubActions: LockfileReader = {
  id: 'github-actions',
  files: [/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/, /(?:^|\/)action\.ya?ml$/],
  *read(text, path) {
    const [file] = parseYaml(text);
    const rows = new Map<number, string>();
    for (const { row, line } of numberedLines(text)) if (row.includes('uses')) rows.set(line, row);
    const steps = [...itemsOf(at(file, 'runs', 'steps'))];
    const images: (Yaml | undefined)[] = [at(file, 'runs', 'image')];
    const uses: (Yaml | undefined)[] = [];
    for (const [, job] of entriesOf(at(file, 'jobs'))) {
      uses.push(at(job, 'uses'));
      steps.push(...itemsOf(at(job, 'steps')));
      images.push(at(job, 'container', 'image') ?? at(job, 'container'));
      for (const [, service] of entriesOf(at(job, 'services'))) images.push(at(service, 'image'));
    }
    uses.push(...steps.map((step) => at(step, 'uses')));
    for (const one of uses) {
      const component =
        one?.text === undefined ? null : toAction(one.text, { path, line: one.line }, rows.get(one.line));
      if (component) yield component;
    }
    for (const one of images) {
      const component =
        one?.text === undefined || one.text === 'Dockerfile'
          ? null
          : toImage(one.text.replace(/^docker:\/\//, ''), { path, line: one.line }, { scope: 'development' });
      if (component) yield component;
    }
  },
};

/** `owner/name/folder@reference`, `docker://image`; `./folder` is the repository's own. */
function toAction(text: string, location: ComponentInput['location'], row?: string): ComponentInput | null {
  if (text.startsWith('docker://')) return toImage(text.slice(9), location, { scope: 'development' });
  const match = /^([\w.-]+\/[\w.-]+)(?:\/[^@\s]*)?@(\S+)$/.exec(text);
  if (!match || text.startsWith('.')) return null;
  // `@<commit> # v4.1.0`: the comment is a person's word, no version.
  const noted = /@[0-9a-f]{40}["']?\s+#\s*(v?\d[\w.-]*)/.exec(row ?? '')?.[1];
  return toPackage('GitHub Actions', match[1]!, match[2]!, location, {
    direct: true,
    scope: 'development',
    ...requirementOf(noted),
  });
}
