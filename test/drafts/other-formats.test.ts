// biome-ignore-all lint/suspicious/noTemplateCurlyInString: text of shells is what this is about
import { describe, expect, test } from 'vitest';
import { draftFormats, readDrafts } from '#lib/drafts/index.ts';
import { draftIn, notesOf, textOf } from './reading.ts';

describe('HTTP messages', () => {
  test('keep method, target, headers and body, and leave the destination open', () => {
    const draft = draftIn(
      'POST /hook?a=%2f HTTP/1.1\nHost: a.example\nX-A: 1\nx-a:2\nContent-Length: 5\nContent-Type: text/plain\n\nhello\n',
    );
    expect(draft.destination).toBeNull();
    expect(draft.request.target).toBe('/hook?a=%2f');
    expect(draft.request.headers).toEqual([
      ['Host', 'a.example'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['Content-Type', 'text/plain'],
    ]);
    expect(textOf(draft)).toBe('hello');
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The message names the host "a.example", but neither http nor https. Enter a destination.',
    ]);
  });

  test('to a proxy name their destination', () => {
    const draft = draftIn('GET http://a.example:81/x HTTP/1.1\r\nHost: a.example:81\r\n\r\n');
    expect(draft.destination).toBe('http://a.example:81');
    expect(draft.request.target).toBe('http://a.example:81/x');
  });

  test('may be chunked, with trailers', () => {
    const draft = draftIn(
      'POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3;x=y\nabc\n2\nde\n0\nX-Sum: 5\n\n',
    );
    expect(textOf(draft)).toBe('abcde');
    expect(draft.request.trailers).toEqual([['X-Sum', '5']]);
  });

  test('of another version are sent as HTTP/1.1', () => {
    expect(notesOf(draftIn('GET / HTTP/2\nHost: a.example\n'))).toEqual([
      'http-version',
      'destination-missing',
    ]);
  });

  test.each([
    'GET / HTTP/2\nHost: a.example\n',
    'GET https://a.example HTTP/2\n',
    'curl --http2-prior-knowledge https://a.example',
    '{"request":{"method":"GET","url":"https://a.example","httpVersion":"HTTP/2.0","headers":[]}}',
    'irm https://a.example -HttpVersion 2.0',
    "$m = [HttpRequestMessage]::new('GET', 'https://a.example')\n$m.Version = '2.0'",
  ])('of HTTP/2 have the same note in each format: %j', (text) => {
    expect(draftIn(text).notes).toContainEqual({
      code: 'http-version',
      message: 'This is an HTTP/2 request. It is sent as HTTP/1.1.',
    });
  });

  test.each([
    ['POST / HTTP/1.1\nno header\n', 'Line 2, column 1: This is not a header line. Expected Name: value.'],
    [
      '# This message is not text, so it is written in base64.\n?\n',
      'Line 2, column 1: The line above says base64, but this text is not base64.',
    ],
    [
      `# This message is not text, so it is written in base64.\n${btoa('hello')}\n`,
      'Line 1, column 1: This is not a request line. Expected METHOD target HTTP/1.1.',
    ],
  ])('%j is unreadable', (text, detail) => {
    expect(() => readDrafts(text)).toThrow(expect.objectContaining({ detail }));
  });

  test('with a length that is not true keep all of their body', () => {
    const draft = draftIn('POST / HTTP/1.1\nContent-Length: 2\n\nhello');
    expect(textOf(draft)).toBe('hello');
    expect(notesOf(draft)).toContain('length-differs');
  });
});

describe('PowerShell', () => {
  test('as Chrome copies it', () => {
    const draft = draftIn(`$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "abc", "/", "shop.example")))
$session.Cookies.Add((New-Object System.Net.Cookie("theme", "dark", "/", "shop.example")))
Invoke-WebRequest -UseBasicParsing -Uri "https://shop.example/api?a=1&b=2" \`
-Method "POST" \`
-WebSession $session \`
-Headers @{
"authority"="shop.example"
  "method"="POST"
  "path"="/api?a=1&b=2"
  "scheme"="https"
  "accept"="*/*"
  "x-price"="\`$5"
} \`
-ContentType "application/json" \`
-Body ([System.Text.Encoding]::UTF8.GetBytes("{\`"a\`":\`"caf$([char]233)\`"}"))
`);
    expect(draft.destination).toBe('https://shop.example');
    expect(draft.request).toMatchObject({ method: 'POST', target: '/api?a=1&b=2' });
    expect(draft.request.headers).toEqual([
      ['accept', '*/*'],
      ['x-price', '$5'],
      ['User-Agent', 'Mozilla/5.0'],
      ['Cookie', 'sid=abc; theme=dark'],
      ['Content-Type', 'application/json'],
    ]);
    expect(textOf(draft)).toBe('{"a":"café"}');
    expect(draft.notes).toEqual([]);
  });

  test('with variables, a here-string and short names', () => {
    const draft = draftIn(`$headers = @{ Authorization = 'Bearer x'; 'X-A' = "1" }
$body = @'
{"a": 1}
'@
$r = irm https://a.example/x -Method Put -Headers $headers -Body $body -SkipCertificateCheck -TimeoutSec 5 -Frob 1`);
    expect(draft.request).toMatchObject({ method: 'PUT', target: '/x' });
    expect(draft.request.headers).toEqual([
      ['Authorization', 'Bearer x'],
      ['X-A', '1'],
    ]);
    expect(textOf(draft)).toBe('{"a": 1}');
    expect(draft.options).toEqual({ verifyCertificate: false, timeoutMs: 5000 });
    expect(notesOf(draft)).toEqual(['option-ignored']);
  });

  test('with a setting in brackets first', () => {
    const draft = draftIn(
      '[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12\nirm https://a.example/x\n',
    );
    expect(draft).toMatchObject({ destination: 'https://a.example', request: { target: '/x' } });
  });

  test('a quote that is not closed is named with its place', () => {
    expect(() => readDrafts("irm `\n 'https://a.example")).toThrow('Line 2, column 2');
  });
});

describe('HAR files', () => {
  const entry = {
    startedDateTime: '2026-11-30T12:00:00.000Z',
    request: {
      method: 'POST',
      url: 'https://shop.example/a?b=1#c',
      httpVersion: 'http/2.0',
      headers: [
        { name: ':authority', value: 'shop.example' },
        { name: ':method', value: 'POST' },
        { name: 'content-length', value: '7' },
        { name: 'content-type', value: 'application/x-www-form-urlencoded' },
        { name: 'cookie', value: 'a=1' },
      ],
      postData: { mimeType: 'application/x-www-form-urlencoded', text: 'x=1&y=2' },
    },
  };

  test.each([
    ['a file', { log: { version: '1.2', entries: [entry, entry] } }, 2],
    ['an entry', entry, 1],
  ])('%s as browsers export it', (_, json, count) => {
    const { format, drafts } = readDrafts(JSON.stringify(json));
    expect(format).toBe('har');
    expect(drafts).toHaveLength(count);
    expect(drafts[0]).toMatchObject({ destination: 'https://shop.example', name: 'POST /a?b=1' });
    expect(drafts[0]!.request.headers).toEqual([
      ['content-type', 'application/x-www-form-urlencoded'],
      ['cookie', 'a=1'],
    ]);
    expect(textOf(drafts[0]!)).toBe('x=1&y=2');
    expect(notesOf(drafts[0]!)).toEqual(['http-version']);
  });

  test('what is wrong with an entry is named', () => {
    const text = JSON.stringify({ log: { entries: [{ request: { url: 'http://a.example', method: 1 } }] } });
    expect(() => readDrafts(text)).toThrow('log.entries[0].request: method: must be text');
  });

  test('an entry that cannot be read is left out with a note, and the others are read', () => {
    const unreadable = { request: { url: 'http://a.example', method: 1 } };
    const { drafts, notes } = readDrafts(JSON.stringify({ log: { entries: [entry, unreadable, entry] } }));
    expect(drafts).toHaveLength(2);
    expect(notes).toEqual([
      {
        code: 'entry-unreadable',
        message: expect.stringMatching(/^Entry 2 was left out \(method: must be text/),
      },
    ]);
  });
});

describe('Postman collections', () => {
  const info = {
    name: 'Shop',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  };

  test('v2.1 has folders, variables, authorization that is handed down, and all kinds of bodies', () => {
    const { format, drafts } = readDrafts(
      JSON.stringify({
        info,
        variable: [
          { key: 'base', value: 'https://api.example' },
          { key: 'token', value: 't0k' },
        ],
        auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
        item: [
          {
            name: 'Orders',
            item: [
              {
                name: 'Create',
                event: [{ listen: 'test', script: { exec: ['pm.test()'] } }],
                request: {
                  method: 'POST',
                  header: [
                    { key: 'X-A', value: '1' },
                    { key: 'X-Off', value: '2', disabled: true },
                  ],
                  body: { mode: 'raw', raw: '{"a":"{{b}}"}', options: { raw: { language: 'json' } } },
                  url: { raw: '{{base}}/orders/:id?x=1', variable: [{ key: 'id', value: '7' }] },
                },
              },
              {
                name: 'Form',
                request: {
                  auth: {
                    type: 'basic',
                    basic: [
                      { key: 'username', value: 'ann' },
                      { key: 'password', value: 'é' },
                    ],
                  },
                  method: 'PUT',
                  body: {
                    mode: 'urlencoded',
                    urlencoded: [
                      { key: 'a b', value: '&' },
                      { key: 'c', value: 'd', disabled: true },
                    ],
                  },
                  url: {
                    protocol: 'https',
                    host: ['a', 'example'],
                    port: '8443',
                    path: ['x', 'y'],
                    query: [
                      { key: 'q', value: '1' },
                      { key: 'r', value: null },
                    ],
                  },
                },
              },
            ],
          },
          {
            name: 'GraphQL',
            request: {
              auth: {
                type: 'apikey',
                apikey: [
                  { key: 'key', value: 'k' },
                  { key: 'value', value: 'v' },
                  { key: 'in', value: 'query' },
                ],
              },
              method: 'POST',
              body: { mode: 'graphql', graphql: { query: '{ a }', variables: '{"n":1}' } },
              url: 'a.example/graphql',
            },
          },
          {
            name: 'Upload',
            protocolProfileBehavior: { strictSSL: false, followRedirects: false },
            request: {
              auth: { type: 'awsv4' },
              method: 'POST',
              body: {
                mode: 'formdata',
                formdata: [
                  { key: 'f', type: 'file', src: '/tmp/a.txt' },
                  { key: 'n', value: '1', type: 'text' },
                ],
              },
              url: 'https://a.example',
            },
          },
          { name: 'Plain', request: 'https://a.example/plain' },
        ],
      }),
    );
    expect(format).toBe('postman');
    expect(
      drafts.map(({ name, destination, request }) => [name, destination, request.method, request.target]),
    ).toEqual([
      ['Orders / Create', 'https://api.example', 'POST', '/orders/7?x=1'],
      ['Orders / Form', 'https://a.example:8443', 'PUT', '/x/y?q=1&r'],
      ['GraphQL', 'http://a.example', 'POST', '/graphql?k=v'],
      ['Upload', 'https://a.example', 'POST', '/'],
      ['Plain', 'https://a.example', 'GET', '/plain'],
    ]);
    expect(drafts[0]!.request.headers).toEqual([
      ['X-A', '1'],
      ['Authorization', 'Bearer t0k'],
      ['Content-Type', 'application/json'],
    ]);
    expect(notesOf(drafts[0]!)).toEqual(['script-skipped', 'variable-unknown']);
    expect(drafts[1]!.request.headers[0]).toEqual(['Authorization', `Basic ${btoa('ann:\xc3\xa9')}`]);
    expect(textOf(drafts[1]!)).toBe('a%20b=%26');
    expect(textOf(drafts[2]!)).toBe('{"query":"{ a }","variables":{"n":1}}');
    expect(drafts[3]!.options).toEqual({ verifyCertificate: false, followRedirects: false });
    expect(notesOf(drafts[3]!).sort()).toEqual(['auth-unsupported', 'file-needed']);
    expect(drafts[4]!.request.headers).toEqual([['Authorization', 'Bearer t0k']]);
  });

  test('variables that are not known in the values of others are named', () => {
    const variable = [{ key: 'base', value: 'https://{{host}}' }];
    const { notes } = readDrafts(JSON.stringify({ info, variable, item: [{ request: '{{base}}/a' }] }));
    expect(notes.map(({ code }) => code)).toEqual(['variable-unknown']);
  });

  const typed = { key: 'Content-Type', value: 'multipart/form-data' };
  const form = { mode: 'formdata', formdata: [{ key: 'a', value: '1' }] };

  test.each([
    ['a form', {}, form, 'multipart/form-data; boundary=----WirebinFormBoundary0000001'],
    [
      'a form with a type',
      { header: [typed] },
      form,
      'multipart/form-data; boundary=----WirebinFormBoundary0000001',
    ],
    ['a form without fields', {}, { mode: 'formdata', formdata: [] }, undefined],
    [
      'a form whose fields are disabled',
      {},
      { mode: 'urlencoded', urlencoded: [{ disabled: true }] },
      undefined,
    ],
  ])('%s has a body that its Content-Type describes', (_, request, body, type) => {
    const item = [{ request: { ...request, url: 'https://a.example', body } }];
    const draft = draftIn(JSON.stringify({ info, item }));
    expect(draft.request.headers).toEqual(type === undefined ? [] : [['Content-Type', type]]);
    expect(textOf(draft).slice(0, 31)).toBe(
      type === undefined ? '' : '------WirebinFormBoundary0000001'.slice(0, 31),
    );
  });

  test('v2.0 has authorization as objects and headers as text', () => {
    const draft = draftIn(
      JSON.stringify({
        info,
        item: [
          {
            request: {
              url: 'https://a.example/',
              method: 'GET',
              header: 'X-A: 1\nX-B: 2',
              auth: { type: 'basic', basic: { username: 'a', password: 'b' } },
            },
          },
        ],
      }),
    );
    expect(draft.request.headers).toEqual([
      ['X-A', '1'],
      ['X-B', '2'],
      ['Authorization', `Basic ${btoa('a:b')}`],
    ]);
  });
});

describe('a Content-Length that is true', () => {
  const har = (length: string, text: string, extra: object[] = []) =>
    JSON.stringify({
      request: {
        method: 'POST',
        url: 'http://a',
        headers: [{ name: 'content-length', value: length }, ...extra],
        postData: { mimeType: '', text },
      },
    });

  test.each([
    ['curl', "curl a.example -H 'content-length: 2' -d hi"],
    ['.http', 'POST http://a.example\ncontent-length: 2\n\nhi\n'],
    ['a message', 'POST / HTTP/1.1\ncontent-length: 2\n\nhi\n'],
    ['HAR', har('2', 'hi')],
    [
      'Postman',
      JSON.stringify({
        info: {},
        item: [{ request: { url: 'a', header: 'content-length: 2', body: { mode: 'raw', raw: 'hi' } } }],
      }),
    ],
  ])('is left to the sender: %s', (_, text) => {
    const draft = draftIn(text);
    expect(textOf(draft)).toBe('hi');
    expect(draft.request.headers.map(([name]) => name.toLowerCase())).not.toContain('content-length');
  });

  const chunked = { name: 'transfer-encoding', value: 'chunked' };

  test.each([
    ['of an empty body', "curl a.example -H 'content-length: 0' -X POST"],
    ['that is not true', "curl a.example -H 'content-length: 3' -d hi"],
    [
      'beside chunked coding',
      'POST / HTTP/1.1\nTransfer-Encoding: chunked\ncontent-length: 2\n\n2\nhi\n0\n\n',
    ],
    ['beside chunked coding in HAR', har('2', 'hi', [chunked])],
  ])('is kept if it is one %s', (_, text) => {
    const names = draftIn(text).request.headers.map(([name]) => name);
    expect(names).toContain('content-length');
  });
});

describe('a text in no format', () => {
  test.each([
    ['', 'The text is empty.'],
    [' \n', 'The text is empty.'],
    ['hello', 'Line 1, column 1: The format was not recognised. Paste a curl'],
    ['{"a": 1}', 'This JSON is neither a HAR file'],
    ['{"requests": []}', 'Export it in format v2.1.'],
    ['{"a":\n 1,}', 'Line 2, column 4:'],
    ['[Net.ServicePointManager]::SecurityProtocol', 'The format was not recognised.'],
    ['{{a}}', 'The format was not recognised.'],
    [`${'['.repeat(600)}${']'.repeat(600)}`, 'nested more than 500 levels deep'],
    ['{"log":{"entries":[]}}', 'This seems to be a HAR file, but it has no requests.'],
  ])('%j fails, and the failure says why', (text, detail) => {
    expect(() => readDrafts(text)).toThrow(
      expect.objectContaining({ code: 'draft-unreadable', detail: expect.stringContaining(detail) }),
    );
  });
});

test('of more than 1,000 requests, the first are read', () => {
  const { drafts, notes } = readDrafts('GET http://a.example\n###\n'.repeat(1500));
  expect(drafts).toHaveLength(1000);
  expect(notes.map(({ code }) => code)).toEqual(['drafts-omitted']);
});

test('more header lines than can be sent are a failure', () => {
  expect(() => readDrafts(`GET http://a.example\n${'A: 1\n'.repeat(1001)}`)).toThrow('At most 1000');
});

test('variables that make a long text of a short one are a failure', () => {
  const text = `@a = ${'x'.repeat(100_000)}\n###\nPOST http://a.example\n\n${'{{a}}\n'.repeat(1000)}`;
  expect(() => readDrafts(text)).toThrow(expect.objectContaining({ code: 'draft-too-long' }));
});

test('every format has an ID and a title of its own', () => {
  expect(new Set(draftFormats.map(({ id }) => id)).size).toBe(draftFormats.length);
  expect(new Set(draftFormats.map(({ title }) => title)).size).toBe(draftFormats.length);
});
