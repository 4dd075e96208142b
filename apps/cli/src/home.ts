import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Stoa keeps what is not the repository's: database, keys, advisories. `STOA_HOME`, else as XDG says.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function stoaHome(environment: NodeJS.ProcessEnv = process.env): string {
  const home =
    environment['STOA_HOME'] || join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'stoa');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return home;
}
