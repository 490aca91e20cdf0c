import type { Remark } from '#components/body/content.ts';
import { readable } from '#lib/http/byte-string.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Decoded } from '../context/decoded-cache.ts';
import { decodeRemarks as words } from './words.ts';

/** Remarks on a decoded body: its content encodings and sizes, and whether decoding is incomplete. */
export function decodedRemarks(
  capture: CaptureJson,
  { bytes, undone, truncated, error }: Extract<Decoded, { is: 'decoded' }>,
): Remark[] {
  const encodings = words.encodingList(undone.toReversed());
  return [
    { tone: 'quiet', words: words.decoded(encodings, capture.body.stored, bytes.length) },
    ...(truncated ? [{ tone: 'careful' as const, words: words.limited }] : []),
    ...(error === null ? [] : [{ tone: 'bad' as const, words: words.incomplete(error) }]),
  ];
}

/** Remarks on a body that is shown as received, without decoding. */
export function receivedRemarks(capture: CaptureJson, outcome: Decoded | null): Remark[] {
  if (outcome?.is === 'undecodable') return [{ tone: 'careful', words: words.undecodable(outcome.why) }];
  const encodings = contentCodings(capture.headers).map(({ sent }) => readable(sent));
  return [{ tone: 'quiet', words: words.received(words.encodingList(encodings)) }];
}
