import type { FaultKind } from '../model/capture.ts';

/** Which door and version an answer went through; see `RequestFacts`. */
type Way = { readonly httpVersion: string; readonly via: 'wire' | 'fetch' };

const names: Record<FaultKind, string> = {
  reset: 'reset',
  close: 'closed',
  hang: 'hung',
  'cut-body': 'cut half way',
  drip: 'dripped',
  'slow-headers': 'slow head',
  'wrong-length': 'wrong length',
  'malformed-chunk': 'malformed chunk',
  garbage: 'garbage',
};

/** What was done to an answer, in a word or two. */
export const faultName = (fault: FaultKind): string => names[fault];

const silent: ReadonlySet<FaultKind> = new Set(['reset', 'close', 'hang', 'garbage']);

/** Whether the sender got no status at all: the reply that was chosen was never begun. */
export const isSilent = (fault: FaultKind | null | undefined): boolean => fault != null && silent.has(fault);

/** What was done to an answer, in a sentence. */
export function faultWords(fault: FaultKind, { httpVersion, via }: Way): string {
  const isStream = httpVersion.startsWith('2');
  switch (fault) {
    case 'reset':
      return isStream
        ? 'The stream was reset without an answer (RST_STREAM).'
        : 'The connection was reset without an answer.';
    case 'close':
      return isStream
        ? 'The stream ended without an answer, and its connection was closed (GOAWAY).'
        : 'The connection was closed without an answer.';
    case 'hang':
      return 'Nothing was sent. The connection stayed open for a while, and was closed.';
    case 'cut-body':
      return isStream
        ? 'The stream was reset half way through the body.'
        : 'The connection was closed half way through the body.';
    case 'drip':
      return 'The body trickled.';
    case 'slow-headers':
      return isStream || via === 'fetch'
        ? 'The head, which comes in one piece here, came as late as the end of a trickle.'
        : 'The head trickled.';
    case 'wrong-length':
      return 'Content-Length was not the length of the body.';
    case 'malformed-chunk':
      return 'The body broke off with a chunk whose size is no number.';
    case 'garbage':
      return 'Bytes were sent that are not HTTP.';
  }
}

const wanted: Record<FaultKind, string> = {
  reset: 'To reset the connection',
  close: 'To close the connection',
  hang: 'To hang',
  'cut-body': 'To cut the body half way',
  drip: 'To let the body trickle',
  'slow-headers': 'To let the head trickle',
  'wrong-length': 'A wrong Content-Length',
  'malformed-chunk': 'A malformed chunk',
  garbage: 'Garbage',
};

/** Why something else was done than was chosen, in a sentence. */
export function insteadWords(chosen: FaultKind, fault: FaultKind | null, { httpVersion, via }: Way): string {
  const was = `${wanted[chosen]} was chosen`;
  if (fault === null) return `${was}, but this answer has no body that could go wrong: it was sent as it is.`;
  const where =
    via === 'fetch' ? 'through the app’s own routes' : `over HTTP/${httpVersion.replace('.0', '')}`;
  return `${was}, which cannot be done ${httpVersion === '1.0' ? 'over HTTP/1.0' : where}.`;
}
