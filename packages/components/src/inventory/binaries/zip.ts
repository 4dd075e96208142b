import yauzl from 'yauzl';

/** What may still be unpacked, over an archive and all archives in it: a bomb ends here. */
export interface UnpackBudget {
  bytes: number;
  entries: number;
}

/**
 * The members of a zip archive that are wanted, unpacked one at a time. What is broken in the archive ends it; what is
 * larger than the budget is passed over.
 * @throws when it is no zip archive, or a damaged one
 */
export async function* zipMembers(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  budget: UnpackBudget,
): AsyncGenerator<{ name: string; content: Uint8Array }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await yauzl.fromBufferPromise(buffer, { validateEntrySizes: true });
  for await (const entry of zip.eachEntry()) {
    if (--budget.entries < 0) return;
    const name = entry.fileName;
    if (!isWanted(name) || entry.uncompressedSize > budget.bytes || entry.isEncrypted()) continue;
    budget.bytes -= entry.uncompressedSize;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    yield { name, content: Buffer.concat(chunks) };
  }
}
