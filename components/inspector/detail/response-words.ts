import { durationWords } from '#components/frame/time-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { ReplySummary } from '#lib/model/capture-json.ts';

/** Whether the sender read the response or disconnected, as a sentence. `wire/response` says how this is known. */
export function senderWords({ complete, fault, bodySent, delayMs = 0, ms }: ReplySummary): string {
  if (fault) {
    return complete
      ? 'Sender stayed connected until the end.'
      : `Sender disconnected before the end, after ${durationWords(ms)}.`;
  }
  if (complete)
    return bodySent === undefined
      ? 'Sender read the full response.'
      : `Sender read the full response (${sizeWords(bodySent)} body).`;
  if (hasDisconnectedInDelay({ complete, bodySent, delayMs }))
    return `Sender disconnected during the delay, after ${durationWords(delayMs)}.`;
  if (bodySent === undefined) return 'Sender disconnected before the end of the response.';
  return `Sender disconnected before the end of the response. Its system had received ${humanSize(bodySent)} of the body.`;
}

/** Whether the sender disconnected during the delay, so that no response was sent. */
export function hasDisconnectedInDelay({
  complete,
  bodySent,
  delayMs = 0,
}: Pick<ReplySummary, 'complete' | 'bodySent' | 'delayMs'>): boolean {
  return !complete && !bodySent && delayMs > 0;
}

/** Why a response was sent without its delay, as a sentence. */
export function skippedDelayWords(
  limitOf: NonNullable<ReplySummary['waitSkippedBy']>,
  fault: ReplySummary['fault'],
): string {
  const where = limitOf === 'address' ? 'from this IP address' : 'in this bin';
  return fault === 'hang'
    ? `Too many requests ${where} were already waiting, so the connection was closed immediately instead of hanging.`
    : `Too many requests ${where} were already waiting, so the response was sent without its delay, hold or slow fault.`;
}

function sizeWords(bytes: number): string {
  return bytes < 1000 ? `${bytes}-byte` : humanSize(bytes);
}
