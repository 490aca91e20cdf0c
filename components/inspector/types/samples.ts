import type { BinApi } from '#components/api/bins.ts';
import { decodeText } from '#lib/body/decode.ts';
import { jsonTree } from '#lib/body/json-tree.ts';
import type { Sample } from '#lib/diff/new-fields.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import type { BodyCache } from '../body/body-cache.ts';
import { isCoded } from '../body/is-coded.ts';
import { isSameKind } from '../compare/same-kind.ts';
import type { CaptureCache } from '../detail/capture-cache.ts';

/** How many requests are looked through for ones of a kind, how many are read, and how long their bodies may be, bytes. */
const lookedThrough = 1000;
const mostSamples = 50;
const longestBody = 1024 * 1024;
/** Fetched at once. */
const together = 6;

type Sources = { api: BinApi; captures: CaptureCache; bodies: BodyCache };

/** The requests to read: those given, or the newest of the same kind as one. Oldest first. */
export async function sampled(
  api: BinApi,
  like: CaptureSummary,
  given: readonly number[] | null,
  signal: AbortSignal,
): Promise<number[]> {
  if (given) return [...given].sort((a, b) => a - b);
  const { captures } = await api.captures({ limit: lookedThrough }, signal);
  const kin = captures.filter(
    (one) => isSameKind(like, one) && one.body.size > 0 && one.body.stored <= longestBody,
  );
  const newest = kin.slice(0, mostSamples).map(({ seq }) => seq);
  return [...new Set([...newest, like.seq])].sort((a, b) => a - b);
}

/** The JSON bodies among those of these requests, in their order. */
export async function jsonSamples(
  sources: Sources,
  seqs: readonly number[],
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let done = 0;
  for (let from = 0; from < seqs.length; from += together) {
    const some = await Promise.all(
      seqs.slice(from, from + together).map(async (seq) => {
        const text = await textOf(sources, await sources.captures.load(seq, signal), signal);
        onProgress(++done, seqs.length);
        return { seq, text };
      }),
    );
    samples.push(...some.filter(({ text }) => jsonTree(text) !== null));
  }
  return samples;
}

async function textOf({ bodies }: Sources, capture: CaptureJson, signal: AbortSignal): Promise<string> {
  const nobody = () => {};
  const outcome = isCoded(capture) ? await bodies.decoded.load(capture, nobody, signal) : null;
  const bytes = outcome?.is === 'decoded' ? outcome.bytes : await bodies.load(capture, nobody, signal);
  return decodeText(bytes, null).text.replace(/^\ufeff/, '');
}
