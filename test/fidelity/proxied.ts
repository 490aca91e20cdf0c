import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Fault } from '#lib/reply/response.ts';
import type { ProxyName } from '../hosting/proxies.ts';
import { type Door, type KeptRow, kept, longestBody } from './kept.ts';

/**
 * What a proxy changes, although its configuration is that of `docs/hosting`. `test/hosting/proxies.test.ts` sends every row through
 * both proxies, and `docs/fidelity.md` is generated from the same lists.
 */
export type ProxiedRow = Pick<KeptRow, 'what' | 'message' | 'hangsUp'> & {
  readonly through: Readonly<Record<ProxyName, Door>>;
};

const crlf = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const closing = 'Connection: close';
const unchanged = 'as without a proxy';

function named({ headers }: CaptureJson, pattern: RegExp) {
  return headers.filter(([name]) => pattern.test(name));
}

const rejected = (says: string): Door => ({ says, finds: null });
const targetIs = (says: string, below: string): Door => ({
  says,
  finds: ({ target }, path) => ({ found: target, expected: `${path}${below}` }),
});
const lost = (name: RegExp, says: string): Door => ({
  says,
  finds: (capture) => ({ found: named(capture, name), expected: [] }),
});

/** Rows of the first table that are not the same behind a proxy. */
const changes: Readonly<Record<string, Partial<Record<ProxyName, Door>>>> = {
  'target with broken percent-encoding': {
    nginx: rejected('not captured if it is in the path: nginx responds with 400'),
    Caddy: rejected('not captured if it is in the path: Caddy responds with 400'),
  },
  'target with non-ASCII bytes': {
    Caddy: targetIs('percent-encoded, and captured as usual', '/caf%E9'),
  },
  'absolute-form target': {
    nginx: targetIs('in origin-form', '/x'),
    Caddy: targetIs('in origin-form; Host is that of the target', '/x'),
  },
  'HTTP version': both('always 1.1', ({ httpVersion }) => ({ found: httpVersion, expected: '1.1' })),
  'order and case of headers': {
    nginx: {
      says: 'case as sent; Host, Connection, Upgrade, Keep-Alive, TE, X-Forwarded-* and Content-Length come first, the others follow in order',
      finds: ({ headers }) => ({
        found: headers.filter(([name]) => !name.startsWith('X-Forwarded-')),
        expected: [
          ['Host', 'a'],
          ['Connection', 'close'],
          ['x-b', '1'],
          ['X-a', '2'],
        ],
      }),
    },
    Caddy: {
      says: 'each word begins with a capital letter (`X-Github-Event`), sorted by name',
      finds: ({ headers }) => ({
        found: headers.filter(([name]) => !name.startsWith('X-Forwarded-')),
        expected: [
          ['Host', 'a'],
          ['X-A', '2'],
          ['X-B', '1'],
          ['Connection', 'close'],
        ],
      }),
    },
  },
  'header names with `_`, `.` and other token characters': {
    Caddy: {
      says: 'kept, with a capital letter at the beginning of each word',
      finds: (capture) => ({ found: named(capture, /^x_/i), expected: [["X_a.b!#$%&'*+^`|~", '1']] }),
    },
  },
  'chunked body': {
    nginx: {
      says: 'the bytes are kept; a body that arrives together with the headers has Content-Length instead of Transfer-Encoding',
      finds: (capture) => ({
        found: [capture.body.text, named(capture, /^(?:transfer-encoding|content-length)$/i)],
        expected: ['abc', [['Content-Length', '3']]],
      }),
    },
  },
  trailers: both('lost', ({ trailers }) => ({ found: trailers, expected: [] })),
  'Expect: 100-continue': {
    nginx: {
      says: 'nginx responds with 100 Continue and removes the header',
      finds: (capture) => ({ found: [named(capture, /^expect$/i), capture.body.text], expected: [[], 'hi'] }),
    },
  },
  'malformed requests': {
    nginx: rejected('mostly not captured: nginx responds with 400'),
    Caddy: rejected('mostly not captured: Caddy responds with 400'),
  },
};

/** Rows that matter only behind proxies. */
const beside: readonly ProxiedRow[] = [
  {
    what: 'method that Node.js does not know, or in lower case',
    message: (path) => crlf(`get ${path} HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: rejected('not captured if it is in lower case: nginx responds with 400'),
      Caddy: {
        says: unchanged,
        finds: ({ malformed, method }) => ({ found: [malformed, method], expected: [true, 'get'] }),
      },
    },
  },
  {
    what: 'TRACE',
    message: (path) => crlf(`TRACE ${path} HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: rejected('not captured: nginx responds with 405'),
      Caddy: { says: unchanged, finds: ({ method }) => ({ found: method, expected: 'TRACE' }) },
    },
  },
  {
    what: 'path with characters that URLs do not allow, such as `"` or `|`',
    message: (path) => crlf(`GET ${path}/"|%2f%7e HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: targetIs(unchanged, '/"|%2f%7e'),
      Caddy: targetIs('the whole path is decoded and percent-encoded again: `%2f` becomes `/`', '/%22%7C/~'),
    },
  },
  {
    what: 'query with characters that URLs do not allow, and broken percent-encoding',
    message: (path) => crlf(`GET ${path}?a=1;b&=&&x=%zz+[]|"#c HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: targetIs(unchanged, '?a=1;b&=&&x=%zz+[]|"#c'),
      Caddy: targetIs(unchanged, '?a=1;b&=&&x=%zz+[]|"#c'),
    },
  },
  {
    what: 'path that leads above the root (`/../../..`), or has `%00`',
    message: (path) => crlf(`GET ${path}/../../../x HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: rejected('not captured: nginx responds with 400'),
      Caddy: targetIs(unchanged, '/../../../x'),
    },
  },
  {
    what: 'Host',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: A.Example:80', closing),
    through: {
      nginx: hostIs('A.Example:80'),
      Caddy: hostIs('A.Example:80'),
    },
  },
  {
    what: 'no Host, in HTTP/1.1',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, closing),
    through: {
      nginx: rejected('not captured: nginx responds with 400'),
      Caddy: rejected('not captured: Caddy responds with 400'),
    },
  },
  {
    what: 'Connection, Keep-Alive, TE, Proxy-Connection and Upgrade',
    message: (path) =>
      crlf(
        `GET ${path} HTTP/1.1`,
        'Host: a',
        'Connection: close, X-Hop',
        'X-Hop: 1',
        'Keep-Alive: timeout=5',
        'TE: gzip',
        'Proxy-Connection: a',
        'Upgrade: h2c',
      ),
    through: {
      nginx: {
        says: unchanged,
        finds: (capture) => ({
          found: named(capture, hopByHop),
          expected: [
            ['Connection', 'close, X-Hop'],
            ['Upgrade', 'h2c'],
            ['Keep-Alive', 'timeout=5'],
            ['TE', 'gzip'],
            ['X-Hop', '1'],
            ['Proxy-Connection', 'a'],
          ],
        }),
      },
      Caddy: {
        says: 'lost, as well as the headers that Connection names; Caddy sends `Connection: close`',
        finds: (capture) => ({ found: named(capture, hopByHop), expected: [['Connection', 'close']] }),
      },
    },
  },
  {
    what: 'X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host of the sender',
    message: (path) =>
      crlf(
        `GET ${path} HTTP/1.1`,
        'Host: a',
        'X-Forwarded-For: 203.0.113.9',
        'X-Forwarded-Proto: gopher',
        'X-Forwarded-Host: b',
        closing,
      ),
    through: {
      nginx: forwarded('the address is appended to X-Forwarded-For; the others are replaced', [
        ['X-Forwarded-For', '203.0.113.9, 127.0.0.1'],
        ['X-Forwarded-Proto', 'http'],
        ['X-Forwarded-Host', 'a'],
      ]),
      Caddy: forwarded('replaced', [
        ['X-Forwarded-For', '127.0.0.1'],
        ['X-Forwarded-Host', 'a'],
        ['X-Forwarded-Proto', 'http'],
      ]),
    },
  },
  {
    what: 'Accept-Encoding and User-Agent, if the sender has none',
    message: (path) => crlf(`GET ${path} HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: lost(/^(?:accept-encoding|user-agent)$/i, unchanged),
      Caddy: lost(/^(?:accept-encoding|user-agent)$/i, unchanged),
    },
  },
  {
    what: 'POST without a body and without Content-Length',
    message: (path) => crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing),
    through: {
      nginx: lost(/^content-length$/i, unchanged),
      Caddy: {
        says: 'has `Content-Length: 0`',
        finds: (capture) => ({
          found: named(capture, /^content-length$/i),
          expected: [['Content-Length', '0']],
        }),
      },
    },
  },
  {
    what: 'body of several megabytes',
    message: (path) =>
      crlf(`POST ${path} HTTP/1.1`, 'Host: a', closing, `Content-Length: ${3 * 2 ** 20}`) +
      'x'.repeat(3 * 2 ** 20),
    through: { nginx: sizeIs(3 * 2 ** 20), Caddy: sizeIs(3 * 2 ** 20) },
  },
];

const hopByHop = /^(?:connection|upgrade|keep-alive|te|x-hop|proxy-connection)$/i;

/** Every row of the first table with what each proxy makes of it, and those that matter only behind proxies. */
export const proxied: readonly ProxiedRow[] = [
  ...kept
    // The peer is the proxy, which rows of `proxiedElsewhere` are about.
    .filter(({ what }) => what !== 'peer')
    .map(({ what, message, hangsUp, wire }) => {
      const asWithout = { ...wire, says: unchanged };
      const { nginx = asWithout, Caddy = asWithout } = changes[what] ?? {};
      return { what, message, hangsUp, through: { nginx, Caddy } };
    }),
  ...beside,
];

/** The rows for the table: those where something is different, and those that are not in the first table. */
export const proxiedShown = proxied.filter(
  ({ what }) => changes[what] || beside.some((row) => row.what === what),
);

/** What a sender received of a faulty response, and how the connection ended. */
export type Received = {
  readonly bytes: string;
  readonly ended: 'reset' | 'closed';
};

export type ProxiedFault = {
  readonly what: string;
  readonly fault: Fault;
  readonly through: Readonly<
    Record<ProxyName, { readonly says: string; readonly isSo: (received: Received, body: string) => boolean }>
  >;
};

const nothing = (ended: Received['ended'], says: string) => ({
  says,
  isSo: (received: Received) => received.bytes === '' && received.ended === ended,
});
const intact = (says: string, share: (body: string) => string) => ({
  says,
  isSo: ({ bytes }: Received, body: string) => bytes.endsWith(`\r\n\r\n${share(body)}`),
});
const half = (body: string) => body.slice(0, body.length / 2);

/** What senders see of faults through a proxy. Those that are missing (slow bodies) pass unchanged. */
export const proxiedFaults: readonly ProxiedFault[] = [
  {
    what: 'connection reset',
    fault: { kind: 'reset' },
    through: {
      nginx: nothing('reset', unchanged),
      Caddy: nothing('closed', 'closed without a response'),
    },
  },
  {
    what: 'connection closed without a response',
    fault: { kind: 'close' },
    through: {
      nginx: nothing('reset', 'reset'),
      Caddy: nothing('closed', unchanged),
    },
  },
  {
    what: 'no response until the connection is closed',
    fault: { kind: 'hang', ms: 100 },
    through: {
      nginx: nothing('reset', 'reset after the same time'),
      Caddy: nothing('closed', unchanged),
    },
  },
  {
    what: 'connection closed in the middle of the body',
    fault: { kind: 'cut-body' },
    through: { nginx: intact(unchanged, half), Caddy: intact(unchanged, half) },
  },
  {
    what: 'Content-Length larger than the body',
    fault: { kind: 'wrong-length', by: 5 },
    through: {
      nginx: intact(unchanged, (body) => body),
      Caddy: intact(unchanged, (body) => body),
    },
  },
  {
    what: 'Content-Length smaller than the body',
    fault: { kind: 'wrong-length', by: -5 },
    through: {
      nginx: intact(unchanged, (body) => body.slice(0, -5)),
      Caddy: intact(unchanged, (body) => body.slice(0, -5)),
    },
  },
  {
    what: 'slow response headers',
    fault: { kind: 'slow-headers', bytesPerSecond: 1000 },
    through: {
      nginx: intact('sent together, once they are complete', (body) => body),
      Caddy: intact('sent together, once they are complete', (body) => body),
    },
  },
  {
    what: 'malformed chunk',
    fault: { kind: 'malformed-chunk' },
    through: {
      nginx: {
        says: 'closed without the rest of the response',
        isSo: ({ bytes }) => !bytes.includes('no size') && !bytes.endsWith('\r\n0\r\n\r\n'),
      },
      Caddy: {
        says: 'the response ends before the malformed chunk',
        isSo: ({ bytes }) => bytes.startsWith('HTTP/1.1 200 ') && !bytes.includes('no size'),
      },
    },
  },
  {
    what: 'response that is not HTTP',
    fault: { kind: 'garbage' },
    through: {
      nginx: { says: unchanged, isSo: ({ bytes }) => bytes.startsWith('\xff\xfe\xfd') },
      Caddy: nothing('closed', 'closed without a response'),
    },
  },
];

/** Rows that need more than bytes on a socket: the sentence, and the test that shows it. */
export const proxiedElsewhere: readonly {
  what: string;
  through: Readonly<Record<ProxyName, string>>;
  test: string;
}[] = [
  {
    what: 'client address, scheme and host',
    through: { nginx: 'kept, with `TRUSTED_PROXIES`', Caddy: 'kept, with `TRUSTED_PROXIES`' },
    test: 'tells Wirebin the address, scheme and host of the client, whatever the client says',
  },
  {
    what: 'HTTP/2',
    through: {
      nginx: 'captured as HTTP/1.1, in lower case and in order',
      Caddy: 'captured as HTTP/1.1, with names as above',
    },
    test: 'accepts HTTP/2, and sends HTTP/1.1',
  },
  {
    what: 'TLS: version, cipher, ALPN',
    through: { nginx: 'unknown: the proxy ends TLS', Caddy: 'unknown: the proxy ends TLS' },
    test: 'accepts HTTP/2, and sends HTTP/1.1',
  },
  {
    what: 'responses that are streamed, slow, held or delayed; WebSocket',
    through: { nginx: unchanged, Caddy: unchanged },
    test: 'passes events, WebSocket and slow bodies on while they arrive',
  },
];

export const longestProxiedBody = longestBody;

function both(says: string, finds: Door['finds']): Record<ProxyName, Door> {
  return { nginx: { says, finds }, Caddy: { says, finds } };
}

function hostIs(host: string): Door {
  return {
    says: unchanged,
    finds: (capture) => ({ found: named(capture, /^host$/i), expected: [['Host', host]] }),
  };
}

function sizeIs(size: number): Door {
  return { says: unchanged, finds: ({ body }) => ({ found: body.size, expected: size }) };
}

function forwarded(says: string, expected: [string, string][]): Door {
  return { says, finds: (capture) => ({ found: named(capture, /^x-forwarded-/i), expected }) };
}
