import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesIn,
  changeOf,
  errorsIn,
  expiryChoices,
  textOf,
  withDraft,
} from '#components/bin/settings/drafts.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { byteText } from '#lib/model/byte-text.ts';

const bin = {
  slug: 'k7m2xq4p',
  name: 'Acme',
  description: null,
  capacity: 10_000,
  maxBytes: 512 * 2 ** 20,
  expiresAfter: 7 * 24 * 3600,
} as BinJson;
const trouble = (code: string, detail: string) =>
  ({ code, detail, status: 400, title: 'No.', hint: '' }) as Parameters<typeof errorsIn>[0];

describe('a number of bytes', () => {
  it('is written in the largest unit that says it exactly', () => {
    expect([512 * 2 ** 20, 2e9, 1025, 1, 5000].map(byteText)).toEqual([
      '512 MiB',
      '2 GB',
      '1025 B',
      '1 B',
      '5 KB',
    ]);
  });

  it('is read back as people write it, and as it was written', () => {
    expect(['512mib', '512 M', '1.5 GB', '1,024', '20k'].map(bytesIn)).toEqual([
      512 * 2 ** 20,
      512e6,
      1.5e9,
      1024,
      20_000,
    ]);
    expect(['', 'lots', '-5', '5 XB', '0', '1.2.3', '5 mb b'].map(bytesIn)).toEqual(new Array(7).fill(null));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (bytes) => {
        expect(bytesIn(byteText(bytes))).toBe(bytes);
      }),
    );
  });
});

describe('drafts of settings', () => {
  it('are what differs from the bin, and none when typed back', () => {
    const drafts = withDraft({}, bin, 'name', 'Acme!');
    expect(drafts).toEqual({ name: 'Acme!' });
    expect(withDraft(drafts, bin, 'name', 'Acme')).toEqual({});
    expect(textOf(bin, 'description')).toBe('');
    expect(withDraft({}, bin, 'description', '')).toEqual({});
    expect(textOf(bin, 'capacity')).toBe('10,000');
    for (const text of ['10,000', '10000', ' 10 000'])
      expect(withDraft({}, bin, 'capacity', text)).toEqual({});
  });

  it('become a change of what was changed alone', () => {
    expect(changeOf({ name: ' ', capacity: '1,000', maxBytes: '2 GB', expiresAfter: 'never' })).toEqual({
      change: { name: null, capacity: 1000, maxBytes: 2e9, expiresAfter: null },
      errors: {},
    });
    expect(changeOf({})).toEqual({ change: {}, errors: {} });
  });

  it('that cannot be meant are errors of their fields', () => {
    const { errors } = changeOf({ capacity: '', maxBytes: 'lots' });
    expect(Object.keys(errors)).toEqual(['capacity', 'maxBytes']);
    expect(Object.keys(changeOf({ capacity: '0' }).errors)).toEqual(['capacity']);
  });

  it('that the API refuses are errors of their fields too; any other trouble is no field’s', () => {
    expect(
      errorsIn(trouble('invalid-input', 'slug: must be longer; capacity: must be at most 5 on this server')),
    ).toEqual({
      slug: 'It must be longer.',
      capacity: 'It must be at most 5 on this server.',
    });
    expect(errorsIn(trouble('slug-taken', 'The slug x is in use.'))).toEqual({ slug: 'No. Choose another.' });
    expect(errorsIn(trouble('invalid-input', 'colour: is none'))).toBeNull();
    expect(errorsIn(trouble('store-unavailable', ''))).toBeNull();
  });
});

describe('the choices of an expiry', () => {
  const titles = (now: number | null, ceiling: number | null) =>
    expiryChoices(now, ceiling).map(({ title }) => title);

  it('go to never, or as far as the server allows', () => {
    expect(titles(7 * 24 * 3600, null).slice(-2)).toEqual(['1 year', 'Never']);
    expect(titles(7 * 24 * 3600, 30 * 24 * 3600).at(-1)).toBe('30 days');
  });

  it('have what the bin has now among them, in its place', () => {
    expect(titles(2 * 3600, null).slice(0, 3)).toEqual(['1 hour', '2 hours', '1 day']);
    expect(titles(90, null)[0]).toBe('90 seconds');
  });
});
