import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBytes, readable, toBytes, utf8OrNull } from '#lib/http/byte-string.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('byte strings', () => {
  it('keep every byte there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        expect(toBytes(fromBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  it('hold a body of several megabytes', () => {
    const bytes = new Uint8Array(5_000_000).map((_, i) => i);
    expect(Buffer.from(fromBytes(bytes), 'latin1').equals(bytes)).toBe(true);
  });

  it('refuse a character that is no byte instead of losing it', () => {
    expect(() => toBytes('€')).toThrow(TypeError);
  });
});

describe('readable', () => {
  it('shows UTF-8 as the text it spells', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readable(fromBytes(utf8(text)))).toBe(text);
      }),
    );
  });

  it.each(['caf\xe9', '\xff', '\xc3', '\xc0\x80', '\xed\xa0\x80'])(
    'leaves %j, which is not UTF-8, as it is',
    (bytes) => {
      expect(readable(bytes)).toBe(bytes);
    },
  );

  it('leaves text that is no byte string alone', () => {
    expect(readable('€ Ã©')).toBe('€ Ã©');
  });
});

describe('utf8OrNull', () => {
  it('keeps a byte order mark', () => {
    expect(utf8OrNull(utf8('\ufeff{}'))).toBe('\ufeff{}');
  });

  it('is null for bytes that are not UTF-8, whole and at the end', () => {
    expect(utf8OrNull(toBytes('caf\xe9'))).toBeNull();
    expect(utf8OrNull(toBytes('caf\xc3'))).toBeNull();
  });
});
