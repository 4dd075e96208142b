import type { ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { parseRequirement } from './requirement.ts';

/**
 * The requirements of setup.cfg: `install_requires`, extras and tests.
 * @see https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
 */
export const setupCfg: LockfileReader = {
  id: 'setup-cfg',
  files: ['setup.cfg'],
  *read(text, path) {
    let section = '';
    let option = '';
    for (const { row, line } of numberedLines(text)) {
      if (row.length > 5000 || /^\s*[#;]/.test(row)) continue;
      const head = /^\[([^\]]+)\]/.exec(row);
      const key = head ? null : /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(row);
      if (head) [section, option] = [head[1]!, ''];
      else if (key) option = key[1]!;
      const scope = scopeOf(section, option);
      const value = key ? key[2]! : /^\s/.test(row) ? row : '';
      if (head || scope === null || value.trim() === '') continue;
      const requirement = parseRequirement(value.replace(/\s#.*$/, ''));
      if (!requirement || requirement.url) continue;
      const { name, version, range } = requirement;
      yield toPackage('PyPI', name, version, { path, line }, { direct: true, scope, ...requirementOf(range) });
    }
  },
};

function scopeOf(section: string, option: string): ComponentScope | null {
  if (section === 'options' && option === 'install_requires') return 'required';
  if (section === 'options' && (option === 'tests_require' || option === 'setup_requires')) return 'development';
  if (section !== 'options.extras_require' || option === '') return null;
  return /^(?:dev|tests?|testing|docs?|lint)/i.test(option) ? 'development' : 'optional';
}
