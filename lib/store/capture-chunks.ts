/**
 * Captures are counted by chunk: so many consecutive seqs of a bin. In longer chunks there are fewer counts to add up for a timeline,
 * but more captures to read where one of its buckets begins. The migration that counted the captures of earlier versions has the
 * number too.
 */
export const chunkSize = 128;

/** The chunk of a capture, in SQL. */
export const chunkInSql = `"seq" / ${chunkSize}`;

/** The number of the chunk that a seq is in. */
export function chunkOf(seq: number): number {
  return Math.floor(seq / chunkSize);
}

/** The first and the last seq of a chunk. */
export function seqsOf(chunk: number): { readonly firstSeq: number; readonly lastSeq: number } {
  return { firstSeq: chunk * chunkSize, lastSeq: (chunk + 1) * chunkSize - 1 };
}
