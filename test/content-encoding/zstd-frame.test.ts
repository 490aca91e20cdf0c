import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginsFrame, ZstdFrame } from '#lib/content-encoding/zstd-frame.ts';
import { zstdFrames } from './zstd-samples.ts';

const skippable = Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2);
const emptySkippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0);
const frames = [...Object.values(zstdFrames), skippable, emptySkippable];

test('finds the end of every frame, in pieces of any size, whatever follows it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...frames),
      fc.uint8Array(),
      fc.integer({ min: 1, max: 30 }),
      (sent, rest, size) => {
        const frame = new ZstdFrame();
        const bytes = Uint8Array.of(...sent, ...rest);
        let at = 0;
        while (!frame.done && at < bytes.length) at += frame.feed(bytes.subarray(at, at + size));
        expect(frame.done).toBe(true);
        expect(at).toBe(sent.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('does not take a frame that is cut for a complete one', () => {
  for (const sent of frames) {
    for (let length = 0; length < sent.length; length++) {
      const frame = new ZstdFrame();
      expect(frame.feed(sent.subarray(0, length))).toBe(length);
      expect(frame.done).toBe(false);
    }
  }
});

test('tells what begins a frame', () => {
  for (const sent of frames) expect(beginsFrame(sent)).toBe(true);
  expect(beginsFrame(Uint8Array.of(0x28, 0xb5, 0x2f))).toBe(false);
  expect(beginsFrame(Uint8Array.of(0x60, 0x2a, 0x4d, 0x18))).toBe(false);
  expect(beginsFrame(new Uint8Array(4))).toBe(false);
});
