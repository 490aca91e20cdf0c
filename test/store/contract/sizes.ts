import type { Answered, Capture } from '#lib/model/capture.ts';

/** An answer of which a reply was recorded. */
export const reply = (length: number, header: string) =>
  ({
    status: 200,
    micros: 1,
    complete: true,
    chosenBy: { by: 'default' },
    sent: { headers: [['X', header]], body: new Uint8Array(length), bodySize: length },
  }) as const satisfies Answered;

/** The bytes a capture counts for. */
export function bytesOf(
  capture: Pick<
    Capture,
    'note' | 'method' | 'target' | 'headers' | 'trailers' | 'client' | 'malformed' | 'provider' | 'bodyStored'
  >,
): number {
  const { method, target, headers, trailers, client, malformed, provider, note } = capture;
  const json = [headers, trailers, client].map((value) => (value ? JSON.stringify(value) : ''));
  const texts = [method, target, ...json, malformed, provider?.event, provider?.deliveryId, note];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), capture.bodyStored);
}
