import type { Recognised } from '#lib/model/capture.ts';

/** The columns of a capture that are JSON, as they are written. */
export type CaptureTexts = {
  readonly headers: string;
  readonly trailers: string;
  readonly client: string | null;
  readonly schemaViolations: string | null;
};

export function textsOf({
  headers,
  trailers,
  client,
  schemaViolations,
}: Pick<Recognised, 'headers' | 'trailers' | 'client' | 'schemaViolations'>): CaptureTexts {
  return {
    headers: JSON.stringify(headers),
    trailers: JSON.stringify(trailers),
    client: client && JSON.stringify(client),
    schemaViolations: schemaViolations.length === 0 ? null : JSON.stringify(schemaViolations),
  };
}

/**
 * The bytes a capture counts for: its body, and everything of its row that a sender can make long. It is stored in
 * the row (`size`), so that removing the capture subtracts exactly what adding it added.
 */
export function sizeOf(
  {
    bodyStored,
    method,
    target,
    malformed,
    provider,
  }: Pick<Recognised, 'bodyStored' | 'method' | 'target' | 'malformed' | 'provider'>,
  { headers, trailers, client, schemaViolations }: CaptureTexts,
): number {
  const texts = [
    method,
    target,
    malformed,
    headers,
    trailers,
    client,
    provider?.event,
    provider?.deliveryId,
    schemaViolations,
  ];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), bodyStored);
}

/** The bytes a note adds to the size of its capture. */
export function noteSize(note: string | null): number {
  return note?.length ?? 0;
}

/** The same in SQL. Captures stored before the column existed count body and headers, as they did then. */
export const sizeInSql = 'coalesce("Capture"."size", "bodyStored" + length("headers"))';
