import { describe, expect, test } from 'vitest';
import { bodyKindList } from '#lib/body/index.ts';
import { readDisposition } from '#lib/body/multipart/content-disposition.ts';
import type { Rows } from '#lib/body/rows.ts';
import { byteRange } from '#lib/http/byte-range.ts';
import { clientBehind } from '#lib/http/client-behind-proxies.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import { parseIpRanges } from '#lib/http/ip-range.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import { isChunked } from '#lib/http/message.ts';
import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';
import { recognise } from '#lib/providers/index.ts';
import { readOverride } from '#lib/reply/sender-override.ts';
import { parseBinsFile } from '#lib/server/declared/parse-bins-file.ts';
import { importFormats } from '#lib/transfer/import/index.ts';
import { growthOf, growthWords, isLinear, type Work } from '../support/growth.ts';
import { processorClock } from '../support/processor-clock.ts';
import { received } from '../support/received.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const { ranges } = parseIpRanges('private');
const peer = { address: '10.0.0.1', port: 1 };

/** What senders may repeat in a head or in a body of their own making. */
const units = [
  'a',
  ' ',
  '\t',
  '"',
  '\\',
  '\\"',
  ',',
  ';',
  '=',
  ';a=',
  ';a="',
  ':',
  '/',
  '/..',
  '?',
  '&',
  'a=b&',
  '%',
  '%41',
  '+',
  '%e2%82',
  '.',
  '-',
  '\xe9',
  '[',
  '10.0.0.1, ',
  'for=10.0.0.1;',
];

const heads: Record<string, [before: string, read: (text: string) => unknown]> = {
  'a media type': ['text/plain; a="', parseMediaType],
  'a media type without parameters': ['', parseMediaType],
  'a disposition': ['form-data; name="', readDisposition],
  'an extended disposition': ["form-data; filename*=UTF-8''", readDisposition],
  'a query': ['/?', (text) => queryFields(queryOf(pathOf(text, 0)) ?? '')],
  'an absolute target': ['http://', (text) => pathOf(text, 0)],
  'a wish of the sender': ['/?__status=', (target) => readOverride({ target, prefixLength: 0 })],
  Forwarded: ['for="', (text) => clientBehind(peer, [['Forwarded', text]], ranges)],
  'X-Forwarded-For': [
    '',
    (text) =>
      clientBehind(
        peer,
        [
          ['X-Forwarded-For', text],
          ['X-Forwarded-Host', text],
        ],
        ranges,
      ),
  ],
  'a range': ['bytes=', (text) => byteRange(text, 10)],
  'transfer codings': ['', (text) => isChunked([['Transfer-Encoding', text]])],
  'content codings': ['', (text) => contentCodings([['Content-Encoding', text]])],
  'a provider': [
    '',
    (text) =>
      recognise(
        received({
          headers: [
            ['User-Agent', text],
            ['Content-Type', text],
            ['X-Hub-Signature', text],
          ],
        }),
      ),
  ],
};

describe('reading a head takes time that grows with it', () => {
  test.each(Object.entries(heads))('%s', (_, [before, read]) => {
    for (const unit of units) {
      const growth = growthOf(
        (size) => {
          const text = before + unit.repeat(size / unit.length);
          return () => read(text);
        },
        8_000,
        256_000,
      );
      expect(isLinear(growth), `${JSON.stringify(unit)}: ${growthWords(growth)}`).toBe(true);
    }
  });
});

/** What bodies are made of, for readers that lay them out. */
const pieces = [
  '{"a":',
  '[',
  '"',
  '"\\',
  '1,',
  '<a ',
  '<a>',
  '<!--',
  '<![CDATA[',
  '&amp;',
  'a=b&',
  '%',
  '--x\r\n',
  '--x\r\n\r\n',
  '\r',
  '\n',
  'a,',
  '"a,"',
  '\t',
  '\x1e',
  '{',
  '(',
  '"""',
  '&#1;',
  '<x a="1" ',
];
type Read = (body: Uint8Array, type: MediaType | null) => Partial<Rows<unknown>>;
const kinds = bodyKindList.filter((kind) => 'read' in kind);

/** How many rows are laid out, as in a view. */
const drawn = 20;

describe('reading a body takes time that grows with it', () => {
  test.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
    const { read } = kind as unknown as { read: Read };
    for (const piece of pieces) {
      const growth = growthOf(
        (size) => {
          const body = encode(piece.repeat(size / piece.length));
          return () => {
            const reading = read(body, parseMediaType('text/plain; boundary=x'));
            const count = reading.readUpTo?.(Number.POSITIVE_INFINITY) ?? 0;
            for (let index = 0; index < Math.min(count, drawn); index++) reading.row?.(index);
          };
        },
        16_000,
        512_000,
      );
      expect(isLinear(growth), `${JSON.stringify(piece)}: ${growthWords(growth)}`).toBe(true);
    }
  });
});

const imports: Record<string, string> = {
  lines: '{}\n',
  'one long line': 'a',
  'entries of a HAR file': '{"a":"b"},',
  'strings of a HAR file': '"\\\\"',
};

test.each(Object.entries(imports))(
  'an import of %s takes time that grows with it, however it comes',
  async (_, unit) => {
    async function* inPieces(text: string) {
      for (let at = 0; at < text.length; at += 100) yield text.slice(at, at + 100);
    }
    const entries = async (format: (typeof importFormats)[number], size: number) => {
      const text = `{"log":{"entries":[${unit.repeat(size / unit.length)}`;
      let count = 0;
      try {
        for await (const _ of format.entries(inPieces(text))) count++;
      } catch {
        // It breaks off.
      }
      return count;
    };
    for (const format of importFormats) {
      const timeOf = async (size: number, runs = 1) => {
        const before = processorClock();
        for (let run = 0; run < runs; run++) await entries(format, size);
        return (processorClock() - before) / runs;
      };
      const size = 200_000;
      await timeOf(size);
      const growth = {
        size,
        few: await timeOf(size),
        many: await timeOf(8 * size),
        fewest: await timeOf(size / 8, 16),
      };
      expect(isLinear(growth), `${format.id}: ${growthWords(growth)}`).toBe(true);
    }
  },
);

const declared: Record<string, (count: number) => string> = {
  'bins that lack everything': (count) => `bins:\n${'  - {}\n'.repeat(count)}`,
  'bins with settings there are not': (count) => `bins:\n${'  - {slug: a, colour: red}\n'.repeat(count)}`,
  aliases: (count) => `bins: &a\n${'  - *a\n'.repeat(count)}`,
};

test.each(Object.entries(declared))('a file of %s is refused in time that grows with it', (_, text) => {
  const work: Work = (count) => {
    const file = text(count);
    return () => expect(() => parseBinsFile('bins.yaml', file, {})).toThrow();
  };
  const growth = growthOf(work, 20, 4_000);
  expect(isLinear(growth), growthWords(growth)).toBe(true);
});
