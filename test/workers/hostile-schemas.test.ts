import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openWorkers } from '#lib/workers/workers.ts';
import { root } from '../support/root.ts';

const workers = openWorkers(path.join(root, 'dist/worker.mjs'));
afterAll(() => workers.close());

/** The outcome of a check, on behalf of a bin of its own unless it is named. */
function check(schema: unknown, body: unknown, bin = crypto.randomUUID()) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return workers.runForCheck(
    'checkSchema',
    { schema: JSON.stringify(schema), body: new TextEncoder().encode(text) },
    { asker: { name: bin } },
  );
}

/** Each definition asks for the next one twice: 2²⁵ times the last. */
const bomb = {
  $ref: '#/$defs/d0',
  $defs: {
    ...Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => {
        const next = { $ref: `#/$defs/d${index + 1}` };
        return [`d${index}`, { anyOf: [next, next] }];
      }),
    ),
    d25: { type: 'string' },
  },
};

test('a schema that takes for ever is stopped, its bin has to wait, and other bins are checked meanwhile', async () => {
  const bin = 'schemas of bin 1';
  const stopped = check(bomb, 1, bin).catch((error) => error.code);
  // Another bin has the other thread.
  expect(await check({ type: 'string' }, '"a"')).toEqual({ violations: [] });
  expect(await stopped).toBe('too-much-work');
  const again = await check({ type: 'string' }, '"a"', bin).catch((error) => error.code);
  expect(again).toBe('too-much-work');
});

test('equal items are searched in quadratic time, which is stopped too', async () => {
  const items = Array.from({ length: 60_000 }, (_, index) => ({ index }));
  expect(await check({ uniqueItems: true }, items).catch((error) => error.code)).toBe('too-much-work');
});

test('a body of many wrong items is invalid by the first of them, where all take too long', async () => {
  const items = Array.from({ length: 300_000 }, () => 1);
  const branches = Array.from({ length: 40 }, (_, index) => ({ const: `${index}` }));
  const outcome = await check({ items: { anyOf: branches } }, items);
  expect(outcome).toMatchObject({
    violations: [
      { pointer: '/0', keyword: 'const' },
      { pointer: null, message: 'There may be more violations. Finding all of them takes too long.' },
    ],
  });
});

test('references to themselves and bodies without end are too deep to be checked', async () => {
  const tooDeep = { unchecked: 'it is nested too deeply' };
  expect(await check({ $ref: '#' }, 1)).toEqual(tooDeep);
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  expect(await check({ properties: { a: { $ref: '#' } } }, deep)).toEqual(tooDeep);
  expect(await check({ type: 'array' }, `${'['.repeat(500_000)}${']'.repeat(500_000)}`)).toEqual({
    violations: [],
  });
  expect(await check(true, '['.repeat(2 ** 20))).toMatchObject({ violations: [{ message: 'is not JSON' }] });
});

test('expressions that backtrack for ever elsewhere take linear time, and long lists of values are compiled', async () => {
  const pattern = { items: { pattern: '^(a+)+$' } };
  const outcome = await check(pattern, ['a'.repeat(50_000), `${'a'.repeat(50_000)}b`]);
  expect('violations' in outcome && outcome.violations[0]).toMatchObject({
    pointer: '/1',
    keyword: 'pattern',
  });
  const values = Array.from({ length: 20_000 }, (_, index) => `value ${index}`);
  expect(await check({ enum: values }, '"value 19999"')).toEqual({ violations: [] });
});

test('names that every object has are names like any other', async () => {
  const schema = { required: ['constructor', 'toString'], properties: { __proto__: { type: 'string' } } };
  expect(await check(schema, '{"__proto__":{"constructor":1}}')).toMatchObject({
    violations: [{ keyword: 'required' }, { keyword: 'required' }],
  });
});
