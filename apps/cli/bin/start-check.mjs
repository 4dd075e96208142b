// Starts the bundle of `stoa check` with what V8 has compiled of it in earlier runs: a commit waits for it, and compiling
// takes a fifth of its time. Node's own cache of compiled code keeps what is compiled before a file runs, which is little.
import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Does the command line ask for it? */
export const isCheck = process.argv.slice(2).find((one) => !one.startsWith('-')) === 'check';

/** @param folder where `check.cjs` is; compiled code is kept there, or nowhere if it cannot be written. */
export function startCheck(folder) {
  const file = join(folder, 'check.cjs');
  const kept = join(folder, `check-${process.version}-${process.arch}.compiled`);
  const before = read(kept);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`,
    { filename: file, cachedData: before?.code },
  );
  const runs = before && !script.cachedDataRejected ? before.runs + 1 : 1;
  process.once('exit', () => keep(kept, runs, script));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

/** How many runs (32 bits), then the code. V8 itself refuses what another V8 has compiled, or of another source. */
const headerBytes = 4;

function read(path) {
  try {
    const bytes = readFileSync(path);
    return { runs: bytes.readUInt32LE(), code: bytes.subarray(headerBytes) };
  } catch {
    return undefined;
  }
}

/** Other runs use other parts: it is written anew after 1, 2, 4, 8 … of them. */
function keep(path, runs, script) {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(runs);
  try {
    if ((runs & (runs - 1)) === 0) {
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, Buffer.concat([header, script.createCachedData()]));
      renameSync(draft, path);
    } else {
      const opened = openSync(path, 'r+');
      writeSync(opened, header);
      closeSync(opened);
    }
  } catch {
    // Where nothing can be kept it takes a little longer.
  }
}
