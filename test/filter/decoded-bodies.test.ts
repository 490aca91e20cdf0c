import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { searchedBody, searchedBodyNow } from '#lib/content-encoding/searched-body.ts';
import { loadPatterns } from '#lib/filter/pattern.ts';
import { printWord } from '#lib/filter/print.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Header } from '#lib/model/capture.ts';
import { searchedBytes } from '#lib/model/searched-bytes.ts';
import { received } from '../support/received.ts';

beforeAll(loadPatterns);

const bytesOf = (text: string) => new TextEncoder().encode(text);

function finds(filter: string, headers: readonly Header[], body: Uint8Array): boolean {
  const { filter: read, faults } = readFilter(filter, 0);
  expect(faults).toEqual([]);
  const facts = { ...received({ headers, body }), seq: 1, note: null, pinned: false, answered: null };
  return read.matches({ facts, body });
}

const typed = (type: string): Header[] => [['Content-Type', type]];
const form = typed('application/x-www-form-urlencoded');
const escapeAll = (text: string) =>
  [...text]
    .flatMap((character) => character.split(''))
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

describe('a text that can be read in a body is found however it was written', () => {
  it.each<[filter: string, headers: readonly Header[], body: string | Uint8Array]>([
    ['body:café', typed('application/json'), '{"name":"caf\\u00e9"}'],
    ['café', typed('application/json'), '{"name":"CAF\\u00e9 noir"}'],
    ['body:😀', [], '{"name":"\\ud83d\\ude00"}'],
    ['body:https://a.example/b', [], '{"url":"https:\\/\\/a.example\\/b"}'],
    ['body:"say \\"hi\\""', [], '{"text":"say \\"hi\\""}'],
    ['body:"José Peña"', form, 'name=Jos%C3%A9+Pe%C3%B1a&x=1'],
    ['body:/jos.+pe.a/i', form, 'name=Jos%C3%A9+Pe%C3%B1a&x=1'],
    ['body:café', form, 'payload=%7B%22name%22%3A%22caf%5Cu00e9%22%7D'],
    ['body:café', typed('text/plain; charset=iso-8859-1'), Uint8Array.of(0x63, 0x61, 0x66, 0xe9)],
    ['body:/^caf.$/', typed('text/plain; charset=windows-1252'), Uint8Array.of(0x63, 0x61, 0x66, 0xe9)],
    ['body:50€', typed('text/plain; charset=windows-1252'), Uint8Array.of(0x35, 0x30, 0x80)],
    ['body:€', typed('application/x-www-form-urlencoded; charset=iso-8859-1'), 'a=%80'],
    ['body:"Jörg 5€"', form, 'charset=windows-1252&first_name=J%F6rg+5%80'],
    ['body:При', typed('application/x-www-form-urlencoded; charset=windows-1251'), 'n=%CF%F0%E8'],
    [
      'body:Grüße',
      typed('multipart/form-data; boundary=b'),
      Uint8Array.from(
        Buffer.from('--b\r\nContent-Type: text/plain; charset=latin1\r\n\r\nGr\xfc\xdfe\r\n--b--', 'latin1'),
      ),
    ],
    ['body:日本', typed('text/plain; charset=shift_jis'), Uint8Array.of(0x93, 0xfa, 0x96, 0x7b)],
    ['body:café', [], Uint8Array.of(0xff, 0xfe, 0x63, 0, 0x61, 0, 0x66, 0, 0xe9, 0)],
    [
      'json:$.name=café',
      typed('application/json; charset=latin1'),
      Uint8Array.from(Buffer.from('{"name":"caf\u00e9"}', 'latin1')),
    ],
  ])('%s', (filter, headers, sent) => {
    const body = typeof sent === 'string' ? bytesOf(sent) : sent;
    expect(finds(filter, headers, body)).toBe(true);
    expect(finds(`-${filter}`, headers, body)).toBe(false);
  });

  it('in bytes that Node.js slices without copying, which stay as they are', () => {
    const body = Buffer.from('"caf\\u00e9"');
    expect(finds('body:café', [], body)).toBe(true);
    expect(body.toString()).toBe('"caf\\u00e9"');
  });

  it('and as it was sent', () => {
    expect(finds('body:"caf\\\\u00e9"', [], bytesOf('"caf\\u00e9"'))).toBe(true);
    expect(finds('body:Jos%C3%A9', form, bytesOf('name=Jos%C3%A9'))).toBe(true);
  });

  it('but not what only looks encoded', () => {
    expect(finds('body:José', typed('text/plain'), bytesOf('name=Jos%C3%A9'))).toBe(false);
    expect(finds('body:é', [], bytesOf('\\u00zz \\ud83d \\u00e'))).toBe(false);
  });

  it('in a query', () => {
    const target = '/b/x7k2/a?name=Jos%C3%A9+Pe%C3%B1a';
    const facts = { ...received({ target }), seq: 1, note: null, pinned: false, answered: null };
    expect(readFilter('"José Peña"', 0).filter.matches({ facts, body: new Uint8Array() })).toBe(true);
  });

  it('for any text', () => {
    const writers: [readonly Header[], (text: string) => string][] = [
      [[], (text) => JSON.stringify({ text })],
      [[], (text) => `{"text":"${escapeAll(text)}"}`],
      [form, (text) => `a=1&text=${encodeURIComponent(text)}`],
      [form, (text) => new URLSearchParams({ text }).toString()],
    ];
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, fc.constantFrom(...writers), (wanted, [headers, write]) => {
        const filter = printWord({ negated: false, key: 'body', operator: ':', value: wanted });
        // A value like /x/ is read as an expression.
        fc.pre(!/^\/.*\/[ims]*$/s.test(wanted));
        expect(finds(filter, headers, bytesOf(write(wanted)))).toBe(true);
      }),
    );
  });
});

describe('content encodings', () => {
  const plain = bytesOf(`{"name":"needle"}${' '.repeat(2000)}`);
  const facts = (coding: string) => ({
    ...received({ headers: [['Content-Encoding', coding]] }),
    masked: undefined,
  });

  it.each<[coding: string, encoded: Uint8Array]>([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', plain],
  ])('%s is undone before a body is searched', async (coding, encoded) => {
    expect(Buffer.from(await searchedBody(facts(coding), encoded)).equals(plain)).toBe(true);
    const now = searchedBodyNow(facts(coding), encoded);
    if (now) expect(Buffer.from(now).equals(plain)).toBe(true);
  });

  it('a body that ends early is searched as far as it goes, and one that is not encoded as it was sent', async () => {
    const cut = gzipSync(Buffer.concat([plain, Buffer.alloc(5000, 'abcdefgh')])).subarray(0, -9);
    expect(searchedBodyNow(facts('gzip'), cut)).toBeNull();
    expect(Buffer.from(await searchedBody(facts('gzip'), cut)).toString()).toContain('needle');
    expect(await searchedBody(facts('gzip'), plain)).toEqual(plain);
    expect(await searchedBody(facts('unheard-of'), plain)).toEqual(plain);
  });

  it('of gRPC messages are undone, and base64 of gRPC-Web', async () => {
    const message = bytesOf('\x0a\x06needle');
    const packed = gzipSync(message);
    const framed = Buffer.alloc(5 + packed.length, packed);
    framed.fill(0, 0, 5);
    framed[0] = 1;
    framed.writeUInt32BE(packed.length, 1);
    packed.copy(framed, 5);
    const grpc = (type: string) => ({ ...received({ headers: typed(type) }), masked: undefined });
    expect(Buffer.from(searchedBodyNow(grpc('application/grpc'), framed)!).toString()).toContain('needle');
    const web = bytesOf(framed.toString('base64'));
    expect(
      Buffer.from(await searchedBody(grpc('application/grpc-web-text+proto'), web)).toString(),
    ).toContain('needle');
    expect(searchedBodyNow(grpc('application/grpc'), bytesOf('not framed'))).toEqual(bytesOf('not framed'));
  });

  it('are undone for the first mebibyte', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * searchedBytes));
    expect(searchedBodyNow(facts('gzip'), bomb)).toBeNull();
    expect(await searchedBody(facts('gzip'), bomb)).toHaveLength(searchedBytes);
  });
});
