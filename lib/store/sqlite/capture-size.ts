import type { Recognised } from '../../model/capture.ts';

/** The columns of a capture that are JSON, as they are written. */
export type CaptureTexts = {
  readonly headers: string;
  readonly trailers: string;
  readonly client: string | null;
};

export function textsOf({
  headers,
  trailers,
  client,
}: Pick<Recognised, 'headers' | 'trailers' | 'client'>): CaptureTexts {
  return {
    headers: JSON.stringify(headers),
    trailers: JSON.stringify(trailers),
    client: client && JSON.stringify(client),
  };
}

/**
 * The bytes a capture counts for: its body, and everything of its row that a sender can make long. Written with it (`size`), so
 * that what is subtracted when it goes is what was added when it came.
 */
export function sizeOf(
  {
    bodyStored,
    method,
    target,
    malformed,
    provider,
  }: Pick<Recognised, 'bodyStored' | 'method' | 'target' | 'malformed' | 'provider'>,
  { headers, trailers, client }: CaptureTexts,
): number {
  const texts = [method, target, malformed, headers, trailers, client, provider?.event, provider?.deliveryId];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), bodyStored);
}

/** The bytes a note counts for, beside the rest of its capture. */
export function noteSize(note: string | null): number {
  return note?.length ?? 0;
}

/** The bytes of a capture in SQL. Those stored before there was a column for it count as they did then. */
export const sizeInSql = 'ifnull("Capture"."size", "bodyStored" + length("headers"))';
