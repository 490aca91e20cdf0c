import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBytes } from '#lib/http/byte-string.ts';
import { maskCapture } from '#lib/masking/mask-capture.ts';
import type { CaptureFacts, Header } from '#lib/model/capture.ts';
import { type Redaction, redactionShape } from '#lib/model/masking.ts';
import { processorClock } from '../support/processor-clock.ts';
import { received } from '../support/received.ts';

type Rules = Partial<Redaction>;
type Parts = Partial<CaptureFacts> & { type?: string; text?: string | Uint8Array };

const bytes = (text: string | Uint8Array) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

function show({ type, text = '', ...facts }: Parts, rules: Rules = {}, undone: string[] = []) {
  const headers: Header[] = [...(facts.headers ?? []), ...(type ? [['Content-Type', type] as const] : [])];
  const { longBodyId: _, ...capture } = received({ body: bytes(text) });
  const marks = { seq: 1, note: null, pinned: false, answered: null };
  const redaction = redactionShape.parse(rules);
  return maskCapture({ ...capture, ...marks, ...facts, headers }, { body: bytes(text), undone }, redaction);
}
const body = (parts: Parts, rules?: Rules) => new TextDecoder().decode(show(parts, rules).body);
const json = (text: string, ...fields: string[]) => body({ text }, { fields });

describe('fields of JSON', () => {
  test.for([
    ['a name, wherever it stands', 'ssn', '{"a":[{"ssn":"1"}],"ssn":2}', '{"a":[{"ssn":M}],"ssn":M}'],
    ['letters in either case', 'SSN', '{"ssn":"1","Ssn":"2"}', '{"ssn":M,"Ssn":M}'],
    ['a name with escapes in it', 'ssn', String.raw`{"\u0073sn":"1"}`, String.raw`{"\u0073sn":M}`],
    ['a name that came twice, both times', 'ssn', '{"ssn":"1","ssn":"2"}', '{"ssn":M,"ssn":M}'],
    [
      'numbers and literals too',
      'x',
      '{"x":1.5e3,"y":{"x":true},"z":[{"x":null}]}',
      '{"x":M,"y":{"x":M},"z":[{"x":M}]}',
    ],
    [
      'a container whole, names in it included',
      'card',
      '{"card":{"no":[1,{"a":"b"}]},"n":1}',
      '{"card":M,"n":1}',
    ],
    ['a list of values whole', 'codes', '{"codes":["a","b"]}', '{"codes":M}'],
    [
      'the end of a path',
      'card.no',
      '{"card":{"no":"1","a":"b"},"no":"2"}',
      '{"card":{"no":M,"a":"b"},"no":"2"}',
    ],
    [
      'a path through a list',
      'items[*].id',
      '{"items":[{"id":1},{"id":2}],"id":3}',
      '{"items":[{"id":M},{"id":M}],"id":3}',
    ],
    [
      'a path through one place of a list means all',
      'items[0].id',
      '{"items":[{"id":1},{"id":2}]}',
      '{"items":[{"id":M},{"id":M}]}',
    ],
    ['at the top alone', '$.id', '{"id":1,"a":{"id":2}}', '{"id":M,"a":{"id":2}}'],
    ['a list at the top', 'id', '[{"id":1},[{"id":2}]]', '[{"id":M},[{"id":M}]]'],
    ['a name with a dot in it', 'user.name', '{"user.name":"a"}', '{"user.name":M}'],
    [
      'a name that is not ASCII',
      'Größe',
      String.raw`{"größe":1,"Gr\u00f6ße":2}`,
      String.raw`{"größe":M,"Gr\u00f6ße":M}`,
    ],
    ['white space stays', 'a', ' { "a" : "1" ,\n"b":2}', ' { "a" : M ,\n"b":2}'],
    [
      'big numbers beside it stay as sent',
      'a',
      '{"a":"1","id":12345678901234567890}',
      '{"a":M,"id":12345678901234567890}',
    ],
  ] as const)('%s', ([, field, sent, shown]) => {
    expect(json(sent, field)).toBe(shown.replaceAll('M', '"[redacted]"'));
  });

  test('JSON in a string in JSON is looked into, and stays JSON', () => {
    const sent = JSON.stringify({ payload: JSON.stringify({ ssn: '123', ok: 1 }) });
    expect(JSON.parse(JSON.parse(json(sent, 'ssn')).payload)).toEqual({ ssn: '[redacted]', ok: 1 });
  });

  test('JSON inside of more strings than are looked into is masked whole', () => {
    let text = '{"ssn":"deep-123"}';
    for (let count = 0; count < 12; count += 1) text = JSON.stringify({ in: text });
    expect(json(text, 'ssn')).not.toContain('deep-123');
  });
});

describe('other places', () => {
  test('parameters of the query, in the target', () => {
    const { target, prefixLength } = show(
      { target: '/b/x7k2/a?email=me%40x&n=1&user[zip]=99', prefixLength: 7 },
      { fields: ['email', 'zip'] },
    );
    expect(target).toBe('/b/x7k2/a?email=[redacted]&n=1&user[zip]=[redacted]');
    expect(prefixLength).toBe(7);
  });

  test('headers by name, trailers too, and what only repeats a secret', () => {
    const { headers, trailers } = show(
      {
        headers: [
          ['X-Tenant', 'acme-tenant-0042'],
          ['Authorization', 'Bearer abcdefgh12345678'],
          ['X-Echo', 'was acme-tenant-0042'],
          ['Accept', '*/*'],
        ],
        trailers: [['x-tenant', 'acme']],
      },
      { headers: ['x-tenant'] },
    );
    expect(headers.map(([, value]) => value)).toEqual(['[redacted]', '[redacted]', 'was [redacted]', '*/*']);
    expect(trailers).toEqual([['x-tenant', '[redacted]']]);
  });

  test('fields of a form, written in any way', () => {
    const sent = 'a=1&em%61il=me%40x.org&user%5Bemail%5D=b+c&payload=%7B%22email%22%3A%22z%22%7D';
    const shown = body({ type: 'application/x-www-form-urlencoded', text: sent }, { fields: ['email'] });
    expect([...new URLSearchParams(shown)]).toEqual([
      ['a', '1'],
      ['email', '[redacted]'],
      ['user[email]', '[redacted]'],
      ['payload', '{"email":"[redacted]"}'],
    ]);
  });

  test('JSON that says it is a form, as curl sends it, is read as JSON', () => {
    const text = '{"url":"http://x/?a=b&c","email":"me=x&y"}';
    expect(body({ type: 'application/x-www-form-urlencoded', text }, { fields: ['email'] })).toBe(
      '{"url":"http://x/?a=b&c","email":"[redacted]"}',
    );
  });

  test('parts of multipart: named ones, JSON ones by what is in them, files whole', () => {
    const part = (head: string, content: string) =>
      `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
    const sent = [
      part('name="email"', 'me@x.org'),
      part('name="comment"', 'hello'),
      part('name="data"; filename="d.json"', '{"email":"you@x.org","n":1}'),
      part('name="list"; filename="people.csv"', 'email\r\nthey@x.org'),
      part('name="photo"; filename="p.png"', '\0\x01\x02'),
    ].join('');
    const shown = body(
      { type: 'multipart/form-data; boundary=x', text: `${sent}--x--\r\n` },
      { fields: ['email'] },
    );
    for (const address of ['me@x.org', 'you@x.org', 'they@x.org', '\0']) expect(shown).not.toContain(address);
    for (const text of ['hello', '"n":1', 'people.csv']) expect(shown).toContain(text);
  });

  test.for([
    ['/b/x7k2/v1/token/hunter2/items?x=1', '/b/x7k2/v1/token/[redacted]/items?x=1'],
    ['/b/x7k2/reset-password/a%20b', '/b/x7k2/reset-password/[redacted]'],
    ['/b/x7k2/auth/token/refresh', '/b/x7k2/auth/token/refresh'],
    ['/b/x7k2/key/', '/b/x7k2/key/'],
    ['/b/x7k2/monkey/a', '/b/x7k2/monkey/a'],
  ] as const)('the step of a path after one that names a secret: %s', ([sent, shown]) => {
    expect(show({ target: sent, prefixLength: 7 }).target).toBe(shown);
  });

  test.for([
    ['http://user:p@ss@host/b/x7k2/a', 'http://[redacted]@host/b/x7k2/a'],
    ['//user@host/b/x7k2/a', '//[redacted]@host/b/x7k2/a'],
    ['user:pass@host:443', '[redacted]@host:443'],
    ['/b/x7k2/@name', '/b/x7k2/@name'],
  ] as const)('credentials before a host: %s', ([sent, shown]) => {
    expect(show({ target: sent, prefixLength: 0 }).target).toBe(shown);
  });

  test.for([
    ['Host', 'user:pass@host', '[redacted]@host'],
    ['X-Forwarded-Host', 'a@b@host', '[redacted]@host'],
    ['Forwarded', 'for=1.2.3.4;host="u:p@h"', 'for=1.2.3.4;host="[redacted]@h"'],
    ['X-Session', 'a1', '[redacted]'],
    ['X-Partner-Key', 'a1', '[redacted]'],
    ['X-Session-Timeout', '30', '30'],
    ['Idempotency-Key', 'a1', 'a1'],
    ['Sec-WebSocket-Key', 'a1', 'a1'],
    ['Referer', 'https://h/?a=sk%5Flive%5Fabcdefgh12345678', 'https://h/?a=[redacted]'],
  ] as const)('the header %s: %s', ([name, sent, shown]) => {
    expect(show({ headers: [[name, sent]] }).headers).toEqual([[name, shown]]);
  });

  test('names of two words and options of commands in a text that is shown', () => {
    const text = 'secret key: a b\ncurl --token abc --user-password=x d\nkey=open\n';
    expect(body({ text, type: 'text/plain' }, { unreadable: 'show' })).toBe(
      'secret key: [redacted]\ncurl --token [redacted]\nkey=open\n',
    );
  });

  test('file names that are shaped like a key, also percent-encoded', () => {
    const type = 'multipart/form-data; boundary=x';
    for (const name of [
      'filename="sk_live_abcdefgh12345678.pem"',
      "filename*=UTF-8''sk%5Flive%5Fabcdefgh12345678.pem",
    ]) {
      const text = `--x\r\nContent-Disposition: form-data; name="f"; ${name}\r\n\r\n{}\r\n--x--\r\n`;
      expect(body({ type, text })).toMatch(/\[redacted\]\.pem/);
    }
  });

  test('notes that repeat a secret', () => {
    const text = '{"code":"A1b2-C3d4-E5f6"}';
    expect(show({ text, note: 'Zoë: A1b2-C3d4-E5f6 again' }, { fields: ['code'] }).note).toBe(
      'Zoë: [redacted] again',
    );
  });

  test('the client, where the headers that name it are kept back', () => {
    const client = {
      address: '203.0.113.7',
      port: null,
      scheme: null,
      host: null,
      by: 'forwarded',
      chain: [],
    } as const;
    expect(show({ client }).client).toEqual(client);
    expect(show({ client }, { headers: ['Forwarded'] }).client).toBeNull();
  });
});

describe('a body that cannot be looked into', () => {
  test.for([
    ['of bytes', { text: Uint8Array.of(0, 1, 2, 255) }, 'not-text'],
    [
      'in another encoding',
      { text: Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0), type: 'application/json' },
      'not-text',
    ],
    ['of text without fields', { text: 'the password is hunter2', type: 'text/plain' }, 'no-fields'],
    ['of XML', { text: '<a>1</a>', type: 'text/xml' }, 'no-fields'],
    ['of JSON cut off', { text: '{"a":"hunter2', type: 'application/json' }, 'broken'],
    ['of JSON and more', { text: '{"a":1} {"a":2}', type: 'application/json' }, 'broken'],
    [
      'of multipart without end',
      { text: '--x\r\n\r\nhunter2', type: 'multipart/form-data; boundary=x' },
      'broken',
    ],
    ['of multipart without parts', { text: 'hunter2', type: 'multipart/form-data; boundary=x' }, 'broken'],
    ['that is a message which is not HTTP', { text: 'a=hunter2', malformed: 'Invalid method' }, 'no-fields'],
  ] as [string, Parts, string][])('%s is withheld', ([, parts, why]) => {
    const {
      body: shown,
      bodySize,
      bodyStored,
      headers,
      masked: kept,
    } = show({
      ...parts,
      headers: [['Content-Length', '99']],
    });
    expect([shown.length, bodySize, bodyStored]).toEqual([0, 0, 0]);
    expect(kept.withheld).toBe(why);
    expect(headers[0]).toEqual(['Content-Length', '0']);
  });

  test('is searched as text and shown where the owner wants it', () => {
    const shown = (text: string) => body({ text }, { fields: ['code'], unreadable: 'show' });
    expect(shown('my code: a b c\nnext')).toBe('my code: [redacted]\nnext');
    expect(shown('<x><code a="b">s <i>t</i></code><y>1</y></x>')).toBe(
      '<x><code a="b">[redacted]</code><y>1</y></x>',
    );
    expect(shown('<n:code>s t</n:code>')).toBe('<n:code>[redacted]</n:code>');
    expect(shown('{"code":["a","b"')).toBe('{"code":"[redacted]"');
    expect(show({ text: Uint8Array.of(0, 255) }, { unreadable: 'show' }).body).toEqual(Uint8Array.of(0, 255));
  });
});

test('sizes and lengths are those of what is shown, and an undone coding is said', () => {
  const shown = show(
    {
      text: '{"pin":"1234","ok":1}',
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Content-Length', '7'],
      ],
    },
    {},
    ['gzip'],
  );
  expect(fromBytes(shown.body)).toBe('{"pin":"[redacted]","ok":1}');
  expect(shown.headers).toEqual([['Content-Length', '27']]);
  expect([shown.bodySize, shown.bodyStored]).toEqual([27, 27]);
  expect(shown.masked).toEqual({ values: 1, withheld: null, bodyChanged: true, undone: ['gzip'] });
  expect(shown.remarks).toEqual([
    'Copied through a link that masks secrets: 1 value is masked.',
    'The body is shown decoded (gzip).',
  ]);
});

/** A document in which what the rules name is told by its words, and the paths to all that is not named. */
const fieldName = fc.oneof(
  fc.constantFrom(
    'email',
    'card',
    'no',
    'items',
    'größe',
    '密码',
    'a.b',
    'x[y]',
    '',
    '"',
    '\\',
    '\n',
    '😀',
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
let serial = 0;
const secretText = fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => `S3cr3t${serial++}-${text}`);
const { document } = fc.letrec<{ document: unknown }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    secretText,
    fc.array(tie('document'), { maxLength: 3 }),
    fc.array(fc.tuple(fieldName, tie('document')), { maxLength: 4 }).map((members) => new Map(members)),
  ),
}));

/** JSON of it; `isEscaped` says which characters are written as \u escapes. */
function written(value: unknown, isEscaped: (index: number) => boolean): string {
  let index = 0;
  const text = (string: string) =>
    `"${[
      ...JSON.stringify(string)
        .slice(1, -1)
        .matchAll(/\\u[\da-f]{4}|\\.|[\s\S]/gu),
    ]
      .map(([unit]) =>
        unit.length > 2 || unit.startsWith('\\') || !isEscaped(index++) ? unit : escaped(unit),
      )
      .join('')}"`;
  const escaped = (unit: string) =>
    unit
      .split('')
      .map((code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  const write = (node: unknown): string => {
    if (typeof node === 'string') return text(node);
    if (Array.isArray(node)) return `[${node.map(write).join(' , ')}]`;
    return `{${[...(node as Map<string, unknown>)].map(([name, inner]) => `${text(name)}: ${write(inner)}`).join(',')}}`;
  };
  return write(value);
}

/** The texts below a member of the name, and those that are not, by a way of its own. */
function split(value: unknown, name: string, isBelow = false): { kept: string[]; shown: string[] } {
  if (typeof value === 'string') return isBelow ? { kept: [value], shown: [] } : { kept: [], shown: [value] };
  const children = Array.isArray(value)
    ? value.map((inner) => split(inner, name, isBelow))
    : [...(value as Map<string, unknown>)].map(([member, inner]) =>
        split(inner, name, isBelow || member.toLowerCase() === name.toLowerCase()),
      );
  return {
    kept: children.flatMap(({ kept }) => kept),
    shown: children.flatMap(({ shown }) => shown),
  };
}

const runs = Number(process.env.ROUND_TRIPS ?? 1000) / 2;

test('for any document and any name, however it is written and wrapped, no value of that name comes through', () => {
  const wraps = [
    (text: string): Parts => ({ text, type: 'application/json' }),
    (text: string): Parts => ({ text: JSON.stringify({ wrapped: text }) }),
    (text: string): Parts => ({
      text: `p=${encodeURIComponent(text)}`,
      type: 'application/x-www-form-urlencoded',
    }),
    (text: string): Parts => ({ target: `/b/x?p=${encodeURIComponent(text)}`, prefixLength: 4 }),
    (text: string): Parts => ({ headers: [['X-Json', fromBytes(bytes(text))]] }),
    (text: string): Parts => ({
      type: 'multipart/form-data; boundary=xx',
      text: `--xx\r\nContent-Disposition: form-data; name="j"\r\n\r\n${text}\r\n--xx--\r\n`,
    }),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fieldName, document), { maxLength: 4 }).map((members) => new Map(members)),
      fieldName.filter((name) => name.trim() === name && name !== '' && !/[.[\]$]/.test(name)),
      fc.constantFrom<(index: number) => boolean>(
        () => false,
        () => true,
        (index) => index % 2 === 0,
      ),
      fc.constantFrom(...wraps),
      (value, name, isEscaped, wrap) => {
        const output = show(wrap(written(value, isEscaped)), { fields: [name] });
        const { body: shown, ...rest } = output;
        const texts = [JSON.stringify(rest), new TextDecoder().decode(shown)];
        const all = [...texts, ...texts.map(undone)].join('\n');
        for (const secret of split(value, name).kept) {
          expect(all).not.toContain(secret.slice(0, secret.indexOf('-') + 1));
        }
      },
    ),
    { numRuns: runs },
  );
});

test('what is not named comes through as it was sent', () => {
  const expected = (value: unknown): unknown => {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(expected);
    const members = [...(value as Map<string, unknown>)];
    return new Map(members.map(([name, inner]) => [name, name === 'email' ? '[redacted]' : expected(inner)]));
  };
  fc.assert(
    fc.property(document, (value) => {
      const text = written([value], () => false);
      expect(body({ text }, { fields: ['email'] })).toBe(written([expected(value)], () => false));
    }),
    { numRuns: runs },
  );
});

test('hostile documents take no longer than their length explains', () => {
  const deep = '{"a":'.repeat(40_000);
  const texts = [
    `${deep}1${'}'.repeat(40_000)}`,
    `{"${'n'.repeat(100_000)}":{${'"b":1,'.repeat(20_000)}"c":2}}`,
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `{"email":${'{"email":'.repeat(20_000)}1${'}'.repeat(20_001)}`,
  ];
  const started = processorClock();
  for (const text of texts) body({ text }, { fields: ['email', '$.a.a', 'x.y.z'] });
  expect(processorClock() - started).toBeLessThan(8000);
});

/** What senders write of a secret, and where, by what is masked. The secrets have the same form and differ in their length. */
const places: Record<string, (secret: string) => Parts> = {
  'the length of a body, with zeros before it': (secret) => ({
    headers: [['Content-Length', `${20 + secret.length}`.padStart(20, '0')]],
    text: JSON.stringify({ password: secret }),
  }),
  'the length of a body in other headers': (secret) => ({
    headers: [
      ...['X-Original-Content-Length', 'X-Amz-Decoded-Content-Length', 'Upload-Length', 'X-File-Size'],
      ...['Content-Range', 'X-Expected-Entity-Length'],
    ].map((name): Header => [name, `bytes 0-${secret.length}/${secret.length + 1}`]),
    trailers: [['Content-Length', `${secret.length}`]],
    text: JSON.stringify({ password: secret }),
  }),
  'digests of a body': (secret) => ({
    headers: ['ETag', 'X-Goog-Hash', 'X-Amz-Checksum-Crc32', 'X-Body-Sha256', 'Content-MD5'].map(
      (name): Header => [name, `"${secret.length}"`],
    ),
    trailers: [['Repr-Digest', `sha-256=:${secret.length}:`]],
    text: JSON.stringify({ password: secret }),
  }),
  'the length and digest of a part, and headers of it': (secret) => ({
    type: 'multipart/form-data; boundary=x',
    text: `--x\r\nContent-Disposition: form-data; name="f"; filename="a"; size=${secret.length}\r\nContent-Length: ${secret.length}\r\nContent-MD5: ${secret.length}\r\nX-Session: ${secret}\r\n\r\n${secret}\r\n--x--\r\n`,
  }),
  'a name and a value beside each other': (secret) => ({
    text: JSON.stringify({
      env: [{ value: secret, name: 'DB_PASSWORD' }],
      headers: [{ Name: 'Authorization', Value: secret }],
      pairs: [
        ['Api-Key', secret],
        ['X-Session', secret],
      ],
    }),
  }),
  'a name of a member in a secret': (secret) => ({ text: `{"tokens":{"${secret}9":{"${secret}8":1}}}` }),
  'a number with a secret name': (secret) => ({ text: `{"api_key":1${'0'.repeat(secret.length)}}` }),
  'a code': (secret) => ({
    target: `/b/x7k2/callback?code=${secret}&state=1`,
    text: `{"securityCode":1${'0'.repeat(secret.length)},"verification_code":"${secret}"}`,
  }),
  'a response of SAML': (secret) => ({
    type: 'application/x-www-form-urlencoded',
    text: `RelayState=1&SAMLResponse=${secret}`,
  }),
  'a parameter after another': (secret) => ({
    target: `/b/x7k2/a;v=1;token=${secret}%26${secret}`,
    headers: [['Baggage', `a=1,password=${secret}%26${secret}`]],
    type: 'application/x-www-form-urlencoded',
    text: `a=1;password=${secret}%26${secret}`,
  }),
  'a step of a path that is not the target': (secret) => ({
    headers: [
      ['Referer', `https://a.example/token/${secret}/x`],
      ['X-Original-URL', `/reset-password/${secret}`],
    ],
    text: JSON.stringify({ text: `see https://a.example/reset-password/${secret}?a=1 now` }),
  }),
  'a protocol of WebSocket': (secret) => ({ headers: [['Sec-WebSocket-Protocol', `bearer, ${secret}`]] }),
  'an option of curl': (secret) => ({
    text: JSON.stringify({ run: `curl -u a:${secret} x && curl --user "a:${secret}" y` }),
  }),
};

test.for(Object.entries(places))('nobody is shown how long a secret is: %s', ([, place]) => {
  const [short, ...longer] = ['q9x', `q9x${'-abc'.repeat(10)}`, 'q'.repeat(300)].map((secret) => {
    const { body: shown, ...rest } = show(place(secret));
    return { ...rest, body: new TextDecoder().decode(shown) };
  });
  for (const shown of longer) expect(shown).toEqual(short);
});

test('what resembles it is shown', () => {
  const text = JSON.stringify({
    max_tokens: 4096,
    required: ['name', 'email'],
    files: ['src/token/lexer.ts', 'https://a.example/tokens'],
    items: [{ name: 'color', value: 'red' }],
    run: 'docker run -u 1000 a',
    error: { code: 404, state: 'x' },
  });
  expect(body({ text })).toBe(text);
  const { headers } = show({ headers: [['Sec-WebSocket-Protocol', 'graphql-transport-ws']] });
  expect(headers).toEqual([['Sec-WebSocket-Protocol', 'graphql-transport-ws']]);
});

/** Escapes of percent and of JSON undone, so that nothing hides behind them. */
function undone(text: string): string {
  const plain = text.replace(/%[\da-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  return plain.replace(/\\+u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
