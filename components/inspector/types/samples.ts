import type { BinApi } from '#components/api/bins.ts';
import { isSimilar } from '#components/request/similar-requests.ts';
import { decodeText } from '#lib/body/decode-text.ts';
import { jsonTree } from '#lib/body/json/value-positions.ts';
import type { Sample } from '#lib/diff/new-fields.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import type { BodyCache } from '../context/body-cache.ts';
import type { CaptureCache } from '../context/capture-cache.ts';
import { isEncoded } from '../context/is-encoded.ts';

/** How many requests are searched for similar ones, how many of those are read, and their maximum body size, bytes. */
const searchedRequests = 1000;
const maxSamples = 50;
const maxBodySize = 1024 * 1024;
/** How many are fetched at a time. */
const batchSize = 6;

type Sources = { api: BinApi; captures: CaptureCache; bodies: BodyCache };

/** The requests to read: the given ones, or the newest that are similar to `like`. Oldest first. */
export async function sampleSeqs(
  api: BinApi,
  like: CaptureSummary,
  given: readonly number[] | null,
  signal: AbortSignal,
): Promise<number[]> {
  if (given) return [...given].sort((a, b) => a - b);
  const { captures } = await api.captures({ limit: searchedRequests }, signal);
  const similar = captures.filter(
    (one) => isSimilar(like, one) && one.body.size > 0 && one.body.stored <= maxBodySize,
  );
  const newest = similar.slice(0, maxSamples).map(({ seq }) => seq);
  return [...new Set([...newest, like.seq])].sort((a, b) => a - b);
}

/** Loads the bodies of these requests and keeps those that are JSON, in their order. */
export async function loadJsonSamples(
  sources: Sources,
  seqs: readonly number[],
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let done = 0;
  for (let from = 0; from < seqs.length; from += batchSize) {
    const batch = await Promise.all(
      seqs.slice(from, from + batchSize).map(async (seq) => {
        const text = await textOf(sources, await sources.captures.load(seq, signal), signal);
        onProgress(++done, seqs.length);
        return { seq, text };
      }),
    );
    samples.push(...batch.filter(({ text }) => jsonTree(text) !== null));
  }
  return samples;
}

async function textOf({ bodies }: Sources, capture: CaptureJson, signal: AbortSignal): Promise<string> {
  const ignoreProgress = () => {};
  const outcome = isEncoded(capture) ? await bodies.decoded.load(capture, ignoreProgress, signal) : null;
  const bytes =
    outcome?.is === 'decoded' ? outcome.bytes : await bodies.load(capture, ignoreProgress, signal);
  return decodeText(bytes, null).text.replace(/^\ufeff/, '');
}
