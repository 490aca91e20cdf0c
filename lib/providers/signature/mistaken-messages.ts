import { parsed } from '../reading.ts';
import { equal } from './compute.ts';
import { textPiece } from './pieces.ts';
import type { Claim, Piece, Signed } from './scheme.ts';

/** What was signed, if not what the provider says. `but` finishes the sentence "It is valid …". */
export type MessageReading = { readonly pieces: readonly Piece[]; readonly but: string };

/** Bodies of more bytes than this are not written anew to look for what went wrong. */
const rewrittenBytes = 2 ** 20;

/** Everything that happens to bodies and addresses on the way, undone; what changes nothing is left out. */
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
      but: 'for the body alone: the sender signs nothing else',
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
    [bytes(text.replace(/\r?\n$/, '')), 'for the body without its last line break: something added one'],
    [bytes(`${text}\n`), 'for the body with a line break at its end: something took it away'],
    [
      bytes(text.replaceAll('\r\n', '\n')),
      'for the body with LF where it has CR LF: something rewrote its line breaks',
    ],
    [
      bytes(text.replaceAll(/\r?\n/g, '\r\n')),
      'for the body with CR LF where it has LF: something rewrote its line breaks',
    ],
    [
      bytes(text),
      'for the body decoded as UTF-8 and encoded again: the sender’s library does not sign the bytes it sends',
    ],
    [new Uint8Array(), 'for an empty body: the sender signed before it had the body'],
  ];
  const value = parsed(text);
  if (value === undefined) return bodies;
  const rewritten = 'something parsed it and wrote it again';
  const compact = JSON.stringify(value);
  const escaped = compact.replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    ...bodies,
    [bytes(compact), `for the same JSON without spaces: ${rewritten}`],
    [bytes(JSON.stringify(value, null, 2)), `for the same JSON indented by two spaces: ${rewritten}`],
    [bytes(JSON.stringify(value, null, 4)), `for the same JSON indented by four spaces: ${rewritten}`],
    [
      bytes(spaced(value)),
      `for the same JSON with a space after each comma and colon, as Python writes it: ${rewritten}`,
    ],
    [bytes(escaped), `for the same JSON with its letters outside ASCII escaped: ${rewritten}`],
    [
      bytes(compact.replaceAll('/', '\\/')),
      `for the same JSON with its slashes escaped, as PHP writes it: ${rewritten}`,
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
    [`${scheme === 'https' ? 'http' : 'https'}:${rest}`, 'for the address with the other scheme'],
    [
      withQuery(base.endsWith('/') ? base.slice(0, -1) : `${base}/`),
      'for the address with, or without, a slash at its end',
    ],
    [base, 'for the address without its query'],
    [url.replace(/^(https?:\/\/[^/?#]*?):\d+/, '$1'), 'for the address without its port'],
    [
      url.replace(/^https?:\/\/[^/?#]*/, (origin) => origin.toLowerCase()),
      'for the address with its host in lower case',
    ],
  ];
}
