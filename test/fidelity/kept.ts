// biome-ignore-all lint/suspicious/noTemplateCurlyInString: titles as they stand in the tests
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { everyByte } from '../support/received.ts';

/**
 * What a capture keeps, by door: the bytes to send, and the part of the record they must produce. `test/wire/kept-facts.test.ts`
 * sends each through both doors, and `docs/fidelity.md` is generated from the same list.
 */
export type KeptRow = {
  readonly what: string;
  /** What is written to the socket; `path` is the bin's. Strings are byte strings. */
  readonly message: (path: string) => string | readonly (string | Uint8Array)[];
  /** The sender disconnects without waiting for a response. */
  readonly hangsUp?: boolean;
  readonly wire: Door;
  readonly fetch: Door;
};

/** What one door does with a message: a sentence, and the part of the record that shows it. */
export type Door = {
  readonly says: string;
  /** The part of the record to compare, or null if the message is not captured. */
  readonly finds: ((capture: CaptureJson, path: string) => Seen) | null;
};

/** The value that was found, and the expected value. */
export type Seen = { readonly found: unknown; readonly expected: unknown };

const crlf = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const closing = 'Connection: close';

/** A row that is the same for both doors. */
function same(says: string, finds: Door['finds']): Pick<KeptRow, 'wire' | 'fetch'> {
  return { wire: { says, finds }, fetch: { says, finds } };
}

function named({ headers }: CaptureJson, pattern: RegExp) {
  return headers.filter(([name]) => pattern.test(name));
}

export const longestBody = 200_000;

export const kept: readonly KeptRow[] = [
  {
    what: 'method',
    message: (path) => crlf(`PROPFIND ${path} HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'as sent, if Node.js knows the method; otherwise the request is a malformed capture',
      finds: ({ method }) => ({ found: method, expected: 'PROPFIND' }),
    },
    fetch: { says: 'GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS; Next.js rejects others', finds: null },
  },
  {
    what: 'request-target',
    message: (path) => crlf(`GET ${path}/a%2Fb/../c?x=%7e[1]&&y HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'byte for byte as sent, never decoded or normalised',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/a%2Fb/../c?x=%7e[1]&&y` }),
    },
    fetch: {
      says: 'as Next.js rewrites it: dot segments are resolved, and the query is parsed and percent-encoded again',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/c?x=%7E%5B1%5D&y=` }),
    },
  },
  {
    what: 'target with broken percent-encoding',
    message: (path) => crlf(`GET ${path}/%zz HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'as sent',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/%zz` }),
    },
    fetch: { says: 'not captured if it is in the path: Next.js responds with 500', finds: null },
  },
  {
    what: 'target with non-ASCII bytes',
    message: (path) => crlf(`GET ${path}/caf\xe9 HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'a malformed capture, because Node.js rejects the request',
      finds: ({ malformed, target }, path) => ({
        found: [malformed, target],
        expected: [true, `${path}/caf\xe9`],
      }),
    },
    fetch: { says: 'not captured: Node.js rejects the request', finds: null },
  },
  {
    what: 'empty path segments',
    message: (path) => crlf(`GET ${path}//a//b/ HTTP/1.1`, 'Host: a', closing),
    wire: { says: 'kept', finds: ({ path }) => ({ found: path, expected: '//a//b/' }) },
    fetch: { says: 'not captured: Next.js redirects the request', finds: null },
  },
  {
    what: 'absolute-form target',
    message: (path) => crlf(`GET http://a.example${path}/x HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'kept in full',
      finds: ({ target }, path) => ({ found: target, expected: `http://a.example${path}/x` }),
    },
    fetch: { says: 'not captured: Next.js redirects the request', finds: null },
  },
  {
    what: 'HTTP version',
    message: (path) => crlf(`GET ${path} HTTP/1.0`, 'Host: a', closing),
    wire: { says: '1.0, 1.1 or 2', finds: ({ httpVersion }) => ({ found: httpVersion, expected: '1.0' }) },
    fetch: {
      says: 'unknown, recorded as 1.1',
      finds: ({ httpVersion }) => ({ found: httpVersion, expected: '1.1' }),
    },
  },
  {
    what: 'order and case of headers',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'x-b: 1', 'Host: a', 'X-a: 2', closing),
    wire: {
      says: 'as sent',
      finds: ({ headers }) => ({
        found: headers,
        expected: [
          ['x-b', '1'],
          ['Host', 'a'],
          ['X-a', '2'],
          ['Connection', 'close'],
        ],
      }),
    },
    fetch: {
      says: 'lower case and sorted by name',
      finds: (capture) => ({
        found: named(capture, /^x-[ab]$/),
        expected: [
          ['x-a', '2'],
          ['x-b', '1'],
        ],
      }),
    },
  },
  {
    what: 'headers with the same name',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: 1', 'X-A: 2', 'X-A: 1', closing),
    wire: {
      says: 'kept as separate headers',
      finds: (capture) => ({
        found: named(capture, /^x-a$/i),
        expected: [
          ['X-A', '1'],
          ['X-A', '2'],
          ['X-A', '1'],
        ],
      }),
    },
    fetch: {
      says: 'combined into one header, with the values joined by commas',
      finds: (capture) => ({ found: named(capture, /^x-a$/), expected: [['x-a', '1, 2, 1']] }),
    },
  },
  {
    what: 'empty header values',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-Empty:', closing),
    ...same('kept', (capture) => ({
      found: named(capture, /^x-empty$/i).map(([, value]) => value),
      expected: [''],
    })),
  },
  {
    what: 'header names with `_`, `.` and other token characters',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', "x_a.b!#$%&'*+^`|~: 1", closing),
    ...same('kept', (capture) => ({
      found: named(capture, /^x_/),
      expected: [["x_a.b!#$%&'*+^`|~", '1']],
    })),
  },
  {
    what: 'non-ASCII bytes in header values',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: caf\xe9 \xff\x80', closing),
    ...same('byte for byte', (capture) => ({
      found: named(capture, /^x-a$/i).map(([, value]) => value),
      expected: ['caf\xe9 \xff\x80'],
    })),
  },
  {
    what: 'whitespace in header values',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: \t a  b \t', closing),
    ...same('kept inside a value; removed around it, as RFC 9110 §5.5 requires', (capture) => ({
      found: named(capture, /^x-a$/i).map(([, value]) => value),
      expected: ['a  b'],
    })),
  },
  {
    what: 'large headers',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', `X-Long: ${'x'.repeat(60_000)}`, closing),
    wire: {
      says: 'up to 64 KiB in total; larger requests get 431',
      finds: (capture) => ({ found: named(capture, /^x-long$/i)[0]?.[1].length, expected: 60_000 }),
    },
    fetch: { says: 'up to 16 KiB in total, the limit of Node.js', finds: null },
  },
  {
    what: 'body',
    message: (path) => [
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Type: text/plain', 'Content-Length: 256'),
      everyByte,
    ],
    ...same('byte for byte, whatever the Content-Type', ({ body }) => ({
      found: body.base64,
      expected: Buffer.from(everyByte).toString('base64'),
    })),
  },
  {
    what: 'compressed body (content encoding)',
    message: (path) =>
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Encoding: gzip', 'Content-Length: 4') +
      '\x1f\x8b\x08\x00',
    ...same('as received, not decoded', ({ body }) => ({ found: body.base64, expected: 'H4sIAA==' })),
  },
  {
    what: 'body of a GET',
    message: (path) => `${crlf(`GET ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Length: 2')}hi`,
    wire: { says: 'kept', finds: ({ body }) => ({ found: body.text, expected: 'hi' }) },
    fetch: {
      says: 'lost: a web Request has no body for GET',
      finds: ({ body }) => ({ found: body.text, expected: '' }),
    },
  },
  {
    what: 'chunked body',
    message: (path) =>
      `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Transfer-Encoding: chunked')}2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n`,
    ...same(
      'the bytes and the Transfer-Encoding header are kept; chunk boundaries and extensions are not',
      (capture) => ({
        found: [capture.body.text, named(capture, /^transfer-encoding$/i).map(([, value]) => value)],
        expected: ['abc', ['chunked']],
      }),
    ),
  },
  {
    what: 'trailers',
    message: (path) =>
      `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Transfer-Encoding: chunked', 'Trailer: X-Sum')}1\r\na\r\n0\r\nX-Sum: 5\r\nx-sum: 6\r\n\r\n`,
    wire: {
      says: 'kept in order and case, with duplicates',
      finds: ({ trailers }) => ({
        found: trailers,
        expected: [
          ['X-Sum', '5'],
          ['x-sum', '6'],
        ],
      }),
    },
    fetch: { says: 'lost', finds: ({ trailers }) => ({ found: trailers, expected: [] }) },
  },
  {
    what: 'Expect: 100-continue',
    message: (path) =>
      `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Expect: 100-continue', 'Content-Length: 2')}hi`,
    ...same('Wirebin responds with 100 Continue and keeps the header', (capture) => ({
      found: [named(capture, /^expect$/i).map(([, value]) => value), capture.body.text],
      expected: [['100-continue'], 'hi'],
    })),
  },
  {
    what: 'Upgrade',
    message: (path) =>
      crlf(
        `GET ${path} HTTP/1.1`,
        'Host: a',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
      ),
    hangsUp: true,
    wire: {
      says: 'captured with its headers; the connection is not upgraded',
      finds: (capture) => ({ found: named(capture, /^upgrade$/i), expected: [['Upgrade', 'websocket']] }),
    },
    fetch: { says: 'not captured: Next.js handles these requests itself', finds: null },
  },
  {
    what: 'pipelined requests',
    message: (path) =>
      crlf(`GET ${path}/1 HTTP/1.1`, 'Host: a') + crlf(`GET ${path}/2 HTTP/1.1`, 'Host: a', closing),
    ...same('each is captured, in order', ({ seq, path }) => ({ found: [seq, path], expected: [2, '/2'] })),
  },
  {
    what: 'malformed requests',
    message: (path) => crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Bad Name: 1'),
    wire: {
      says: 'captured with the raw bytes as the body and the reason; the response is 400',
      finds: ({ malformed, malformedReason, body }, path) => ({
        found: [malformed, malformedReason?.includes('INVALID_HEADER_TOKEN'), body.text],
        expected: [true, true, crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Bad Name: 1')],
      }),
    },
    fetch: { says: 'not captured: Node.js rejects the request', finds: null },
  },
  {
    what: 'a sender that disconnects before the end',
    message: (path) => `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Content-Length: 10')}abc`,
    hangsUp: true,
    ...same('what was received is captured and marked as incomplete', ({ aborted, body }) => ({
      found: [aborted, body.text],
      expected: [true, 'abc'],
    })),
  },
  {
    what: 'a body longer than `MAX_BODY_BYTES`',
    message: (path) =>
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, `Content-Length: ${longestBody + 5}`) +
      'x'.repeat(longestBody + 5),
    ...same(
      'kept up to the limit and marked as truncated, with its actual size; the response is the usual one',
      ({ body, reply }) => ({
        found: [body.truncated, body.size, body.stored, reply?.status],
        expected: [true, longestBody + 5, longestBody, 200],
      }),
    ),
  },
  {
    what: 'times',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'the first byte, to the microsecond, and how long the headers and the upload took',
      finds: ({ headersMs, receivedAtMicros }) => ({
        found: [headersMs > 0, Number.isInteger(receivedAtMicros)],
        expected: [true, true],
      }),
    },
    fetch: {
      says: 'the call of the route handler, and how long the body took',
      finds: ({ headersMs, receivedAtMicros }) => ({
        found: [headersMs, Number.isInteger(receivedAtMicros)],
        expected: [0, true],
      }),
    },
  },
  {
    what: 'peer',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-Forwarded-For: 203.0.113.9', closing),
    wire: {
      says: 'address and port of the other end of the socket; headers about the client are trusted only from `TRUSTED_PROXIES`',
      finds: ({ peer }) => ({ found: [peer.address, peer.port > 0], expected: ['127.0.0.1', true] }),
    },
    fetch: {
      says: 'unknown',
      finds: ({ peer }) => ({ found: peer, expected: { address: '', port: 0 } }),
    },
  },
];

/** Rows that need more than bytes on a socket: the sentence, and the test that shows it. */
export const keptElsewhere: readonly {
  what: string;
  wire: string;
  fetch: string;
  file: string;
  test: string;
}[] = [
  {
    what: 'HTTP/2',
    wire: 'version, pseudo-header fields in their place, and every header in lower case as sent',
    fetch: 'unknown',
    file: 'test/wire/tls.test.ts',
    test: 'HTTP/2 is captured as it is: version, pseudo-header fields, cipher and ALPN',
  },
  {
    what: 'HTTP/2 trailers',
    wire: 'kept',
    fetch: 'unknown',
    file: 'test/wire/tls.test.ts',
    test: 'trailers are kept over HTTP/2',
  },
  {
    what: 'asterisk-form target',
    wire: 'kept if the bin has its own host (`BIN_DOMAIN`); otherwise it refers to no bin',
    fetch: 'refers to no bin',
    file: 'test/wire/tls.test.ts',
    test: 'the asterisk of OPTIONS is captured where a bin has a host of its own',
  },
  {
    what: 'client behind a proxy',
    wire: 'kept in addition to the peer, if a proxy in `TRUSTED_PROXIES` reports it',
    fetch: 'unknown',
    file: 'test/wire/proxies.test.ts',
    test: 'the client is the right-most hop that is not trusted, and what was received stays beside it',
  },
  {
    what: 'TLS: version, cipher, ALPN',
    wire: 'kept if the port uses TLS',
    fetch: 'unknown',
    file: 'test/wire/tls.test.ts',
    test: 'HTTP/1.1 over TLS keeps case and order of the headers',
  },
  {
    what: 'everything at once',
    wire: '1,000 generated requests: method, target, version, headers and body equal what was sent',
    fetch: '–',
    file: 'test/wire/round-trip.test.ts',
    test: '${count} generated requests survive capture → curl → capture (seed ${seed})',
  },
];
