import { parsed } from '../recognise/reading.ts';
import { equal } from './compute.ts';
import { textPiece } from './pieces.ts';
import type { Claim, Piece, Signed } from './scheme.ts';

/** Content that may have been signed by mistake. `but` completes the sentence "The signature matches …". */
export type MessageReading = { readonly pieces: readonly Piece[]; readonly but: string };

/** Larger bodies are not rewritten to search for mistakes, bytes. */
const rewrittenBytes = 2 ** 20;

/** The signed content with common changes to body and URL undone; changes without effect are left out. */
export function mistakenMessages({ messages }: Claim, { body, url }: Signed): MessageReading[] {
  const main = messages[0] ?? [];
  const readings: MessageReading[] = [];
  if (main.some(({ from }) => from === 'body') && body.length <= rewrittenBytes) {
    for (const [bytes, but] of mistakenBodies(body)) {
      if (!equal(bytes, body)) readings.push({ pieces: replaced(main, 'body', bytes), but });
    }
  }
  if (main.some(({ from }) => from === 'url')) {
    for (const [address, but] of mistakenUrls(url)) {
      if (address !== url)
        readings.push({ pieces: replaced(main, 'url', textPiece(address).bytes), but: `${but}: ${address}` });
    }
  }
  if (main.length > 1)
    readings.push({
      pieces: [{ from: 'body', bytes: body }],
      but: 'for the body alone (the sender does not sign anything else)',
    });
  return readings;
}

function replaced(pieces: readonly Piece[], from: string, bytes: Uint8Array): Piece[] {
  return pieces.map((piece) => (piece.from === from ? { from, bytes } : piece));
}

function mistakenBodies(body: Uint8Array): [bytes: Uint8Array, but: string][] {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const text = new TextDecoder().decode(body);
  const bodies: [Uint8Array, string][] = [
    [bytes(text.replace(/\r?\n$/, '')), 'for the body without its last line break (it was added in transit)'],
    [bytes(`${text}\n`), 'for the body with a line break at its end (it was removed in transit)'],
    [
      bytes(text.replaceAll('\r\n', '\n')),
      'for the body with LF line endings instead of CRLF (they were converted)',
    ],
    [
      bytes(text.replaceAll(/\r?\n/g, '\r\n')),
      'for the body with CRLF line endings instead of LF (they were converted)',
    ],
    [
      bytes(text),
      'for the body decoded and re-encoded as UTF-8 (the sender does not sign the bytes that it sends)',
    ],
    [new Uint8Array(), 'for an empty body (the sender signed before it set the body)'],
  ];
  const value = parsed(text);
  if (value === undefined) return bodies;
  const rewritten = 'it was parsed and serialized again';
  const compact = JSON.stringify(value);
  const escaped = compact.replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    ...bodies,
    [bytes(compact), `for the same JSON without spaces (${rewritten})`],
    [bytes(JSON.stringify(value, null, 2)), `for the same JSON indented by two spaces (${rewritten})`],
    [bytes(JSON.stringify(value, null, 4)), `for the same JSON indented by four spaces (${rewritten})`],
    [
      bytes(spaced(value)),
      `for the same JSON with a space after each comma and colon, as in Python (${rewritten})`,
    ],
    [bytes(escaped), `for the same JSON with non-ASCII characters escaped (${rewritten})`],
    [
      bytes(compact.replaceAll('/', '\\/')),
      `for the same JSON with slashes escaped, as in PHP (${rewritten})`,
    ],
  ];
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
    .join(', ')}}`;
}

function mistakenUrls(url: string): [address: string, but: string][] {
  const [, scheme = '', rest = ''] = /^(https?):(.*)$/s.exec(url) ?? [];
  const [base = '', query] = url.split(/\?(.*)/s, 2);
  const withQuery = (address: string) => (query === undefined ? address : `${address}?${query}`);
  return [
    [`${scheme === 'https' ? 'http' : 'https'}:${rest}`, 'for the URL with the other scheme'],
    [
      withQuery(base.endsWith('/') ? base.slice(0, -1) : `${base}/`),
      'for the URL with the trailing slash added or removed',
    ],
    [base, 'for the URL without its query'],
    [url.replace(/^(https?:\/\/[^/?#]*?):\d+/, '$1'), 'for the URL without its port'],
    [
      url.replace(/^https?:\/\/[^/?#]*/, (origin) => origin.toLowerCase()),
      'for the URL with its host in lower case',
    ],
  ];
}
