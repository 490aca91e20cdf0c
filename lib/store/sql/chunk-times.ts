import type { Asker } from '#lib/model/asker.ts';
import type { CaptureReader } from './capture-reader.ts';

/** When the captures of a chunk were received: none before `earliest`, none after `latest`. Microseconds since the epoch. */
export type ChunkTimes = { readonly chunk: number; readonly earliest: number; readonly latest: number };

/** Chunks read in one statement. */
const readTogether = 2000;

/** Reads the times of all chunks of a bin, in their order, in turns. They are bounds: captures that were removed may have widened them. */
export async function readChunkTimes(
  { reader, turns }: Pick<CaptureReader, 'reader' | 'turns'>,
  binId: number,
  asker: Asker,
): Promise<ChunkTimes[]> {
  const chunks: ChunkTimes[] = [];
  for (;;) {
    await turns.take(asker);
    const some = await reader.all<ChunkTimes>(times, binId, chunks.at(-1)?.chunk ?? -1);
    for (const one of some) chunks.push(one);
    if (some.length < readTogether) return chunks;
  }
}

const times = `
  SELECT "chunk", min("earliest") AS "earliest", max("latest") AS "latest" FROM "CaptureCount"
  WHERE "binId" = ? AND "chunk" > ? AND "by" = 'method' GROUP BY "chunk" ORDER BY "chunk" LIMIT ${readTogether}`;
