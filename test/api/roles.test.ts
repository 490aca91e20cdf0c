import { describe, expect, test, vi } from 'vitest';
import { type Action, actions, may } from '#lib/access/policy.ts';
import { roles } from '#lib/model/link.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
vi.setConfig({ testTimeout: 90_000 });

const server = sharedServer();

/** Every address of a bin, what may be asked of it, and which right that takes. The destructive ones come last. */
const table: [action: Action, method: string, path: string, body?: unknown][] = [
  ['look', 'GET', ''],
  ['look', 'GET', '/captures'],
  ['look', 'GET', '/captures/1'],
  ['look', 'GET', '/captures/1/body'],
  ['copy', 'GET', '/captures/1/as/curl'],
  ['pin', 'PATCH', '/captures/1', { pinned: true }],
  ['note', 'PATCH', '/captures/1', { note: 'x' }],
  ['import', 'POST', '/import'],
  ['change-settings', 'PATCH', '', { name: 'x' }],
  ['see-links', 'GET', '/links'],
  ['make-links', 'POST', '/links', { role: 'viewer' }],
  ['revoke-links', 'DELETE', '/links/{spare}'],
  ['delete-captures', 'DELETE', '/captures/2'],
  ['delete-captures', 'DELETE', '/captures'],
  ['delete-bin', 'DELETE', ''],
];

async function prepared(): Promise<{ bin: TestBin; keys: Record<string, string>; spare: number }> {
  const bin = await newBin(server().origin);
  for (const body of ['1', '2']) await fetch(bin.captureUrl, { method: 'POST', body });
  const link = async (role: string) => {
    const response = await bin.api('/links', { method: 'POST', body: JSON.stringify({ role }) });
    return (await response.json()) as { id: number; key: string };
  };
  const keys = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, (await link(role)).key])),
  );
  return { bin, keys, spare: (await link('viewer')).id };
}

function calling({ bin, spare }: { bin: TestBin; spare: number }, key: string | null) {
  return (method: string, path: string, body?: unknown) =>
    bin.api(path.replace('{spare}', String(spare)), {
      method,
      key,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
}

test('the table knows every right there is', () => {
  expect(new Set(table.map(([action]) => action))).toEqual(new Set(actions));
});

describe.for(roles)('with a link of the role %s', (role) => {
  test('what the policy allows is done, and what it does not is refused with not-allowed', async () => {
    const given = await prepared();
    const call = calling(given, given.keys[role]!);
    for (const [action, method, path, body] of table) {
      const response = await call(method, path, body);
      if (may(role, action)) expect([method, path, response.ok]).toEqual([method, path, true]);
      else expect(await expectProblem(response, 403, 'not-allowed')).toContain(role);
    }
  });
});

test('a viewer looks and copies, an editor also changes captures and settings, an owner does all', () => {
  const allowed = (role: (typeof roles)[number]) => actions.filter((action) => may(role, action));
  expect(allowed('viewer')).toEqual(['look', 'copy']);
  expect(allowed('editor')).toEqual([
    'look',
    'copy',
    'pin',
    'note',
    'import',
    'delete-captures',
    'change-settings',
  ]);
  expect(allowed('owner')).toEqual([...actions]);
});

describe.for([
  ['no key', null, 401, 'key-missing'],
  ['a key nobody knows', 'abcdefghijklmnopqrstuvwx', 401, 'key-unknown'],
  ['a key much too long', 'a'.repeat(5000), 401, 'key-unknown'],
] as const)('with %s', ([, key, status, code]) => {
  test(`everything is refused with ${code}, whether the bin is there or not`, async () => {
    const given = await prepared();
    const call = calling(given, key);
    for (const [, method, path, body] of table)
      await expectProblem(await call(method, path, body), status, code);
    const headers: HeadersInit = key === null ? {} : { Authorization: `Bearer ${key}` };
    const nowhere = await fetch(`${server().origin}/api/v1/bins/nosuchbin`, { headers });
    await expectProblem(nowhere, status, code);
  });
});

test('the key of another bin is refused everywhere, and the bin need not be there', async () => {
  const [given, other] = [await prepared(), await newBin(server().origin)];
  const call = calling(given, other.key);
  for (const [, method, path, body] of table) {
    await expectProblem(await call(method, path, body), 403, 'key-of-another-bin');
  }
  const headers = { Authorization: `Bearer ${other.key}` };
  const nowhere = await fetch(`${server().origin}/api/v1/bins/nosuchbin`, { headers });
  await expectProblem(nowhere, 403, 'key-of-another-bin');
});

test('whoever may not is told so before the input is looked at', async () => {
  const { bin, keys } = await prepared();
  const wrong = { method: 'PATCH', body: '{ nonsense' };
  await expectProblem(await bin.api('/captures/1', { ...wrong, key: null }), 401, 'key-missing');
  await expectProblem(await bin.api('/captures/1', { ...wrong, key: keys.viewer }), 403, 'not-allowed');
  await expectProblem(await bin.api('', { ...wrong, key: keys.viewer }), 403, 'not-allowed');
});

test.for([
  ['Bearer {key}', true],
  ['bearer {key}', true],
  ['BEARER   {key} ', true],
  ['Basic {key}', false],
  ['{key}', false],
  ['Bearer', false],
  ['Bearer {key} more', false],
] as const)('Authorization: %s opens: %s', async ([field, opens]) => {
  const bin = await newBin(server().origin);
  const headers = { Authorization: field.replace('{key}', bin.key) };
  const response = await fetch(`${server().origin}/api/v1/bins/${bin.slug}`, { headers });
  if (opens) expect(response.status).toBe(200);
  else await expectProblem(response, 401, 'key-missing');
});

test('neither slug, nor cookie, nor query open a bin', async () => {
  const bin = await newBin(server().origin);
  await expectProblem(await bin.api('', { key: bin.slug }), 401, 'key-unknown');
  await expectProblem(
    await bin.api('', { key: null, headers: { Cookie: `key=${bin.key}` } }),
    401,
    'key-missing',
  );
  await expectProblem(await bin.api(`?key=${bin.key}`, { key: null }), 401, 'key-missing');
});
