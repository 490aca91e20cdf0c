import { describe, expect, test } from 'vitest';
import { causeJson } from '#lib/forward-rules/cause-words.ts';
import { editedSettings, usualForward } from '#lib/forward-rules/forward-settings.ts';
import { forwardedHeaders } from '#lib/forward-rules/forwarded-headers.ts';
import { forwardedTarget } from '#lib/forward-rules/forwarded-target.ts';
import { isLoop } from '#lib/forward-rules/hops.ts';
import { passedHeaders } from '#lib/forward-rules/passed-headers.ts';

describe('the target of a forwarded request', () => {
  const captured = (path: string) => ({ target: `/b/x7k2${path}`, prefixLength: 7 });
  const target = (url: string, path: string, how: 'append' | 'fixed' = 'append') =>
    forwardedTarget({ to: { url }, path: how }, captured(path), undefined);

  test('is that of the URL with path and query of the request after it', () => {
    expect(target('http://a', '')).toBe('/');
    expect(target('http://a', '/push?x=1')).toBe('/push?x=1');
    expect(target('http://a/hook', '')).toBe('/hook');
    expect(target('http://a/hook/', '/push')).toBe('/hook/push');
    expect(target('http://a/hook?key=1', '/push?x=2')).toBe('/hook/push?key=1&x=2');
    expect(target('http://a/hook', '?x=2')).toBe('/hook?x=2');
    expect(target('http://a/hook', '/%2e%2E/\xe9')).toBe('/hook/%2e%2E/\xe9');
  });

  test('is that of the URL alone where the rule says so', () => {
    expect(target('http://a/hook?key=1', '/push?x=2', 'fixed')).toBe('/hook?key=1');
  });

  test('names another bin where that is the destination', () => {
    const to = { bin: 'other' };
    expect(forwardedTarget({ to, path: 'append' }, captured('/push?x=1'), undefined)).toBe(
      '/b/other/push?x=1',
    );
    expect(forwardedTarget({ to, path: 'fixed' }, captured('/push?x=1'), undefined)).toBe('/b/other');
  });
});

describe('the headers of a forwarded request', () => {
  const context = { hop: 'abc.1', delivery: 'dlv_1' };

  test('are those received, without the dropped ones, with the set ones in their place', () => {
    const headers = [
      ['Host', 'a'],
      ['X-A', '1'],
      ['x-secret', 's'],
      ['x-a', '2'],
    ] as const;
    const rule = {
      drop: ['X-SECRET'],
      set: [
        ['X-A', 'new'],
        ['X-B', 'b'],
        ['X-B', 'c'],
      ] as [string, string][],
    };
    expect(forwardedHeaders(headers, rule, context)).toEqual([
      ['Host', 'a'],
      ['X-A', 'new'],
      ['X-B', 'b'],
      ['X-B', 'c'],
      ['Wirebin-Hops', 'abc.1'],
      ['Wirebin-Delivery', 'dlv_1'],
    ]);
  });

  test('count the hops; the fifth is the last, and no bin comes twice', () => {
    let headers = [['wirebin-hops', 'one, two']] as readonly (readonly [string, string])[];
    expect(isLoop(headers, 'two')).toBe(true);
    for (const [index, expected] of [false, false, false, true].entries()) {
      expect(isLoop(headers, 'abc.1')).toBe(expected);
      headers = forwardedHeaders(headers, { drop: [], set: [] }, { ...context, hop: `hop.${index}` });
    }
    expect(headers[0]).toEqual(['Wirebin-Hops', 'one, two, hop.0, hop.1, hop.2, hop.3']);
  });

  test('that name the connection go, and cannot take the headers of hops along', () => {
    const headers = [
      ['Connection', 'Wirebin-Hops, X-Hop'],
      ['X-Hop', '1'],
      ['TE', 'trailers'],
      ['Wirebin-Hops', 'one'],
    ] as const;
    expect(forwardedHeaders(headers, { drop: [], set: [] }, context)).toEqual([
      ['Wirebin-Hops', 'one, abc.1'],
      ['Wirebin-Delivery', 'dlv_1'],
    ]);
  });

  test('of a response that is passed on concern neither the connection nor the length', () => {
    expect(
      passedHeaders([
        ['Connection', 'X-Hop'],
        ['X-Hop', '1'],
        ['Content-Length', '5'],
        ['Transfer-Encoding', 'chunked'],
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]),
    ).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
  });
});

describe('the settings of a rule', () => {
  const to = { url: 'http://a' };

  test('are changed where they are given, and stay otherwise', () => {
    const usual = usualForward(to);
    expect(editedSettings(usual, { perSecond: 2, retries: { statuses: '500' } }, to)).toEqual({
      to,
      perSecond: 2,
      retries: { delays: usual.retries.delays, statuses: '500' },
    });
    expect({ ...usual, ...editedSettings(usual, { name: undefined }, to) }).toEqual(usual);
  });

  test('are refused when they could not be sent', () => {
    const change = (edit: Parameters<typeof editedSettings>[1]) => () =>
      editedSettings(usualForward(to), edit, to);
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(change({ headers: { drop: [], set: [['a b', '']] } })).toThrow(refused);
    expect(change({ headers: { drop: [], set: [['a', 'b\r\nc: d']] } })).toThrow(refused);
    expect(change({ headers: { drop: [], set: [['Connection', 'Wirebin-Hops']] } })).toThrow(refused);
    expect(change({ headers: { drop: [], set: [['content-length', '1']] } })).toThrow(refused);
    expect(change({ respondWithinMs: 500, order: 'all' })).toThrow(refused);
    expect(change({ retries: { statuses: '5xx' } })).toThrow(refused);
  });
});

test('causes are sentences, and do not tell what a private destination answered', () => {
  expect(causeJson('status-503', false)).toEqual({
    code: 'status-503',
    title: 'The destination responded with 503.',
  });
  expect(causeJson('status-503', true)).toEqual({
    code: 'status',
    title: 'The destination rejected the request.',
  });
  expect(causeJson('dns-failed', true).title).toBe('The host name of the destination could not be resolved.');
  expect(causeJson('filtered', true).title).toBe('The filter of the rule does not match.');
});
