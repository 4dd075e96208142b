import { isSkip, type Skip, type SourceFile, type Unpacker } from '@stoa/model';

interface ReadFile extends Pick<SourceFile, 'path'> {
  bytes: Uint8Array;
}

/** Files with what is in them; of an archive the files it holds, whatever it is called. */
export async function* withContents(
  files: AsyncIterable<SourceFile | Skip>,
  maxFileBytes: number,
  unpacker: Unpacker | undefined,
): AsyncGenerator<ReadFile | Skip> {
  for await (const file of files) {
    if (isSkip(file)) {
      yield file;
      continue;
    }
    const { path, size } = file;
    const most = unpacker?.isArchive(path) ? Math.max(maxFileBytes, unpacker.maxBytes) : maxFileBytes;
    if (size > most) {
      yield { place: path, reason: 'too-large', detail: `${size} bytes, the limit is ${most}` };
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = await file.read();
    } catch (error) {
      const detail = (error as NodeJS.ErrnoException).code ?? 'could not be read';
      yield { place: path, reason: 'vanished', detail };
      continue;
    }
    const inside = unpacker?.open(path, bytes);
    if (inside) yield* withContents(inside, maxFileBytes, undefined);
    else yield { path, bytes };
  }
}
