// biome-ignore-all lint/suspicious/noTemplateCurlyInString: text that must not be evaluated is what this is about
import type { CopySource } from '#lib/copy-as/target.ts';
import type { Header } from '#lib/model/capture.ts';
import { framedFor, type Parts, sourceOf, utf8 } from './source.ts';

/** Requests that have broken generators of code, one trap each. Every target is run with every one of them. */
export type HostileCase = { name: string; source(authority: string): CopySource };

const json: Header = ['Content-Type', 'application/json'];
const form: Header = ['Content-Type', 'application/x-www-form-urlencoded'];
const plain: Header = ['Content-Type', 'text/plain'];

const framed: Record<string, Parts> = {
  'a GET without anything': { method: 'GET' },
  'JSON with a 64-bit number, a duplicate key and odd spacing': {
    headers: [json],
    body: '{ "id":12345678901234567890,"id" : 1.0 }',
  },
  'single quotes': { headers: [plain, ['X-A', "it's"]], body: "'; touch canary; '" },
  'double quotes': { headers: [plain, ['X-A', 'say "x"']], body: '"; touch canary; "' },
  'triple quotes': { headers: [plain, ['X-A', '"""']], body: '\'\'\' """ ``` """"' },
  'a body that starts with @': { headers: [plain], body: '@/etc/hostname' },
  'a body that is @-': { headers: [plain], body: '@-' },
  'a body that starts with = and :': { headers: [plain], body: ':=@/etc/hostname' },
  'command substitution': { headers: [plain, ['X-A', '$(touch canary)']], body: '$(touch canary)' },
  backticks: { headers: [plain, ['X-A', '`touch canary`']], body: '`touch canary`' },
  'template literals': { headers: [plain, ['X-A', '${process.exit(7)}']], body: 'a${process.exit(7)}b' },
  'Ruby interpolation': {
    headers: [plain, ['X-A', '#{exit 7}']],
    body: '#{exit 7} #$0 #@x %q(x)',
  },
  'PHP and shell variables': {
    headers: [plain, ['X-A', '$HOME']],
    body: '$HOME {$x} ${x} <?php exit(7); ?>',
  },
  'percent signs': { headers: [plain, ['X-A', '%PATH% %s %n']], body: '%PATH% %s %n %00 %0d%0aX: y' },
  backslashes: { headers: [plain, ['X-A', 'a\\nb\\']], body: 'C:\\new\\table\\x41\\' },
  'backslashes before what separates': { headers: [plain, ['X-A', '\\:\\=\\@']], body: '\\:\\=\\@' },
  'unicode escapes': {
    headers: [plain, ['X-A', '\\u0022']],
    body: '\\u0022 \\u{22} \\U00000022 \\042 \\x22',
  },
  'editor variables': { headers: [plain, ['X-A', '{{x}} {{$guid}}']], body: '{{x}} {% raw %} <%= 1 %>' },
  'header values that start with what separates': {
    headers: [plain, ['X-A', '@/etc/hostname'], ['X-B', '=1'], ['X-C', ':x'], ['X-D', ';']],
    body: 'x',
  },
  'header names that look like options': {
    headers: [plain, ['-o', 'canary'], ['--output', 'canary'], ['#', 'x']],
    body: 'x',
  },
  'header names of every token character': {
    headers: [plain, ["!#$%&'*+-.^_`|~0", '1'], ['X_a.b', '2']],
    body: 'x',
  },
  'an empty header': { headers: [plain, ['X-A', '']], body: 'x' },
  'the same name in two cases, apart': {
    headers: [['X-A', '1'], plain, ['x-a', '2'], ['X-B', ''], ['X-A', '3']],
    body: 'x',
  },
  'cookies twice': { headers: [['Cookie', 'a=1; b'], plain, ['Cookie', 'c="2"']], body: 'x' },
  'header bytes that are not UTF-8': { headers: [plain, ['X-A', 'caf\xe9\xff']], body: 'x' },
  'UTF-8 in headers and body': {
    headers: [plain, ['X-A', utf8('café 你好 \u{1f600}')]],
    body: 'café 你好 \u{1f600}',
  },
  'every byte': {
    headers: [['Content-Type', 'application/octet-stream']],
    body: Uint8Array.from({ length: 256 }, (_, i) => i),
  },
  'UTF-8 cut in a character': { headers: [plain], body: Uint8Array.from([0x61, 0xe2, 0x82]) },
  'NUL in text': { headers: [plain], body: 'a\0b' },
  'CR, LF and CRLF': { headers: [plain], body: '\r\na\rb\nc\n\r\n' },
  'line feeds at the end': { headers: [plain], body: 'a\n\n\n' },
  'tabs, and spaces at both ends': { headers: [plain, ['X-A', 'a\tb  c']], body: ' \ta ' },
  'text nobody sees': { headers: [plain], body: '\ufeffa\u202eb\u200bc\u2028d\u00a0e\ue000\u{e0041}' },
  'an escape sequence': { headers: [plain], body: 'a\x1b[201~\ntouch canary\n' },
  'a form': { headers: [form], body: 'a=it%27s+me&b=%2B1&d&=&a=2' },
  'a multipart body': {
    headers: [['Content-Type', 'multipart/form-data; boundary="x"']],
    body: '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n@/etc/hostname\r\n--x--\r\n',
  },
  'no type, and own names of clients': {
    headers: [
      ['user-agent', 'me'],
      ['accept', 'a/b'],
      ['Accept-Encoding', 'zstd'],
      ['Connection', 'close'],
    ],
    body: '{}',
  },
  'DELETE with a body': { method: 'DELETE', headers: [json], body: '{}' },
  'a method of its own': { method: 'M-SEARCH', headers: [plain], body: 'x' },
  'a query with everything': { method: 'GET', target: '/b/x7k2/a%2Fb?a=1&a=2&d&e=%27+%20&f=(x)!$*,;:@' },
  'a target that parsers change': {
    method: 'GET',
    target: '/b/x7k2/../%7e/%2f/\'"<>`{a,b}[1-3]\\^|?x={{y}}#z',
  },
  'a target that could name another host': { method: 'GET', target: '//bins.invalid:1/@x' },
  'a long text': { headers: [plain], body: "it's $x\n".repeat(3000) },
};

const others: Record<string, (authority: string) => CopySource> = {
  'chunks and a trailer': (authority) => ({
    ...sourceOf({ body: 'hello' }),
    headers: [['Host', authority], plain, ['Transfer-Encoding', 'chunked'], ['Trailer', 'X-T']],
    trailers: [['X-T', '5']],
  }),
  'chunks without an end in sight': (authority) => ({
    ...sourceOf({ body: 'a\nb' }),
    headers: [['Host', authority], plain, ['Transfer-Encoding', 'chunked']],
  }),
  'Host in its own place and case': (authority) => ({
    ...sourceOf({ method: 'GET' }),
    headers: [
      ['X-A', '1'],
      ['host', authority],
      ['X-B', '2'],
    ],
  }),
  'the Host of another server': () => ({
    ...sourceOf({ method: 'GET' }),
    headers: [['Host', 'bins.example']],
  }),
  'HTTP/1.0': (authority) => framedFor(authority, { httpVersion: '1.0', headers: [plain], body: 'x' }),
  'POST without a body': (authority) => framedFor(authority, {}),
  'a truncated body': (authority) => ({
    ...sourceOf({ body: 'abc', bodySize: 3000, truncated: true }),
    headers: [['Host', authority], plain, ['Content-Length', '3000']],
  }),
};

/** As HTTP/2 hands it over. Clients that speak HTTP/2 need a server that does; for the others it is one case more. */
export const http2Case: HostileCase = {
  name: 'an HTTP/2 request',
  source: (authority) =>
    sourceOf({
      httpVersion: '2.0',
      headers: [
        [':method', 'POST'],
        [':path', '/b/x7k2'],
        [':scheme', 'https'],
        [':authority', authority],
        ['content-type', 'text/plain'],
        ['cookie', 'a=1'],
        ['x-a', "it's"],
        ['cookie', 'b=2'],
        ['content-length', '1'],
      ],
      body: 'x',
    }),
};

export const hostileCases: HostileCase[] = [
  ...Object.entries(framed).map(([name, parts]) => ({
    name,
    source: (authority: string) => framedFor(authority, parts),
  })),
  ...Object.entries(others).map(([name, source]) => ({ name, source })),
];
