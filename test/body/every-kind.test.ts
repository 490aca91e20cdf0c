import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { bodyKindList, kindsInSwitch } from '#lib/body/index.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { processorClock } from '../support/processor-clock.ts';
import { anyText } from './any-text.ts';

const body = fc.oneof(
  fc.uint8Array(),
  anyText.map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc
    .array(fc.constantFrom('--b', '--', '\r\n', '\n', 'Content-Type: multipart/mixed; boundary=b', ':', 'x'))
    .map((pieces) => new TextEncoder().encode(pieces.join(''))),
);
const contentType = fc.oneof(
  fc.constantFrom(null, '', 'application/json', 'text/plain; charset=utf-16le', 'text/plain; charset="\xff"'),
  fc.constantFrom(
    'application/x-www-form-urlencoded',
    'image/png',
    'a/b+json',
    'multipart/form-data; boundary=b',
    'multipart/mixed',
    'text/html;charset=shift_jis',
    'application/cbor-seq',
    'application/grpc',
  ),
  anyText,
);

test('the list has each id and title once, and ends with the kind that shows any bytes', () => {
  expect(new Set(bodyKindList.map((kind) => kind.id)).size).toBe(bodyKindList.length);
  expect(new Set(bodyKindList.map((kind) => kind.title)).size).toBe(bodyKindList.length);
  expect(bodyKindList.at(-1)!.id).toBe('hex');
  // In the switch, what people read comes before what was received.
  expect(kindsInSwitch.map(({ id }) => id).slice(-2)).toEqual(['text', 'hex']);
  expect(new Set(kindsInSwitch)).toEqual(new Set(bodyKindList));
});

test('some kind is best for any body under any label, and text and hex are offered once each', () => {
  fc.assert(
    fc.property(body, contentType, (bytes, type) => {
      fc.pre(bytes.length > 0);
      const { best, offered } = chooseKinds(type, bytes);
      expect(offered[0]).toBe(best);
      expect(offered.filter((id) => id === 'text' || id === 'hex')).toHaveLength(2);
      expect(new Set(offered).size).toBe(offered.length);
    }),
  );
});

describe.each(bodyKindList.map((kind) => ({ id: kind.id, kind })))('$id', ({ kind }) => {
  const reader = async () => ('load' in kind ? await kind.load() : kind.read);

  test('reads any bytes under any label to their end', async () => {
    const read = await reader();
    fc.assert(
      fc.property(body, contentType, (bytes, type) => {
        const rows = read(bytes, type === null ? null : parseMediaType(type));
        const count = rows.readUpTo(Number.POSITIVE_INFINITY);
        expect(rows).toMatchObject({ count, done: true });
        for (let index = 0; index < count; index++) expect(rows.row(index)).toBeDefined();
      }),
    );
  });

  test('costs little for a body nobody scrolls through', async () => {
    const read = await reader();
    const bytes = new Uint8Array(5_000_000).fill(0x0a);
    const start = processorClock();
    const rows = read(bytes, null);
    expect(rows.readUpTo(100) > 0 || rows.done).toBe(true);
    expect(processorClock() - start).toBeLessThan(500);
  });
});
