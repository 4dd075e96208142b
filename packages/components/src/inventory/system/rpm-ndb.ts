import { LockfileError } from '../reader.ts';

const pageBytes = 4096;
const slotBytes = 16;
const blockBytes = 16;
/** `RpmP`, `Slot`, `BlbS` as little-endian numbers. */
const [databaseMagic, slotMagic, blobMagic] = [0x506d7052, 0x746f6c53, 0x53626c42];

export function isNdb(bytes: Uint8Array): boolean {
  return bytes.length >= 32 && viewOf(bytes).getUint32(0, true) === databaseMagic;
}

/**
 * The packages' headers of rpm's own database: slot pages first, each slot naming the block a blob begins at.
 * @throws {LockfileError}
 */
export function* ndbBlobs(bytes: Uint8Array): Generator<Uint8Array> {
  const view = viewOf(bytes);
  const pages = view.getUint32(12, true);
  if (pages === 0 || pages * pageBytes > bytes.length) throw new LockfileError('the slots of the NDB file are cut off');
  // The header takes the place of the first two slots.
  for (let at = 2 * slotBytes; at + slotBytes <= pages * pageBytes; at += slotBytes) {
    if (view.getUint32(at, true) !== slotMagic) throw new LockfileError('a slot of the NDB file is damaged');
    const [index, block] = [view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
    if (index === 0) continue;
    const from = block * blockBytes;
    if (
      from + 16 > bytes.length ||
      view.getUint32(from, true) !== blobMagic ||
      view.getUint32(from + 4, true) !== index
    ) {
      throw new LockfileError('a blob of the NDB file is damaged');
    }
    const length = view.getUint32(from + 12, true);
    if (from + 16 + length > bytes.length) throw new LockfileError('a blob of the NDB file is cut off');
    yield bytes.subarray(from + 16, from + 16 + length);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
