import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';

/**
 * What is installed for Python: the METADATA of wheels, the PKG-INFO of eggs.
 * @see https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export const pythonInstalled: LockfileReader = {
  id: 'python-installed',
  files: [/\.dist-info\/METADATA$/, /\.egg-info\/PKG-INFO$/, /(?:site|dist)-packages\/[^/]+\.egg-info$/],
  origin: 'observed',
  *read(text, path) {
    const fields = new Map<string, string>();
    for (const { row } of numberedLines(text)) {
      // Behind a blank line is the description.
      if (row === '') break;
      const colon = row.indexOf(':');
      if (colon > 0 && row.length < 2000) fields.set(row.slice(0, colon).toLowerCase(), row.slice(colon + 1).trim());
    }
    const [name, version] = [fields.get('name'), fields.get('version')];
    if (!name || !version) throw new LockfileError('neither name nor version: no metadata of a Python package');
    const licence = fields.get('license-expression') ?? fields.get('license');
    yield toPackage(
      'PyPI',
      name,
      version,
      { path },
      { licences: licence && licence !== 'UNKNOWN' ? [licence.slice(0, 500)] : [] },
    );
  },
};
