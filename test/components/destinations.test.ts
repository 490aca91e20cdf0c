import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayInput } from '#components/inspector/bulk-replay/replay-input.ts';
import { destinationName } from '#components/inspector/destination/destination-name.ts';
import {
  destinationKey,
  modeFor,
  nothingRemembered,
  parseRemembered,
  withMode,
  withoutUrl,
  withSent,
} from '#components/inspector/destination/remembered.ts';
import { optionsInput, usualOptions } from '#components/inspector/destination/send-options.ts';
import { newReplayShape } from '#lib/model/delivery-input.ts';

const here = { url: 'http://localhost:3000/hooks?from=dev' };

describe('destinations that this browser remembers', () => {
  test('are the latest first, each once, and not without end', () => {
    const many = Array.from({ length: 20 }, (_, number) => ({ url: `http://localhost:${3000 + number}` }));
    const remembered = [...many, many[3]!].reduce(withSent, nothingRemembered);
    expect(remembered.urls).toHaveLength(12);
    expect([remembered.urls[0], remembered.last]).toEqual([many[3]!.url, many[3]]);
    expect(withSent(remembered, 'self')).toMatchObject({ last: 'self', urls: remembered.urls });
    expect(withoutUrl(remembered, many[3]!.url)).toMatchObject({ last: 'self' });
  });

  test('keep how signed requests are replayed there, as long as they are remembered', () => {
    const remembered = withMode(withSent(nothingRemembered, here), here, 'same-delivery-id');
    expect(modeFor(remembered, { url: 'http://localhost:3000/hooks?other' })).toBe('same-delivery-id');
    expect(modeFor(remembered, { url: 'http://localhost:3000/other' })).toBeNull();
    expect(modeFor(remembered, 'self')).toBeNull();
    expect(modeFor(withoutUrl(remembered, here.url), here)).toBeNull();
    expect([destinationKey('self'), destinationKey(here)]).toEqual(['self', 'http://localhost:3000/hooks']);
  });

  test('are what was stored, and nothing of what is not valid', () => {
    const remembered = withMode(withSent(nothingRemembered, here), here, 'new-delivery-id');
    expect(parseRemembered(JSON.stringify(remembered))).toEqual(remembered);
    expect(
      parseRemembered(
        '{"last":{"url":"x"},"urls":[1,"http://a"],"modes":{"http://a/":"?","self":"as-it-was"}}',
      ),
    ).toEqual({
      last: 'self',
      urls: ['http://a'],
      modes: { self: 'as-it-was' },
    });
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(Object.keys(parseRemembered(text))).toEqual(['last', 'urls', 'modes']);
      }),
    );
  });
});

test('destinations have short names', () => {
  expect(destinationName({ bin: 'orders' }, 'orders')).toBe('this bin');
  expect(destinationName({ bin: 'other' }, 'orders')).toBe('bin other');
  expect(destinationName({ url: 'http://localhost:3000/' }, 'orders')).toBe('http://localhost:3000');
  expect(
    destinationName({ url: `http://localhost/${'a'.repeat(200)}` }, 'orders').length,
  ).toBeLessThanOrEqual(80);
});

test('only options that were changed and that mean something are given', () => {
  const changed = { ...usualOptions, followRedirects: true, timeoutMs: 5000 };
  expect(optionsInput(usualOptions, here)).toEqual({});
  expect(optionsInput(changed, here)).toEqual({ followRedirects: true, timeoutMs: 5000 });
  expect(optionsInput(changed, 'self')).toEqual({ timeoutMs: 5000 });
});

test('a bulk replay is what the API takes, or not ready', () => {
  const draft = {
    filter: ' seq:1-3 ',
    to: here,
    pace: 'rate',
    rate: '0,5',
    signatures: 'as-it-was',
    options: usualOptions,
  } as const;
  expect(replayInput(draft)).toEqual({ filter: 'seq:1-3', to: here, pace: { perSecond: 0.5 } });
  expect(replayInput({ ...draft, filter: '', to: 'self', pace: 'at-once' })).toEqual({
    to: 'self',
    pace: 'at-once',
  });
  expect(replayInput({ ...draft, signatures: 'new-delivery-id' })).toMatchObject({
    signatures: 'new-delivery-id',
  });
  for (const rate of ['', '0', '101', 'many', '-1']) expect(replayInput({ ...draft, rate })).toBeNull();
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), (rate) => {
      const input = replayInput({ ...draft, rate });
      if (input) expect(newReplayShape.safeParse(input).success).toBe(true);
    }),
  );
});
