import { seqsOf } from '../capture-chunks.ts';
import type { ChunkTimes } from './chunk-times.ts';

/** The buckets of a timeline: where the first begins and how long each is, microseconds, and how many there are. */
export type Buckets = { readonly from: number; readonly width: number; readonly count: number };

/** So many buckets between two times, each of whole milliseconds. */
export function bucketsOf(from: number, to: number, count: number): Buckets {
  return { from, width: Math.max(1000, Math.ceil((to - from) / count / 1000) * 1000), count };
}

/** The index of the bucket a time is in. It is negative before the first bucket, and `count` or more after the last. */
export function bucketAt({ from, width }: Buckets, time: number): number {
  return Math.floor((time - from) / width);
}

/** Consecutive chunks whose captures are all in one bucket, from `first` to `last`. */
export type WholeChunks = { readonly bucket: number; readonly first: number; readonly last: number };

/** The chunks of a bin that have captures in buckets: those to be counted as a whole, and those whose captures have to be read. */
export type DividedChunks = { readonly whole: readonly WholeChunks[]; readonly divided: readonly number[] };

/** How many chunks are added up together at most: it takes a few milliseconds. */
const mostTogether = 500;

/** Divides chunks by whether the times of each say in which bucket its captures are. Captures above the seq `head` are not wanted. */
export function divideChunks(chunks: readonly ChunkTimes[], buckets: Buckets, head: number): DividedChunks {
  const whole: { bucket: number; first: number; last: number; chunks: number }[] = [];
  const divided: number[] = [];
  let followsWhole = false;
  for (const { chunk, earliest, latest } of chunks) {
    const { firstSeq, lastSeq } = seqsOf(chunk);
    const [bucket, lastBucket] = [bucketAt(buckets, earliest), bucketAt(buckets, latest)];
    const isElsewhere = lastBucket < 0 || bucket >= buckets.count || firstSeq > head;
    if (isElsewhere || bucket !== lastBucket || lastSeq > head) {
      if (!isElsewhere) divided.push(chunk);
      followsWhole = false;
      continue;
    }
    const run = followsWhole ? whole.at(-1) : undefined;
    if (run?.bucket === bucket && run.chunks < mostTogether) {
      run.last = chunk;
      run.chunks += 1;
    } else whole.push({ bucket, first: chunk, last: chunk, chunks: 1 });
    followsWhole = true;
  }
  return { whole, divided };
}
