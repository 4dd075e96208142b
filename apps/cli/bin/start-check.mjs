// Starts the bundle of `stoa check` with what V8 has compiled of it in earlier runs: a commit waits for it, and compiling
// takes a fifth of its time. Node's own cache of compiled code keeps what is compiled before a file runs, which is little.
import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Does the command line ask for it? */
export const isCheck = process.argv.slice(2).find((one) => !one.startsWith('-')) === 'check';

/** @param folder where `check.cjs` and its `build-id` are; compiled code is kept there, or nowhere if it cannot be written. */
export function startCheck(folder) {
  const file = join(folder, 'check.cjs');
  // V8 knows a source by its length alone: the code is of one build.
  const build = readFileSync(join(folder, 'build-id'), 'utf8');
  const kept = join(folder, `check-${build}-${process.version}-${process.arch}.compiled`);
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

/** How many runs, and the checksum of the code (32 bits each); then the code. V8 refuses what another V8 has compiled. */
const headerBytes = 8;

function read(path) {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(headerBytes);
    return crc32(code) === bytes.readUInt32LE(4) ? { runs: bytes.readUInt32LE(0), code } : undefined;
  } catch {
    return undefined;
  }
}

/** Other runs use other parts: it is written anew after 1, 2, 4, 8 … of them. */
function keep(path, runs, script) {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(runs);
  try {
    if ((runs & (runs - 1)) === 0) {
      const code = script.createCachedData();
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32LE(crc32(code));
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, Buffer.concat([count, checksum, code]));
      renameSync(draft, path);
    } else {
      const opened = openSync(path, 'r+');
      writeSync(opened, count);
      closeSync(opened);
    }
  } catch {
    // Where nothing can be kept it takes a little longer.
  }
}
