import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { parseGoFile } from './go-file.ts';

/**
 * go.work: the toolchain of a workspace, and what it replaces in all its modules; these have their own go.mod.
 * @see https://go.dev/ref/mod#workspaces
 */
export const goWork: LockfileReader = {
  id: 'go-work',
  files: ['go.work'],
  *read(text, path) {
    const { toolchain, replaced } = parseGoFile(text);
    if (toolchain) yield toPackage('Go', 'stdlib', toolchain.version, { path, line: toolchain.line }, { direct: true });
    for (const { name, version } of replaced.values()) {
      if (/^[./]/.test(name) || !version) continue;
      yield { ...toPackage('Go', name, version, { path }, { direct: true }), version: version.replace(/^v/, '') };
    }
  },
};
