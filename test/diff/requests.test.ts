import { expect, test } from 'vitest';
import { type Compared, diffRequests } from '#lib/diff/requests.ts';

const request = (parts: Partial<Omit<Compared, 'body'>> & { body?: string | Uint8Array } = {}): Compared => {
  const { body = '', ...rest } = parts;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { method: 'POST', path: '/hook', headers: [], ...rest, body: bytes };
};

test('method and path are told first, the query field by field', () => {
  const diff = diffRequests(
    request({ path: '/a?x=1&y=2&y=3' }),
    request({ method: 'PUT', path: '/b?x=1&y=2&y=4&flag' }),
  );
  expect(diff.line.map(({ where, before, after }) => [where, before, after])).toEqual([
    ['method', 'POST', 'PUT'],
    ['path', '/a', '/b'],
  ]);
  expect(diff.query.map(({ kind, where, before, after }) => [kind, where, before, after])).toEqual([
    ['changed', 'y', '3', '4'],
    ['added', 'flag', null, ''],
  ]);
  expect(diff.body).toEqual({ kind: 'same' });
});

test('header names mean the same in any case, and values that always differ are volatile', () => {
  const { headers } = diffRequests(
    request({
      headers: [
        ['X-GitHub-Delivery', 'a'],
        ['Accept', '*/*'],
        ['X-A', '1'],
        ['X-A', '2'],
        ['Stripe-Signature', 't=1,v1=aa'],
      ],
    }),
    request({
      headers: [
        ['x-github-delivery', 'b'],
        ['accept', '*/*'],
        ['X-A', '1'],
        ['X-Env', 'dev'],
        ['stripe-signature', 't=2,v1=bb'],
      ],
    }),
  );
  expect(headers.map(({ kind, where, volatile }) => [kind, where, volatile])).toEqual([
    ['changed', 'x-github-delivery', true],
    ['removed', 'X-A', false],
    ['added', 'X-Env', false],
    ['changed', 'stripe-signature', true],
  ]);
});

test('delivery ids and signatures that only one request has are volatile; retries and the length of the body are not', () => {
  const { headers } = diffRequests(
    request({
      headers: [
        ['Content-Length', '12'],
        ['Stripe-Signature', 't=1,v1=aa'],
      ],
    }),
    request({
      headers: [
        ['Content-Length', '13'],
        ['X-GitHub-Delivery', 'b'],
        ['X-Hub-Signature-256', 'sha256=aa'],
        ['X-Slack-Retry-Num', '1'],
        ['If-None-Match', '"a"'],
        ['X-GitHub-Event', 'push'],
      ],
    }),
  );
  expect(headers.map(({ kind, where, volatile }) => [kind, where, volatile])).toEqual([
    ['changed', 'Content-Length', false],
    ['added', 'X-GitHub-Delivery', true],
    ['added', 'X-Hub-Signature-256', true],
    ['added', 'X-Slack-Retry-Num', false],
    ['added', 'If-None-Match', false],
    ['added', 'X-GitHub-Event', false],
    ['removed', 'Stripe-Signature', true],
  ]);
});

const json: [string, string][] = [['Content-Type', 'application/json']];
const form: [string, string][] = [['Content-Type', 'application/x-www-form-urlencoded']];

test('bodies are compared as what they are: JSON, a form, text, bytes', () => {
  const kindOf = (headers: [string, string][], before: string | Uint8Array, after: string | Uint8Array) =>
    diffRequests(request({ headers, body: before }), request({ headers, body: after })).body;
  expect(kindOf(json, '{"a":1}', '{"a":2}')).toMatchObject({ kind: 'json', changes: [{ where: '$.a' }] });
  expect(kindOf(json, '{"a":1,"b":2}', '{ "b":2, "a":1 }')).toEqual({ kind: 'same-data' });
  expect(kindOf(json, '{"a":1}', '{"a":')).toMatchObject({ kind: 'text' });
  expect(kindOf(form, 'a=1&b=x+y', 'a=1&b=x%20y')).toEqual({ kind: 'same-data' });
  expect(kindOf(form, 'a=1&b=2', 'a=1&b=3')).toMatchObject({ kind: 'form', changes: [{ where: 'b' }] });
  expect(kindOf([], 'one\ntwo\n', 'one\n2\n')).toEqual({
    kind: 'text',
    runs: [
      { kind: 'same', lines: ['one'] },
      { kind: 'removed', lines: ['two'] },
      { kind: 'added', lines: ['2'] },
    ],
  });
  const bytes = (last: number) => Uint8Array.from([0, 1, 255, 254, last]);
  expect(kindOf([], bytes(7), bytes(8))).toEqual({ kind: 'bytes', at: 4, sizes: [5, 5] });
  const messagepack = (last: number) => Uint8Array.from([0x81, 0xa1, 0x61, last]);
  const label: [string, string][] = [['Content-Type', 'application/msgpack']];
  expect(kindOf(label, messagepack(7), messagepack(8))).toEqual({ kind: 'bytes', at: 3, sizes: [4, 4] });
});
