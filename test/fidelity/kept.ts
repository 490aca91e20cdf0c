// biome-ignore-all lint/suspicious/noTemplateCurlyInString: titles as they stand in the tests
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { everyByte } from '../support/received.ts';

/**
 * What a capture keeps, by door: the bytes that are sent, and of the record what has to be found. `kept.test.ts` sends
 * each through both doors; `docs/fidelity.md` is written from the same list.
 */
export type KeptRow = {
  readonly what: string;
  /** What is written to the socket; `path` is the bin's. Strings are byte strings. */
  readonly message: (path: string) => string | readonly (string | Uint8Array)[];
  /** The sender leaves without waiting for an answer. */
  readonly hangsUp?: boolean;
  readonly wire: Door;
  readonly fetch: Door;
};

/** What one door makes of a message: in words, and in what of the record they are seen. */
export type Door = {
  readonly says: string;
  /** The part of the record that has to be there, or nothing when it is no capture. */
  readonly finds: ((capture: CaptureJson, path: string) => Seen) | null;
};

/** What was found, and what it has to be. */
export type Seen = { readonly found: unknown; readonly expected: unknown };

const crlf = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const closing = 'Connection: close';

/** Both doors find the same. */
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
      says: 'as sent, all that Node.js knows; others are a malformed capture',
      finds: ({ method }) => ({ found: method, expected: 'PROPFIND' }),
    },
    fetch: { says: 'GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS; Next.js refuses others', finds: null },
  },
  {
    what: 'request-target',
    message: (path) => crlf(`GET ${path}/a%2Fb/../c?x=%7e[1]&&y HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'byte for byte as sent, never decoded or normalised',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/a%2Fb/../c?x=%7e[1]&&y` }),
    },
    fetch: {
      says: 'as Next.js writes it: dot segments resolved, the query taken apart and percent-encoded afresh',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/c?x=%7E%5B1%5D&y=` }),
    },
  },
  {
    what: 'target with broken percent-encoding',
    message: (path) => crlf(`GET ${path}/%zz HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'as sent, like any other',
      finds: ({ target }, path) => ({ found: target, expected: `${path}/%zz` }),
    },
    fetch: { says: 'in a path not captured: Next.js answers 500', finds: null },
  },
  {
    what: 'target with bytes outside ASCII',
    message: (path) => crlf(`GET ${path}/caf\xe9 HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'a malformed capture, since Node.js refuses it',
      finds: ({ malformed, target }, path) => ({
        found: [malformed, target],
        expected: [true, `${path}/caf\xe9`],
      }),
    },
    fetch: { says: 'refused by Node.js, not captured', finds: null },
  },
  {
    what: 'empty path segments',
    message: (path) => crlf(`GET ${path}//a//b/ HTTP/1.1`, 'Host: a', closing),
    wire: { says: 'kept', finds: ({ path }) => ({ found: path, expected: '//a//b/' }) },
    fetch: { says: 'redirected away by Next.js, not captured', finds: null },
  },
  {
    what: 'absolute-form target',
    message: (path) => crlf(`GET http://a.example${path}/x HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'whole',
      finds: ({ target }, path) => ({ found: target, expected: `http://a.example${path}/x` }),
    },
    fetch: { says: 'redirected by Next.js, not captured', finds: null },
  },
  {
    what: 'HTTP version',
    message: (path) => crlf(`GET ${path} HTTP/1.0`, 'Host: a', closing),
    wire: { says: '1.0, 1.1 or 2', finds: ({ httpVersion }) => ({ found: httpVersion, expected: '1.0' }) },
    fetch: {
      says: 'not known: always 1.1',
      finds: ({ httpVersion }) => ({ found: httpVersion, expected: '1.1' }),
    },
  },
  {
    what: 'order and case of header lines',
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
      says: 'lower case, sorted by name',
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
    what: 'header lines of one name',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: 1', 'X-A: 2', 'X-A: 1', closing),
    wire: {
      says: 'each a line',
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
      says: 'one line, the values joined with commas',
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
    what: 'bytes of header values outside ASCII',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: caf\xe9 \xff\x80', closing),
    ...same('byte for byte', (capture) => ({
      found: named(capture, /^x-a$/i).map(([, value]) => value),
      expected: ['caf\xe9 \xff\x80'],
    })),
  },
  {
    what: 'white space around header values',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', 'X-A: \t a  b \t', closing),
    ...same('not kept, as RFC 9110 §5.5 has it; inside them it is', (capture) => ({
      found: named(capture, /^x-a$/i).map(([, value]) => value),
      expected: ['a  b'],
    })),
  },
  {
    what: 'many and long header lines',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', `X-Long: ${'x'.repeat(60_000)}`, closing),
    wire: {
      says: 'up to 64 KiB in all; more is answered 431',
      finds: (capture) => ({ found: named(capture, /^x-long$/i)[0]?.[1].length, expected: 60_000 }),
    },
    fetch: { says: 'up to 16 KiB in all, the limit of Node.js', finds: null },
  },
  {
    what: 'body',
    message: (path) => [
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Type: text/plain', 'Content-Length: 256'),
      everyByte,
    ],
    ...same('byte for byte, whatever its type says', ({ body }) => ({
      found: body.base64,
      expected: Buffer.from(everyByte).toString('base64'),
    })),
  },
  {
    what: 'body with a content coding',
    message: (path) =>
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Encoding: gzip', 'Content-Length: 4') +
      '\x1f\x8b\x08\x00',
    ...same('as it came, not decoded', ({ body }) => ({ found: body.base64, expected: 'H4sIAA==' })),
  },
  {
    what: 'body of a GET',
    message: (path) => `${crlf(`GET ${path} HTTP/1.1`, 'Host: a', closing, 'Content-Length: 2')}hi`,
    wire: { says: 'kept', finds: ({ body }) => ({ found: body.text, expected: 'hi' }) },
    fetch: {
      says: 'lost: a web Request has none',
      finds: ({ body }) => ({ found: body.text, expected: '' }),
    },
  },
  {
    what: 'body in chunks',
    message: (path) =>
      `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, 'Transfer-Encoding: chunked')}2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n`,
    ...same(
      'its bytes and the Transfer-Encoding line; the boundaries and extensions of chunks are not',
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
      says: 'in order and case, duplicates apart',
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
    ...same('granted, and kept as a line', (capture) => ({
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
      says: 'captured with its lines, and not upgraded',
      finds: (capture) => ({ found: named(capture, /^upgrade$/i), expected: [['Upgrade', 'websocket']] }),
    },
    fetch: { says: 'not captured: Next.js takes such requests itself', finds: null },
  },
  {
    what: 'requests sent before the answer to the one before (pipelining)',
    message: (path) =>
      crlf(`GET ${path}/1 HTTP/1.1`, 'Host: a') + crlf(`GET ${path}/2 HTTP/1.1`, 'Host: a', closing),
    ...same('each a capture, in order', ({ seq, path }) => ({ found: [seq, path], expected: [2, '/2'] })),
  },
  {
    what: 'malformed messages',
    message: (path) => crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Bad Name: 1'),
    wire: {
      says: 'a capture whose body is the raw bytes, with the reason; answered 400',
      finds: ({ malformed, malformedReason, body }, path) => ({
        found: [malformed, malformedReason?.includes('INVALID_HEADER_TOKEN'), body.text],
        expected: [true, true, crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Bad Name: 1')],
      }),
    },
    fetch: { says: 'refused by Node.js, not captured', finds: null },
  },
  {
    what: 'a sender that hangs up half way',
    message: (path) => `${crlf(`POST ${path} HTTP/1.1`, 'Host: a', 'Content-Length: 10')}abc`,
    hangsUp: true,
    ...same('captured as far as it came, and flagged', ({ aborted, body }) => ({
      found: [aborted, body.text],
      expected: [true, 'abc'],
    })),
  },
  {
    what: 'a body longer than `MAX_BODY_BYTES`',
    message: (path) =>
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, `Content-Length: ${longestBody + 5}`) +
      'x'.repeat(longestBody + 5),
    ...same('kept up to there, flagged, with its true size; answered as any other', ({ body, reply }) => ({
      found: [body.truncated, body.size, body.stored, reply?.status],
      expected: [true, longestBody + 5, longestBody, 200],
    })),
  },
  {
    what: 'times',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', closing),
    wire: {
      says: 'of the first byte, to the microsecond; how long headers and upload took',
      finds: ({ headersMs, receivedAtMicros }) => ({
        found: [headersMs > 0, Number.isInteger(receivedAtMicros)],
        expected: [true, true],
      }),
    },
    fetch: {
      says: 'of the call of the route handler; how long the body took',
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
      says: 'address and port of the other end of the socket; of what headers say about it, nothing is believed but of `TRUSTED_PROXIES`',
      finds: ({ peer }) => ({ found: [peer.address, peer.port > 0], expected: ['127.0.0.1', true] }),
    },
    fetch: {
      says: 'not known',
      finds: ({ peer }) => ({ found: peer, expected: { address: '', port: 0 } }),
    },
  },
];

/** What takes more than bytes on a socket to show: the sentence, and the test that shows it. */
export const keptElsewhere: readonly {
  what: string;
  wire: string;
  fetch: string;
  file: string;
  test: string;
}[] = [
  {
    what: 'HTTP/2',
    wire: 'version, pseudo-header fields as the lines they are, every line in lower case as sent',
    fetch: 'not known',
    file: 'test/wire/tls.test.ts',
    test: 'HTTP/2 is captured as it is: version, pseudo-header fields, cipher and ALPN',
  },
  {
    what: 'trailers of HTTP/2',
    wire: 'kept',
    fetch: 'not known',
    file: 'test/wire/tls.test.ts',
    test: 'trailers are kept over HTTP/2',
  },
  {
    what: 'asterisk-form target',
    wire: 'kept, where a bin has a host of its own (`BIN_DOMAIN`): elsewhere it names no bin',
    fetch: 'names no bin',
    file: 'test/wire/tls.test.ts',
    test: 'the asterisk of OPTIONS is captured where a bin has a host of its own',
  },
  {
    what: 'client behind a proxy',
    wire: 'beside the peer, when a proxy of `TRUSTED_PROXIES` names it',
    fetch: 'not known',
    file: 'test/wire/proxies.test.ts',
    test: 'the client is the right-most hop that is not trusted, and what was received stays beside it',
  },
  {
    what: 'TLS: version, cipher, ALPN',
    wire: 'kept when the port speaks TLS',
    fetch: 'not known',
    file: 'test/wire/tls.test.ts',
    test: 'HTTP/1.1 over TLS keeps case and order of the headers',
  },
  {
    what: 'what is kept, all of it at once',
    wire: '1,000 generated requests: method, target, version, header lines and body equal what was sent',
    fetch: '–',
    file: 'test/wire/round-trip.test.ts',
    test: '${count} generated requests survive capture → curl → capture (seed ${seed})',
  },
];
