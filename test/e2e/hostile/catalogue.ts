import { gzipSync } from 'node:zlib';

/** A request that tries to freeze or break the page of whoever opens it. */
export type HostileRequest = {
  /** What is hostile about it, for the name of a failure. */
  readonly name: string;
  /** Whether every run of the tests sends it; `npm run nerves` sends all. */
  readonly inEveryRun?: true;
  readonly method?: string;
  /** What follows the capture URL, as a byte string. */
  readonly path?: string;
  /** Header lines; names and values are byte strings. Host and Content-Length are added. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Text is sent as UTF-8. Made when it is sent, since all of them take much memory. */
  readonly body?: () => string | Uint8Array;
  /** A note that is added to it. */
  readonly note?: string;
  /** The name of its bin. */
  readonly binName?: string;
};

const rightToLeft = '\u202e';
const family = '\u{1f468}\u200d';
const stacked = `e${'\u0301\u0316'.repeat(40)}`;
const utf8 = (text: string) => Buffer.from(text).toString('latin1');
const escaped = (text: string) => encodeURIComponent(text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const filled = (length: number, value: number) => new Uint8Array(length).fill(value);
const many = (count: number, make: (index: number) => string, between = '') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

/** Bodies of one type, by what is hostile about them. */
function bodies(
  type: string,
  entries: Readonly<Record<string, () => string | Uint8Array>>,
  inEveryRun: readonly string[] = [],
): HostileRequest[] {
  return Object.entries(entries).map(([name, body]) => ({
    name,
    headers: [['Content-Type', type]],
    body,
    ...(inEveryRun.includes(name) ? { inEveryRun: true } : {}),
  }));
}

const texts = bodies('text/plain; charset=utf-8', {
  'text of 200,000 right-to-left overrides': () => rightToLeft.repeat(200_000),
  'text of 100,000 joined emoji': () => family.repeat(100_000),
  'text of 20,000 characters below 80 combining marks each': () => stacked.repeat(8_000),
  'text of one base and 300,000 combining marks': () => `a${'\u0301'.repeat(300_000)}`,
  'text of 500,000 vertical tabs': () => filled(500_000, 0x0b),
  'text of 500,000 NULs': () => `x${'\0'.repeat(500_000)}`,
  'text of 300,000 zero-width spaces': () => '\u200b'.repeat(300_000),
  'text of 300,000 Arabic letters in one word': () => '\u0628'.repeat(300_000),
  'text of nested isolates': () => `${'\u2067a\u2066b'.repeat(60_000)}`,
  'text of alternating directions': () => 'a\u05d0'.repeat(200_000),
  'text of 300,000 Thai letters without spaces': () => '\u0e01\u0e33\u0e49'.repeat(100_000),
  'text of Devanagari conjuncts': () => '\u0915\u094d'.repeat(150_000),
  'text of Hangul jamo': () => '\u1100\u1161\u11a8'.repeat(100_000),
  'text of 200,000 regional indicators': () => '\u{1f1e6}'.repeat(200_000),
  'text of 200,000 tag characters': () => `\u{1f3f4}${'\u{e0067}'.repeat(200_000)}`,
  'text of 300,000 variation selectors': () => `a${'\ufe0f'.repeat(300_000)}`,
  'text of skin tones': () => '\u{1f44b}\u{1f3fd}'.repeat(100_000),
  'text of ligatures': () => '!=='.repeat(200_000),
  'text of one line of 3 MB': () => 'a'.repeat(3_000_000),
  'text of one line of 2 MB with spaces': () => 'ab '.repeat(700_000),
  'text of 1,000,000 empty lines': () => '\n'.repeat(1_000_000),
  'text of 500,000 carriage returns': () => '\r'.repeat(500_000),
  'text of 500,000 tabs in a line': () => '\t'.repeat(500_000),
  'text of 2,000 long lines of overrides': () => many(2000, () => rightToLeft.repeat(200), '\n'),
  'text of bytes that are not UTF-8': () => filled(500_000, 0xff),
  'text of soft hyphens': () => 'a\u00ad'.repeat(200_000),
  'text of 100,000 addresses': () => many(40_000, (n) => `http://a.example/${n}?x=1`, ' '),
});

const json = bodies('application/json', {
  'JSON of 100,000 nested arrays': () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'JSON of 50,000 nested objects': () => `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  'JSON of an object with 100,000 keys': () => `{${many(100_000, (n) => `"k${n}":${n}`, ',')}}`,
  'JSON of the same key 60,000 times': () => `{${many(60_000, () => '"k":1', ',')}}`,
  'JSON of a string of 1 MB of overrides': () => `{"a":"${rightToLeft.repeat(350_000)}"}`,
  'JSON of a string of escaped overrides': () => `{"a":"${'\\u202e'.repeat(150_000)}"}`,
  'JSON of 2,000 strings of joined emoji': () => `[${many(2000, () => `"${family.repeat(100)}"`, ',')}]`,
  'JSON of a number of 1 MB': () => `{"n":${'9'.repeat(1_000_000)}}`,
  'JSON of a key of 500 kB': () => `{"${'k'.repeat(500_000)}":1}`,
  'JSON with an error after 1 MB': () => `[${many(150_000, (n) => `${n}`, ',')},x]`,
  'JSON with an error before 1 MB': () => `{"a":x${'"\\'.repeat(500_000)}`,
  'JSON of 100,000 empty arrays': () => `[${many(100_000, () => '[]', ',')}]`,
  'JSON of 30,000 tokens': () =>
    `[${many(5000, (n) => `"eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOj${n}fQ.c2ln"`, ',')}]`,
  'JSON of a base64 string of 1 MB': () => `{"data":"${Buffer.alloc(750_000, 'ab\n').toString('base64')}"}`,
});

const xml = bodies(
  'application/xml',
  {
    'XML of 100,000 entity references': () =>
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>${'&a;'.repeat(100_000)}</x>`,
    'XML of 200,000 references to <': () => `<x>${'&lt;'.repeat(200_000)}</x>`,
    'XML of 50,000 attributes': () => `<x ${many(50_000, (n) => `a${n}="1"`, ' ')}/>`,
    'XML of 50,000 references in an attribute': () => `<x a="${'&#1;'.repeat(50_000)}"/>`,
    'XML of 60,000 nested elements': () => `${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}`,
    'XML of 100,000 siblings': () => `<a>${'<b/>'.repeat(100_000)}</a>`,
    'XML of 100,000 processing instructions': () => `<a>${'<?b?>'.repeat(100_000)}</a>`,
    'XML of 100,000 comments that do not end': () => `<a>${'<!--'.repeat(100_000)}`,
    'XML of 50,000 CDATA sections': () => `<a>${'<![CDATA[x]]>'.repeat(50_000)}</a>`,
    'XML of a DOCTYPE of 500 kB': () => `<!DOCTYPE a [${'<!ENTITY b "c">'.repeat(33_000)}]><a/>`,
    'XML of a name of 500 kB': () => `<${'a'.repeat(500_000)}/>`,
    'XML of ampersands': () => `<a>${'&'.repeat(500_000)}</a>`,
    'XML of tags that do not end': () => '<a '.repeat(150_000),
    'XML of quotes that do not end': () => `<a ${'b="'.repeat(150_000)}`,
    'XML of mixed text': () => `<p>${'a<b/>\u202e'.repeat(60_000)}</p>`,
    'XML of 50,000 attributes and 100,000 entity references': () =>
      `<!DOCTYPE x [<!ENTITY a "b">]><x ${many(50_000, (n) => `a${n}="1"`, ' ')}>${'&a;'.repeat(100_000)}</x>`,
  },
  ['XML of 50,000 attributes and 100,000 entity references'],
);

const pages = bodies(
  'text/html',
  {
    'HTML of 100,000 url(': () => `<style>${'url('.repeat(100_000)}`,
    'HTML of 120,000 </script': () => `<script>${'</script'.repeat(120_000)}`,
    'HTML of 90,000 @font-face{': () => `<style>${'@font-face{'.repeat(90_000)}`,
    'HTML of 100,000 @import': () => `<style>${'@import '.repeat(100_000)}`,
    'HTML of 60,000 <script>': () => '<script>'.repeat(60_000),
    'HTML of 60,000 <style>': () => '<style>'.repeat(60_000),
    'HTML of style attributes': () => `<p ${'style="url( '.repeat(40_000)}`,
    'HTML of 300,000 <': () => '<'.repeat(300_000),
    'HTML of 80,000 quotes in tags': () => '<a "'.repeat(80_000),
    'HTML of 100,000 comments that do not end': () => '<!--'.repeat(100_000),
    'HTML of 60,000 nested elements': () => '<div>'.repeat(60_000),
    'HTML of 50,000 nested tables': () => '<table><td>'.repeat(25_000),
    'HTML of 100,000 attributes': () => `<p ${many(100_000, (n) => `a${n}`, ' ')}>`,
    'HTML of spaces in a tag': () => `<p ${' '.repeat(300_000)}=${' '.repeat(300_000)}`,
    'HTML of 100,000 image-set(': () => `<style>${'image-set( '.repeat(100_000)}`,
    'HTML of formatting elements': () => '<b><i><p>'.repeat(20_000),
    'HTML of 200,000 overrides': () => `<p>${rightToLeft.repeat(200_000)}`,
    'HTML of 100,000 url( and 120,000 </script': () =>
      `<style>${'url('.repeat(100_000)}</style><script>${'</script'.repeat(120_000)}`,
  },
  ['HTML of 100,000 url( and 120,000 </script'],
);

const forms = bodies(
  'application/x-www-form-urlencoded',
  {
    'form of 60,000 fields': () => many(60_000, (n) => `k${n}=v`, '&'),
    'form of the same field 60,000 times': () => many(60_000, () => 'a=1', '&'),
    'form of a value of 1 MB of escapes': () => `a=${'%E2%80%AE'.repeat(110_000)}`,
    'form of a name of 500 kB': () => `${'a'.repeat(500_000)}=1`,
    'form of 500,000 ampersands': () => `a=1${'&'.repeat(500_000)}b=2`,
    'form of 500,000 percent signs': () => `a=${'%'.repeat(500_000)}`,
  },
  [],
);

const binary: HostileRequest[] = [
  ...bodies('application/x-protobuf', {
    'protobuf of 500,000 nested groups': () => filled(500_000, 0x0b),
    'protobuf of 250,000 fields': () => filled(500_000, 0x08),
    'protobuf of nested messages': () => nestedMessages(60_000),
    'protobuf of one field of 1 MB': () => Buffer.concat([bytes(0x0a, 0x80, 0x80, 0x40), filled(1 << 20, 1)]),
  }),
  ...bodies('application/cbor', {
    'CBOR of 500,000 nested arrays': () => filled(500_000, 0x81),
    'CBOR of 500,000 arrays without end': () => filled(500_000, 0x9f),
    'CBOR of 500,000 tags': () => filled(500_000, 0xc1),
  }),
  ...bodies('application/msgpack', {
    'MessagePack of 500,000 nested arrays': () => filled(500_000, 0x91),
    'MessagePack of nested maps': () => filled(500_000, 0x81),
    'MessagePack of a string of 1 MB of overrides': () =>
      Buffer.concat([bytes(0xdb, 0, 0x10, 0, 0), Buffer.from(rightToLeft.repeat(349_526))]).subarray(
        0,
        5 + 0x100000,
      ),
  }),
  ...bodies('application/octet-stream', { 'bytes of 2 MB': () => filled(2_000_000, 0xfe) }),
  ...bodies('image/png', { 'PNG of 60,000 × 60,000 pixels': () => hugePng() }),
  ...bodies('application/pdf', { 'PDF of 2 MB of slashes': () => `%PDF-1.7\n${'/J'.repeat(1_000_000)}` }),
];

const records: HostileRequest[] = [
  ...bodies('application/x-ndjson', {
    'NDJSON of 100,000 records': () => many(100_000, (n) => `{"n":${n}}`, '\n'),
    'NDJSON of records of 100 kB': () => many(10, () => `[${'1,'.repeat(50_000)}1]`, '\n'),
    'NDJSON of records of overrides': () => many(1000, () => `{"a":"${rightToLeft.repeat(300)}"}`, '\n'),
  }),
  ...bodies('text/csv', {
    'CSV of 100,000 columns': () => `${many(100_000, (n) => `c${n}`, ',')}\n1,2`,
    'CSV of 300,000 empty cells in a row': () => `a,b\n${','.repeat(300_000)}`,
    'CSV of a quote that does not end': () => `a,b\n"${'x,'.repeat(300_000)}`,
    'CSV of quotes': () => `a,b\n${'"'.repeat(500_001)}`,
    'CSV of cells of joined emoji': () => `a,b\n${many(2000, () => `${family.repeat(60)},${stacked}`, '\n')}`,
  }),
  ...bodies(
    'application/graphql',
    {
      'GraphQL of 400 kB of fields': () => `{${many(60_000, (n) => `f${n}`, ' ')}}`,
      'GraphQL of 200,000 braces': () => '{'.repeat(200_000),
      'GraphQL of 200,000 brackets in a line': () => `{a${'('.repeat(200_000)}`,
      'GraphQL of 100,000 punctuation marks in a line': () => `{a(b:[${'!|&'.repeat(33_000)}])}`,
      'GraphQL of a string that does not end': () => `{a(b:"""${'\\"""'.repeat(100_000)}`,
      'GraphQL of one long string': () => `{a(b:"${'x'.repeat(9_000_000)}")}`,
      'GraphQL of quotes': () => `{a(b:${'"'.repeat(400_000)}`,
      'GraphQL of a line of 400 kB of arguments': () =>
        `query q(${many(30_000, (n) => `$a${n}:Int`, ',')}){a}`,
    },
    ['GraphQL of 400 kB of fields'],
  ),
  ...bodies('application/json', {
    'GraphQL in JSON of 400 kB': () =>
      JSON.stringify({ query: `query q {${many(50_000, (n) => `f${n}`, ' ')}}`, variables: { a: [] } }),
    'GraphQL in JSON of brackets': () => JSON.stringify({ query: `query q {a${'('.repeat(150_000)}` }),
  }),
];

const parts: HostileRequest[] = [
  ...bodies('multipart/form-data; boundary=x', {
    'multipart of 20,000 parts': () =>
      `${many(20_000, (n) => `--x\r\nContent-Disposition: form-data; name="n${n}"\r\n\r\nv\r\n`)}--x--`,
    'multipart of 200,000 delimiters': () => '--x\r\n'.repeat(200_000),
    'multipart of a part with 10,000 header lines': () =>
      `--x\r\n${many(10_000, (n) => `X-${n}: 1\r\n`)}\r\nv\r\n--x--`,
    'multipart of a name of 300 kB': () =>
      `--x\r\nContent-Disposition: form-data; name="${rightToLeft.repeat(100_000)}"\r\n\r\nv\r\n--x--`,
    'multipart of parts of overrides': () =>
      `${many(300, () => `--x\r\nContent-Disposition: form-data; name="${rightToLeft}a"; filename="${family.repeat(50)}"\r\n\r\n${rightToLeft.repeat(3000)}\r\n`)}--x--`,
    'multipart of a disposition of 200 kB': () =>
      `--x\r\nContent-Disposition: form-data${'; a="\\"'.repeat(30_000)}\r\n\r\nv\r\n--x--`,
  }),
  ...bodies('multipart/mixed; boundary=x', {
    'multipart of 60 nested multiparts': () => nestedParts(60),
  }),
];

/** Sets a mark in the page or calls home, where it is read as anything but text. */
const attack = `"><img src=http://evil.example/i onerror=hacked=1><script>hacked=1;alert(1)</script>`;

const heads: HostileRequest[] = [
  {
    name: 'markup in every part',
    inEveryRun: true,
    path: '/<script>hacked=1</script>?<script>hacked=1</script>={{constructor.constructor("hacked=1")()}}'.replaceAll(
      '"',
      "'",
    ),
    headers: [
      ['X-Attack', attack],
      ['User-Agent', attack],
      ['Content-Type', 'text/html'],
    ],
    body: () =>
      `<body onload=hacked=1>${attack.repeat(500)}<base href=//evil.example><link rel=stylesheet href=//evil.example/c.css>`,
    note: attack,
    binName: '<img src=x onerror=hacked=1>',
  },
  {
    name: '3,000 header lines, text of 500,000 vertical tabs',
    inEveryRun: true,
    headers: [
      ['Content-Type', 'text/plain'],
      ...Array.from({ length: 3000 }, (_, n) => [`X-${n}`, 'v'] as const),
    ],
    body: () => filled(500_000, 0x0b),
  },
  { name: '3,000 times the same header', headers: Array.from({ length: 3000 }, () => ['X-A', 'v'] as const) },
  { name: 'header of 50 kB of overrides', headers: [['X-A', utf8(rightToLeft.repeat(16_000))]] },
  { name: 'header of 50 kB of joined emoji', headers: [['X-A', utf8(family.repeat(7000))]] },
  { name: 'header of 50 kB of combining marks', headers: [['X-A', utf8(stacked.repeat(300))]] },
  { name: 'header of 50 kB of control characters', headers: [['X-A', '\x01'.repeat(50_000)]] },
  { name: 'header of bytes that are not UTF-8', headers: [['X-A', '\xff'.repeat(50_000)]] },
  { name: 'name of a header of 50 kB', headers: [['X'.repeat(50_000), '1']] },
  { name: 'cookies: 10,000', headers: [['Cookie', many(9000, (n) => `a${n}=1`, '; ').slice(0, 60_000)]] },
  { name: 'authorization of 50 kB', headers: [['Authorization', `Bearer ${'eyJ.'.repeat(12_000)}`]] },
  {
    name: 'basic authorization of 50 kB',
    headers: [['Authorization', `Basic ${btoa('\u0001:'.repeat(18_000))}`]],
  },
  {
    name: 'media type of 10,000 parameters',
    headers: [['Content-Type', `text/plain${';a="\\"'.repeat(9000)}`]],
    body: () => 'x',
  },
  {
    name: 'signature of 5,000 parts',
    headers: [
      ['Stripe-Signature', `t=1,${many(5000, () => 'v1=abcdef', ',').slice(0, 50_000)}`],
      ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
      ['Content-Type', 'application/json'],
    ],
    body: () =>
      `{"id":"evt_1","object":"event","type":"a","data":{"object":{"id":"${rightToLeft.repeat(20_000)}"}}}`,
  },
  {
    name: 'GitHub event with values of 300 kB',
    headers: [
      ['X-GitHub-Event', 'push'],
      ['X-GitHub-Delivery', family.length.toString().repeat(20_000)],
      ['Content-Type', 'application/json'],
    ],
    body: () =>
      JSON.stringify({
        ref: `refs/heads/${rightToLeft.repeat(50_000)}`,
        commits: Array.from({ length: 3000 }, () => ({ id: stacked, message: family.repeat(20) })),
        repository: { full_name: family.repeat(50_000) },
        pusher: { name: '\u0b95\u0bcd'.repeat(20_000) },
      }),
  },
  { name: 'forwarded for 8,000 addresses', headers: [['X-Forwarded-For', many(6000, () => '1.2.3.4', ',')]] },
  {
    name: 'accept of 5,000 ranges',
    headers: [['Accept', many(5000, (n) => `a/${n};q=0.1`, ',').slice(0, 60_000)]],
  },
  {
    name: 'dates and numbers in 2,000 headers',
    headers: Array.from({ length: 2000 }, (_, n) => [`X-${n}`, `${1_700_000_000 + n}`] as const),
  },
  {
    name: 'gzip of 30 MB of zeros',
    headers: [
      ['Content-Encoding', 'gzip'],
      ['Content-Type', 'text/plain'],
    ],
    body: () => gzipSync(Buffer.alloc(30_000_000)),
  },
  {
    name: 'gzip of 200,000 overrides',
    headers: [
      ['Content-Encoding', 'gzip'],
      ['Content-Type', 'text/plain'],
    ],
    body: () => gzipSync(rightToLeft.repeat(200_000)),
  },
  {
    name: 'content encodings: 5,000',
    headers: [['Content-Encoding', many(5000, () => 'gzip', ', ')]],
    body: () => 'x'.repeat(1000),
  },
  {
    name: 'JSON of 60,000 properties that violate a schema, with names of overrides',
    headers: [['Content-Type', 'application/json']],
    body: () => `{${many(60_000, (n) => `"${rightToLeft.repeat(3)}${family}${n}":1`, ',')}}`,
  },
  {
    name: 'multipart of 200 HTTP messages in multiparts',
    headers: [['Content-Type', 'multipart/mixed; boundary=x']],
    body: () =>
      `${many(200, (n) => `--x\r\nContent-Type: application/http\r\nContent-ID: <${rightToLeft}${n}>\r\n\r\nPOST /${'a/'.repeat(2000)} HTTP/1.1\r\n${'X: y\r\n'.repeat(200)}\r\n{}\r\n`)}--x--`,
  },
  {
    name: 'multipart of 20,000 references to parts',
    headers: [['Content-Type', 'multipart/related; boundary=x; type="text/html"; start="<a>"']],
    body: () =>
      `--x\r\nContent-Type: text/html\r\nContent-ID: <a>\r\n\r\n${many(20_000, (n) => `<img src="cid:${n}">`)}\r\n--x\r\nContent-ID: <1>\r\n\r\nb\r\n--x--`,
  },
  {
    name: 'gRPC of 20,000 compressed messages',
    headers: [
      ['Content-Type', 'application/grpc'],
      ['grpc-encoding', 'gzip'],
    ],
    body: () => Buffer.concat(Array.from({ length: 20_000 }, () => grpcFrame(gzipSync(filled(300, 0x0b))))),
  },
  { name: 'method of 10 kB', method: 'M'.repeat(10_000) },
  { name: 'bytes that are not HTTP', method: '\xfe\x00\x01'.repeat(5000) },
];

const targets: HostileRequest[] = [
  {
    name: 'query of 15,000 fields, text of 100,000 joined emoji',
    inEveryRun: true,
    path: `?${many(15_000, (n) => `${n.toString(36)}`, '&')}`,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: () => family.repeat(100_000),
  },
  { name: 'query of the same field 20,000 times', path: `?${'a&'.repeat(20_000)}` },
  { name: 'query of 55 kB of escaped overrides', path: `?a=${escaped(rightToLeft).repeat(6000)}` },
  { name: 'query of 55 kB of escaped joined emoji', path: `?a=${escaped(family).repeat(2500)}` },
  { name: 'query of 55,000 percent signs', path: `?a=${'%'.repeat(55_000)}` },
  { name: 'query of 55,000 ampersands', path: `?${'&'.repeat(55_000)}` },
  { name: 'query of a name of 55 kB', path: `?${'a'.repeat(55_000)}=1` },
  { name: 'path of 55,000 slashes', path: '/'.repeat(55_000) },
  { name: 'path of 55 kB of overrides', path: `/${utf8(rightToLeft.repeat(18_000))}` },
  { name: 'path of 55 kB of joined emoji', path: `/${utf8(family.repeat(7800))}` },
  { name: 'path of 55 kB of control characters', path: `/${'\x01'.repeat(55_000)}` },
  { name: 'path of combining marks', path: `/${utf8(stacked.repeat(300))}` },
];

const named: HostileRequest[] = [
  {
    name: 'note of 4,000 overrides, name of a bin of joined emoji, text of 200,000 overrides',
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: () => rightToLeft.repeat(200_000),
    note: rightToLeft.repeat(4000),
    binName: family.repeat(26),
  },
  {
    name: 'note of 4,000 combining marks, name of a bin of overrides',
    note: `a${'\u0301'.repeat(3999)}`,
    binName: `a${rightToLeft.repeat(78)}`,
  },
  {
    name: 'note of 2,000 lines, name of a bin of combining marks',
    note: 'a\n'.repeat(1999),
    binName: `a${'\u0301'.repeat(79)}`,
  },
  {
    name: 'note of joined emoji, name of a bin of one word',
    note: family.repeat(1333),
    binName: 'W'.repeat(80),
  },
];

/** A compressed message of gRPC. */
function grpcFrame(message: Uint8Array): Uint8Array {
  const head = Buffer.alloc(5, 1);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function nestedMessages(size: number): Uint8Array {
  let message: Uint8Array = bytes(8, 1);
  while (message.length < size) {
    const length: number[] = [];
    for (let rest = message.length; ; rest >>= 7) {
      length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
      if (rest <= 0x7f) break;
    }
    message = Buffer.concat([bytes(0x0a, ...length), message]);
  }
  return message;
}

function nestedParts(depth: number): string {
  let inside = 'v';
  for (let level = depth; level > 0; level--) {
    const boundary = level === 1 ? 'x' : `x${level}`;
    inside = `--${boundary}\r\nContent-Type: multipart/mixed; boundary=x${level + 1}\r\n\r\n${inside}\r\n--${boundary}--`;
  }
  return inside;
}

/** The signature and header of a PNG, without pixels. */
function hugePng(): Uint8Array {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  header.writeUInt32BE(60_000, 16);
  header.writeUInt32BE(60_000, 20);
  header.set([8, 6, 0, 0, 0], 24);
  return header;
}

/** Hostile bodies, headers, targets, names and notes. */
export const catalogue: readonly HostileRequest[] = [
  ...texts,
  ...json,
  ...xml,
  ...pages,
  ...forms,
  ...binary,
  ...records,
  ...parts,
  ...heads,
  ...targets,
  ...named,
];
