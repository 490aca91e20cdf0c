import { describe, expect, test } from 'vitest';
import type { Header } from '#lib/model/capture.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import { prepareOutgoing } from '#lib/outgoing/prepare-outgoing.ts';

const chunked: Header = ['Transfer-Encoding', 'chunked'];

function prepared(
  parts: Partial<Omit<OutgoingRequest, 'body'>> & { body?: string },
  choice: 'destination' | 'original' = 'original',
) {
  const request = { method: 'POST', target: '/', httpVersion: '1.1', headers: [], trailers: [], ...parts };
  const body = Buffer.from(parts.body ?? '');
  const { headers, framing, trailers, changes } = prepareOutgoing(
    { ...request, body },
    { host: 'new.example', choice },
  );
  const listed = changes.map(
    ({ what, header, value, why }) => `${what} ${header}${value === null ? '' : `=${value}`}: ${why}`,
  );
  return { headers, framing, trailers, changes: listed };
}

describe('the end of the body is told once, as stored where that is allowed and true', () => {
  test.each<[string, Parameters<typeof prepared>[0], Header[], string, string[]]>([
    [
      'a true length stays',
      { headers: [['content-length', '3']], body: 'abc' },
      [['content-length', '3']],
      'length',
      [],
    ],
    [
      'a length of zero stays',
      { headers: [['Content-Length', '0']] },
      [['Content-Length', '0']],
      'length',
      [],
    ],
    ['no length stays none without a body', { headers: [['A', '1']] }, [['A', '1']], 'none', []],
    [
      'a wrong length is corrected in its place',
      {
        headers: [
          ['content-length', '3000'],
          ['A', '1'],
        ],
        body: 'abc',
      },
      [
        ['content-length', '3'],
        ['A', '1'],
      ],
      'length',
      ['replaced content-length=3: body-length'],
    ],
    [
      'a length that is no number is corrected',
      { headers: [['Content-Length', '+3']], body: 'abc' },
      [['Content-Length', '3']],
      'length',
      ['replaced Content-Length=3: body-length'],
    ],
    [
      'a missing length is added at the end',
      { headers: [['A', '1']], body: 'abc' },
      [
        ['A', '1'],
        ['Content-Length', '3'],
      ],
      'length',
      ['added Content-Length=3: body-length'],
    ],
    [
      'of two lengths, one is sent',
      {
        headers: [
          ['Content-Length', '3'],
          ['A', '1'],
          ['content-length', '3'],
        ],
        body: 'abc',
      },
      [
        ['Content-Length', '3'],
        ['A', '1'],
      ],
      'length',
      ['dropped content-length: one-framing'],
    ],
    ['chunks stay', { headers: [chunked], body: 'abc' }, [chunked], 'chunked', []],
    ['chunks stay without a body', { headers: [chunked] }, [chunked], 'chunked', []],
    [
      'codings before chunks stay, in several lines',
      {
        headers: [
          ['transfer-encoding', 'gzip,'],
          ['Transfer-Encoding', ' , Chunked'],
        ],
        body: 'x',
      },
      [
        ['transfer-encoding', 'gzip,'],
        ['Transfer-Encoding', ' , Chunked'],
      ],
      'chunked',
      [],
    ],
    [
      'length and chunks become chunks',
      { headers: [['Content-Length', '3'], chunked], body: 'abc' },
      [chunked],
      'chunked',
      ['dropped Content-Length: one-framing'],
    ],
    [
      'a coding without chunks becomes a length in its place',
      {
        headers: [
          ['Transfer-Encoding', 'gzip'],
          ['A', '1'],
        ],
        body: 'abc',
      },
      [
        ['Content-Length', '3'],
        ['A', '1'],
      ],
      'length',
      ['dropped Transfer-Encoding: not-chunked', 'added Content-Length=3: body-length'],
    ],
    [
      'chunks that are not last, or twice, become a length',
      {
        headers: [
          ['Transfer-Encoding', 'chunked, gzip'],
          ['Transfer-Encoding', 'chunked'],
        ],
        body: 'abc',
      },
      [['Content-Length', '3']],
      'length',
      [
        'dropped Transfer-Encoding: not-chunked',
        'dropped Transfer-Encoding: not-chunked',
        'added Content-Length=3: body-length',
      ],
    ],
    [
      'a coding that only looks like chunks becomes a length',
      { headers: [['Transfer-Encoding', 'xchunked']], body: 'abc' },
      [['Content-Length', '3']],
      'length',
      ['dropped Transfer-Encoding: not-chunked', 'added Content-Length=3: body-length'],
    ],
    [
      'HTTP/1.0 has no chunks',
      { httpVersion: '1.0', headers: [['A', '1'], chunked], body: 'abc' },
      [
        ['A', '1'],
        ['Content-Length', '3'],
      ],
      'length',
      ['dropped Transfer-Encoding: not-chunked', 'added Content-Length=3: body-length'],
    ],
  ])('%s', (_, parts, headers, framing, changes) => {
    expect(prepared(parts)).toEqual({ headers, framing, trailers: [], changes });
  });
});

describe('trailers', () => {
  const trailers: Header[] = [['X-T', '1']];

  test('are sent after chunks', () => {
    expect(prepared({ headers: [chunked], trailers, body: 'a' })).toMatchObject({ trailers, changes: [] });
  });

  test('make a body chunked that has a length', () => {
    const headers: Header[] = [
      ['A', '1'],
      ['content-length', '1'],
      ['B', '2'],
    ];
    expect(prepared({ headers, trailers, body: 'a' })).toEqual({
      headers: [['A', '1'], chunked, ['B', '2']],
      framing: 'chunked',
      trailers,
      changes: ['dropped content-length: one-framing', 'added Transfer-Encoding=chunked: trailers'],
    });
  });

  test('are dropped in HTTP/1.0', () => {
    expect(prepared({ httpVersion: '1.0', trailers, body: 'a' })).toMatchObject({
      trailers: [],
      changes: ['dropped X-T: trailers', 'added Content-Length=1: body-length'],
    });
  });
});

test('fields of a connection are dropped, also those that Connection names, but never Host and the length', () => {
  const headers: Header[] = [
    ['Host', 'a'],
    ['connection', 'X-Mine , close'],
    ['Connection', 'Host, content-length, Upgrade'],
    ['x-mine', '1'],
    ['Keep-Alive', 'timeout=5'],
    ['TE', 'trailers'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'x'],
    ['Proxy-Authorization', 'Basic x'],
    ['Proxy-Connection', 'close'],
    ['Trailer', 'X-T'],
    ['Close', 'kept unless it is named'],
    ['Content-Length', '1'],
  ];
  const { headers: sent, changes } = prepared({ headers, body: 'a' });
  expect(sent).toEqual([
    ['Host', 'a'],
    ['Trailer', 'X-T'],
    ['Content-Length', '1'],
  ]);
  expect(changes).toEqual([
    ...[
      'dropped connection: hop-by-hop',
      'dropped Connection: hop-by-hop',
      'dropped x-mine: named-by-connection',
    ],
    ...['dropped Keep-Alive: hop-by-hop', 'dropped TE: hop-by-hop', 'dropped Upgrade: hop-by-hop'],
    ...['dropped HTTP2-Settings: hop-by-hop', 'dropped Proxy-Authorization: hop-by-hop'],
    ...['dropped Proxy-Connection: hop-by-hop', 'dropped Close: named-by-connection'],
  ]);
});

describe('Host', () => {
  test.each<[string, Header[], Header[], string[]]>([
    [
      'is replaced in its place and case',
      [
        ['A', '1'],
        ['hOST', 'old'],
      ],
      [
        ['A', '1'],
        ['hOST', 'new.example'],
      ],
      ['replaced hOST=new.example: host'],
    ],
    [
      'comes first when there is none',
      [['A', '1']],
      [
        ['Host', 'new.example'],
        ['A', '1'],
      ],
      ['added Host=new.example: host'],
    ],
    [
      'stays when it is the same',
      [
        ['A', '1'],
        ['host', 'new.example'],
      ],
      [
        ['A', '1'],
        ['host', 'new.example'],
      ],
      [],
    ],
    [
      'is sent once',
      [
        ['Host', 'x'],
        ['A', '1'],
        ['host', 'new.example'],
      ],
      [
        ['Host', 'new.example'],
        ['A', '1'],
      ],
      ['replaced Host=new.example: host', 'dropped host: one-host'],
    ],
  ])('of the destination %s', (_, headers, sent, changes) => {
    expect(prepared({ headers }, 'destination')).toMatchObject({ headers: sent, changes });
  });

  test.each<[string, Header[]]>([
    ['one', [['host', 'old']]],
    [
      'two',
      [
        ['Host', 'a'],
        ['Host', 'b'],
      ],
    ],
    ['none', []],
  ])('as stored stays: %s', (_, headers) => {
    expect(prepared({ headers })).toMatchObject({ headers, changes: [] });
  });
});
