import { equal } from './compute.ts';
import { type BodyReading, convertedBodies, printedBodies } from './mistaken-bodies.ts';
import { textPiece } from './pieces.ts';
import type { Claim, Piece, Signed } from './scheme.ts';

/** Content that may have been signed by mistake. `but` completes the sentence "The signature matches …". */
export type MessageReading = { readonly pieces: readonly Piece[]; readonly but: string };

/** Larger bodies are not rewritten to search for mistakes, bytes. */
const rewrittenBytes = 2 ** 20;

/** The signed content with common changes to body and URL undone; changes without effect are left out. */
export function mistakenMessages({ messages }: Claim, { body, url }: Signed): MessageReading[] {
  const main = messages[0] ?? [];
  const readings = withBodies(main, body, convertedBodies);
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
  if (main.length > 1) {
    readings.push({
      pieces: main.toReversed(),
      but: 'for the signed values in the reverse order (the sender joins them differently)',
    });
  }
  for (const [piece, form] of main.map((piece) => [piece, otherTime(piece)] as const)) {
    if (form === null) continue;
    readings.push({
      pieces: main.map((one) => (one === piece ? { ...piece, bytes: form.bytes } : one)),
      but: `for the timestamp in ${form.unit} (the sender signs another form of it than it sends)`,
    });
  }
  const bare = main.filter(({ from }) => from !== null);
  if (bare.length < main.length && bare.length > 0) {
    readings.push({
      pieces: bare,
      but: 'for the signed values without the separators between them (the sender joins them differently)',
    });
  }
  return readings;
}

/** A timestamp in seconds as milliseconds, and the other way round; null for other values. */
function otherTime({ from, bytes }: Piece): { bytes: Uint8Array; unit: string } | null {
  if (from === null || from === 'body' || from === 'url') return null;
  const text = new TextDecoder().decode(bytes);
  if (/^\d{10}$/.test(text)) return { ...textPiece(`${text}000`), unit: 'milliseconds' };
  return /^\d{13}$/.test(text) ? { ...textPiece(text.slice(0, 10)), unit: 'seconds' } : null;
}

/** The signed content with the JSON of the body printed in other ways. */
export function printedMessages({ messages }: Claim, { body }: Signed): MessageReading[] {
  return withBodies(messages[0] ?? [], body, printedBodies);
}

function withBodies(
  main: readonly Piece[],
  body: Uint8Array,
  bodies: (body: Uint8Array) => BodyReading[],
): MessageReading[] {
  if (body.length > rewrittenBytes || !main.some(({ from }) => from === 'body')) return [];
  return bodies(body)
    .filter(({ bytes }) => !equal(bytes, body))
    .map(({ bytes, but }) => ({ pieces: replaced(main, 'body', bytes), but }));
}

function replaced(pieces: readonly Piece[], from: string, bytes: Uint8Array): Piece[] {
  return pieces.map((piece) => (piece.from === from ? { from, bytes } : piece));
}

function mistakenUrls(url: string): [address: string, but: string][] {
  const [, scheme = '', rest = ''] = /^(https?):(.*)$/s.exec(url) ?? [];
  const [base = '', query] = url.split(/\?(.*)/s, 2);
  const withQuery = (address: string) => (query === undefined ? address : `${address}?${query}`);
  const otherScheme = (address: string) => address.replace(/^https?/, scheme === 'https' ? 'http' : 'https');
  const withoutPort = (address: string) => address.replace(/^(https?:\/\/[^/?#]*?):\d+/, '$1');
  const otherSlash = withQuery(base.endsWith('/') ? base.slice(0, -1) : `${base}/`);
  return [
    [`${scheme === 'https' ? 'http' : 'https'}:${rest}`, 'for the URL with the other scheme'],
    [otherSlash, 'for the URL with the trailing slash added or removed'],
    [base, 'for the URL without its query'],
    [withoutPort(url), 'for the URL without its port'],
    [otherScheme(withoutPort(url)), 'for the URL with the other scheme and without its port'],
    [otherScheme(otherSlash), 'for the URL with the other scheme and another trailing slash'],
    [withoutPort(otherSlash), 'for the URL without its port and with another trailing slash'],
    [
      url.replace(/^https?:\/\/[^/?#]*/, (origin) => origin.toLowerCase()),
      'for the URL with its host in lower case',
    ],
  ];
}
