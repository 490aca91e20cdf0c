import type { FaultKind } from '#lib/model/capture.ts';

/** The door and the HTTP version of a response; see `RequestFacts`. */
type Protocol = { readonly httpVersion: string; readonly via: 'wire' | 'fetch' };

const names: Record<FaultKind, string> = {
  reset: 'reset',
  close: 'closed',
  hang: 'hang',
  'cut-body': 'truncated body',
  drip: 'slow body',
  'slow-headers': 'slow headers',
  'wrong-length': 'wrong length',
  'malformed-chunk': 'malformed chunk',
  garbage: 'garbage',
};

/** A fault in a word or two, for chips and lists. */
export const faultName = (fault: FaultKind): string => names[fault];

const silent: ReadonlySet<FaultKind> = new Set(['reset', 'close', 'hang', 'garbage']);

/** Whether a fault leaves the sender without a status: nothing of the response is sent. */
export const isSilent = (fault: FaultKind | null | undefined): boolean => fault != null && silent.has(fault);

/** A fault as people choose it. */
export const faultTitle = (fault: FaultKind): string => titles[fault];

const titles: Record<FaultKind, string> = {
  reset: 'Connection reset',
  close: 'Closed connection',
  hang: 'No response',
  'cut-body': 'Truncated body',
  drip: 'Slow body',
  'slow-headers': 'Slow headers',
  'wrong-length': 'Wrong Content-Length',
  'malformed-chunk': 'Malformed chunk',
  garbage: 'Garbage bytes',
};

/** What a fault did to a response, in a sentence. */
export function faultWords(fault: FaultKind, { httpVersion, via }: Protocol): string {
  const isStream = httpVersion.startsWith('2');
  switch (fault) {
    case 'reset':
      return isStream
        ? 'The stream was reset without a response (RST_STREAM).'
        : 'The connection was reset without a response.';
    case 'close':
      return isStream
        ? 'The stream was closed without a response, and the connection was shut down (GOAWAY).'
        : 'The connection was closed without a response.';
    case 'hang':
      return 'No response was sent. The connection stayed open for a while and was then closed.';
    case 'cut-body':
      return isStream
        ? 'The stream was reset after half of the body.'
        : 'The connection was closed after half of the body.';
    case 'drip':
      return 'The body was sent slowly.';
    case 'slow-headers':
      return isStream || via === 'fetch'
        ? 'The headers were sent late. They can only be sent in one piece here.'
        : 'The status line and the headers were sent slowly.';
    case 'wrong-length':
      return 'Content-Length did not match the length of the body.';
    case 'malformed-chunk':
      return 'The body ended with a chunk of invalid size.';
    case 'garbage':
      return 'The sender got bytes that are not HTTP.';
  }
}

/** Why another fault, or none, was used than the one in the settings; in a sentence. */
export function insteadWords(
  chosen: FaultKind,
  fault: FaultKind | null,
  { httpVersion, via }: Protocol,
): string {
  const title = faultTitle(chosen);
  if (fault === null)
    return `The fault “${title}” needs a body. This response has none and was sent without a fault.`;
  const version = `HTTP/${httpVersion === '2.0' ? '2' : httpVersion}`;
  const where =
    via === 'fetch' && httpVersion !== '1.0' ? 'through the Next.js route handlers' : `over ${version}`;
  return `The fault “${title}” is not possible ${where}.`;
}
