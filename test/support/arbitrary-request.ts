import fc from 'fast-check';
import type { Header } from '#lib/model/capture.ts';

/**
 * A request as unusual as HTTP/1 allows and Node's strict parser accepts. Header list and framing are complete:
 * `sentMessage` gives the exact bytes to write to a socket. Strings are byte strings.
 */
export type SentRequest = {
  method: string;
  target: string;
  httpVersion: '1.0' | '1.1';
  headers: Header[];
  body: Uint8Array;
};

export type RequestOptions = {
  /** Host and port of the server, usually the value of Host. */
  authority: string;
  /** The start of every target: `/b/slug` for a bin, else empty. */
  prefix: string;
};

/** Generates requests. About one in 200 has a body of 1 to 4 MiB. HEAD has no body, since curl cannot send one and know its end. */
export function arbitraryRequest({ authority, prefix }: RequestOptions): fc.Arbitrary<SentRequest> {
  return fc
    .record({
      method: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom('GET', 'POST') },
        { weight: 3, arbitrary: fc.constantFrom(...methods) },
      ),
      rest: targetRest,
      httpVersion: fc.oneof(
        { weight: 9, arbitrary: fc.constant('1.1' as const) },
        { weight: 1, arbitrary: fc.constant('1.0' as const) },
      ),
      host: hostLines(authority),
      fields: fc.array(field, { maxLength: 12 }),
      hopByHop: fc.array(fc.constantFrom(...hopByHop), { maxLength: 2 }),
      body,
      framing: fc.constantFrom('none', 'length', 'length', 'chunked'),
      order: fc.nat(),
    })
    .map((parts): SentRequest => {
      const target = prefix + (prefix === '' && !parts.rest.startsWith('/') ? `/${parts.rest}` : parts.rest);
      const content = parts.method === 'HEAD' ? new Uint8Array() : parts.body;
      const bodyless = content.length === 0 && parts.framing === 'none';
      const chunked = parts.framing === 'chunked' && parts.method !== 'HEAD';
      const framing: Header = chunked
        ? ['Transfer-Encoding', 'chunked']
        : ['Content-Length', `${content.length}`];
      const headers = [...parts.fields, ...parts.hopByHop];
      if (!bodyless) headers.splice(parts.order % (headers.length + 1), 0, changeCase(framing, parts.order));
      const host =
        parts.host.length === 0 && parts.httpVersion === '1.1' ? [['Host', authority] as const] : parts.host;
      headers.splice(parts.order % 3 === 0 ? parts.order % (headers.length + 1) : 0, 0, ...host);
      return { method: parts.method, target, httpVersion: parts.httpVersion, headers, body: content };
    });
}

/** The request as bytes for a socket; a chunked body has chunks of 1,000 bytes. */
export function sentMessage({ method, target, httpVersion, headers, body }: SentRequest): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(`${method} ${target} HTTP/${httpVersion}\r\n${lines}\r\n`, 'latin1');
  const chunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
  if (!chunked) return Buffer.concat([head, body]);
  const pieces: Uint8Array[] = [head];
  for (let at = 0; at < body.length; at += 1000) {
    const piece = body.subarray(at, at + 1000);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}

/** Texts that do harm or change if they are treated as anything but data. `canary` is the file that they would create. */
export const hostileTexts = [
  '$(touch canary)',
  '`touch canary`',
  "'; touch canary; '",
  "'\\''; touch canary #",
  '"; touch canary; "',
  '|| touch canary &',
  '\\',
  "\\'",
  "'",
  "''",
  "$'\\x27'",
  '$PATH $HOME ~ * ? [a-z] {1,2}',
  '%s %n %00 %0d%0aX: y',
  '{{x}} {% raw %} <%= 1 %>',
  '@/etc/hostname',
  '@-',
  '-o canary',
  '--output canary',
  '-K /etc/passwd',
  '!! !$ !x',
  '# not a comment',
  '\\n\\r\\0\\x41\\u0041',
  '12345678901234567890',
  '<b>&amp;</b>',
  'caf\u00e9 \u{1f600} \u4f60\u597d',
];

const methods = [
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'REPORT', 'M-SEARCH', 'MKCALENDAR'],
  ...['NOTIFY', 'SUBSCRIBE', 'LOCK', 'PURGE', 'SEARCH', 'LINK', 'BIND'],
];

const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

const targetPieces = [
  ...[
    '/',
    '//',
    '/.',
    '/..',
    '/./',
    '/../',
    '/%2e%2e/',
    '/%2E%2E',
    '/.../',
    '/a',
    '/b%2Fc',
    '/b%2fc',
    '/%00',
    '/%zz',
  ],
  ...[
    '?',
    '??',
    '?a=1',
    '&a=2',
    '&d',
    '&=',
    '&&',
    '+',
    '%20',
    '%27',
    "'",
    '%c3%a9',
    '%C3%A9',
    '#',
    '#a',
    '!',
    '!!',
  ],
  ...[
    '$(touch$IFS"canary")',
    '`touch$IFS"canary"`',
    '\\',
    '"',
    '[1-3]',
    '{a,b}',
    '{{x}}',
    '|',
    '<>',
    '^',
    ';',
    '*',
    '@',
    '-o',
    ':',
  ],
];

const targetRest = fc
  .tuple(
    fc.constantFrom('', '/', '/', '/', '?', '#'),
    fc.array(fc.oneof(fc.constantFrom(...targetPieces), visible), { maxLength: 14 }),
  )
  .map(([start, pieces]) => (start === '' ? '' : start + pieces.join('')));

const tokenCharacters = [..."!#$%&'*+-.^_`|~0123456789abcdefXYZ"];

const fieldName = fc.oneof(
  fc.constantFrom(
    'User-Agent',
    'user-agent',
    'Accept',
    'Content-Type',
    'content-type',
    'Accept-Encoding',
    'Cookie',
  ),
  fc.constantFrom(
    'Authorization',
    'Referer',
    'Range',
    'TE',
    'If-Modified-Since',
    'Content-Encoding',
    'Proxy-Connection',
  ),
  fc.constantFrom(
    'X-A',
    'x-a',
    'X-Hub-Signature-256',
    'X_a.b',
    'x-UPPER',
    "!#$%&'*+-.^_`|~0",
    '-o',
    '--data',
    '_',
  ),
  fc
    .array(fc.constantFrom(...tokenCharacters), { minLength: 1, maxLength: 20 })
    .map((characters) => characters.join(''))
    .filter((name) => !/^(host|connection|expect|upgrade|trailer|keep-alive)$/i.test(name)),
);

/** Bytes of a field value: visible ASCII, space, tab and obs-text. */
const valueByte = fc.oneof(
  { weight: 6, arbitrary: visible },
  { weight: 2, arbitrary: fc.constantFrom(' ', '\t') },
  { weight: 1, arbitrary: fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)) },
);

const fieldValue = fc
  .oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.constantFrom(...hostileTexts).map(utf8ByteString) },
    { weight: 4, arbitrary: fc.array(valueByte, { maxLength: 40 }).map((bytes) => bytes.join('')) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map(utf8ByteString) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1000, max: 4000 }).map((length) => 'long '.repeat(length / 5)),
    },
  )
  // A recipient drops white space around a value (RFC 9112 §5.1), so none is generated.
  .map((value) => value.replace(/[\0-\x08\x0a-\x1f\x7f]/g, '').replace(/^[ \t]+|[ \t]+$/g, ''));

const field: fc.Arbitrary<Header> = fc.tuple(fieldName, fieldValue);

const hopByHop: Header[] = [
  ['Connection', 'close'],
  ['connection', 'keep-alive'],
  ['Connection', 'TE, X-A'],
  ['Expect', '100-continue'],
];

function hostLines(authority: string): fc.Arbitrary<Header[]> {
  return fc.constantFrom<Header[]>(
    [['Host', authority]],
    [['Host', authority]],
    [['host', authority]],
    [['HOST', 'bins.example']],
    [['Host', 'bins.example:8443']],
    [],
  );
}

function changeCase([name, value]: Header, seed: number): Header {
  return [[name, name.toLowerCase(), name.toUpperCase()][seed % 3] ?? name, value];
}

const characters = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\n',
      '\r\n',
      '\r',
      '\t',
      '\n\n',
      '\n^a^b',
      '\n!x',
      '\u202e',
      '\u200b',
      '\ufeff',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\x1b[201~\ntouch canary\n',
      '\x1b]0;x\x07',
      '\0',
      '\x7f',
      '\x80',
      '\x9b',
      '\x03',
    ),
  },
);

const json = fc
  .tuple(fc.json(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }))
  .map(([value, big]) => `{ "id": ${big},\t"id":${big},\n "v" : ${value} }`);

const body: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 40, arbitrary: fc.constant(new Uint8Array()) },
  { weight: 50, arbitrary: fc.array(characters, { maxLength: 12 }).map((parts) => utf8(parts.join(''))) },
  { weight: 30, arbitrary: json.map(utf8) },
  { weight: 30, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 20, arbitrary: fc.constantFrom(...hostileTexts).map(utf8) },
  { weight: 10, arbitrary: fc.constantFrom('a=1&b=%20+%27&c', multipart()).map(utf8) },
  { weight: 4, arbitrary: bodyOfSize(10_000, 200_000) },
  { weight: 1, arbitrary: bodyOfSize(2 ** 20, 2 ** 22) },
);

/** Generates a body of `min` to `max` bytes, text or binary. */
function bodyOfSize(min: number, max: number): fc.Arbitrary<Uint8Array> {
  const unit = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 99 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }).map(utf8),
    fc.constantFrom(...hostileTexts).map(utf8),
  );
  return fc
    .tuple(fc.integer({ min, max }), unit)
    .map(([length, bytes]) => new Uint8Array(Buffer.alloc(length, bytes)));
}

function multipart(): string {
  const part = (head: string, content: string) =>
    `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  return `${part('name="a"', "it's")}${part('name="f"; filename="a.txt"', '@/etc/hostname')}--x--\r\n`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf8ByteString(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
