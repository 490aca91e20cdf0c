import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Action, actions, isAllowed } from '#lib/access/permissions.ts';
import { viewMethods } from '#lib/access/views/capture-view.ts';
import { roles } from '#lib/model/link.ts';
import { listenerDelivery } from '../support/listener-delivery.ts';
import { newBin, root, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const server = sharedServer({ environment: { SECRET_KEY: 'k'.repeat(32) } });

/** Every address of a bin, what may be asked of it, and which right that takes. The destructive ones come last. */
const table: [action: Action, method: string, path: string, body?: unknown][] = [
  ['look', 'GET', ''],
  ['look', 'GET', '/captures'],
  ['look', 'GET', '/captures/1'],
  ['look', 'GET', '/captures/1/body'],
  ['look', 'GET', '/wait'],
  ['look', 'GET', '/events?count=1'],
  ['copy', 'GET', '/captures/1/as/{target}'],
  ['copy', 'GET', '/export'],
  ['pin', 'PATCH', '/captures/1', { pinned: true }],
  ['note', 'PATCH', '/captures/1', { note: 'x' }],
  ['look', 'GET', '/held'],
  // Nobody waits for it any more, which only those hear who may answer.
  ['answer-held', 'POST', '/captures/1/reply', { status: 200 }],
  ['answer-held', 'GET', '/captures/1/reply'],
  ['answer-held', 'PATCH', '/captures/1/reply', { forMs: 1000 }],
  ['look', 'GET', '/captures/1/attempts'],
  ['look', 'GET', '/report'],
  ['look', 'GET', '/timeline'],
  ['look', 'GET', '/captures/values?key=method'],
  ['replay', 'POST', '/deliveries', { capture: 1, to: 'self' }],
  ['send', 'POST', '/captures/replay', { to: 'self', plan: true }],
  ['see-deliveries', 'GET', '/deliveries'],
  ['see-deliveries', 'GET', '/deliveries/{delivery}'],
  ['see-deliveries', 'GET', '/deliveries/{delivery}/body'],
  ['see-deliveries', 'GET', '/deliveries/{delivery}/attempts/1/body'],
  ['send', 'POST', '/deliveries/{delivery}/again?wait=1'],
  ['sign', 'POST', '/captures/replay', { to: 'self', plan: true, signatures: 'same-delivery-id' }],
  ['see-deliveries', 'GET', '/replays'],
  ['see-deliveries', 'GET', '/replays/{replay}'],
  ['send', 'DELETE', '/replays/{replay}'],
  ['send', 'DELETE', '/deliveries/{delivery}'],
  ['see-deliveries', 'GET', '/forwards'],
  ['send', 'POST', '/forwards', { to: { url: 'https://a.example' } }],
  ['see-deliveries', 'GET', '/forwards/{forward}'],
  ['send', 'PATCH', '/forwards/{forward}', { name: 'x' }],
  ['send', 'POST', '/forwards/{forward}/pause'],
  ['send', 'POST', '/forwards/{forward}/resume', {}],
  ['see-deliveries', 'GET', '/forwards/{forward}/items'],
  ['see-deliveries', 'GET', '/dead-letters'],
  ['send', 'POST', '/dead-letters/send', {}],
  ['send', 'POST', '/dead-letters/discard', {}],
  ['send', 'DELETE', '/forwards/{forward}'],
  ['see-deliveries', 'GET', '/listeners'],
  ['send', 'PUT', '/listeners/{listener}', { instance: 'instance-1' }],
  ['see-deliveries', 'GET', '/listeners/{listener}'],
  ['send', 'POST', '/listeners/{listener}/deliveries', listenerDelivery()],
  ['send', 'DELETE', '/listeners/{listener}'],
  ['see-replies', 'GET', '/reply'],
  ['see-replies', 'POST', '/reply/try', { capture: 1 }],
  ['change-settings', 'PUT', '/reply', {}],
  ['change-settings', 'DELETE', '/reply/state'],
  ['change-settings', 'DELETE', '/reply'],
  ['see-replies', 'GET', '/secrets'],
  ['change-settings', 'PUT', '/secrets/github', { secrets: [{ secret: 'new' }] }],
  ['see-replies', 'GET', '/secrets/github'],
  ['change-settings', 'DELETE', '/secrets/github'],
  ['see-replies', 'GET', '/schemas'],
  ['change-settings', 'POST', '/schemas', { name: 'Any', schema: true }],
  ['see-replies', 'GET', '/schemas/{schema}'],
  ['change-settings', 'PATCH', '/schemas/{schema}', { name: 'All' }],
  ['change-settings', 'DELETE', '/schemas/{schema}'],
  ['import', 'POST', '/import'],
  ['change-settings', 'POST', '/clone'],
  ['change-settings', 'PATCH', '', { name: 'x' }],
  ['see-links', 'GET', '/links'],
  ['make-links', 'POST', '/links', { role: 'viewer' }],
  ['make-links', 'POST', '/captures/1/redacted'],
  ['revoke-links', 'DELETE', '/links/{id}'],
  ['delete-captures', 'DELETE', '/captures/2'],
  ['delete-captures', 'DELETE', '/captures'],
  ['rotate-key', 'POST', '/rotate'],
  ['delete-bin', 'DELETE', ''],
];

/** Of a deleted bin: `life.test.ts` has it. */
const elsewhere = ['POST /restore'];

/** Every kind of link there is. */
const kinds = [
  ...roles.map((role) => ({ role })),
  { role: 'editor', captureSeq: 1 },
  { role: 'viewer', captureSeq: 1 },
  { role: 'editor', redaction: {} },
  { role: 'viewer', redaction: {} },
  { role: 'viewer', captureSeq: 1, redaction: {} },
] as const;
const rights = (kind: (typeof kinds)[number]) => ({
  role: kind.role,
  captureSeq: 'captureSeq' in kind ? kind.captureSeq : null,
  redaction: 'redaction' in kind ? (true as const) : null,
});

/** A bin with two captures, a link of a kind, and one to revoke. */
async function prepared(kind: (typeof kinds)[number]) {
  const bin = await newBin(server().origin);
  for (const body of ['1', '2']) await fetch(bin.captureUrl, { method: 'POST', body });
  const link = async (wanted: unknown) => {
    const response = await bin.api('/links', { method: 'POST', body: JSON.stringify(wanted) });
    return (await response.json()) as { id: number; key: string };
  };
  const post = async (address: string, wanted: unknown) => {
    const response = await bin.api(address, { method: 'POST', body: JSON.stringify(wanted) });
    return ((await response.json()) as { id: string }).id;
  };
  const delivery = await post('/deliveries?wait=1', { capture: 1, to: 'self' });
  const replay = await post('/captures/replay', { to: 'self', filter: 'seq:2' });
  const forward = await post('/forwards', { to: { url: 'https://a.example' } });
  const schema = await post('/schemas', { name: 'Order', schema: { type: 'object' } });
  const listener = 'laptop';
  const claim = { method: 'PUT', body: '{"instance":"instance-1"}' };
  expect((await bin.api(`/listeners/${listener}`, claim)).status).toBe(200);
  const secrets = JSON.stringify({ secrets: [{ secret: 'old' }] });
  expect((await bin.api('/secrets/github', { method: 'PUT', body: secrets })).status).toBe(200);
  return {
    bin,
    key: (await link(kind)).key,
    spare: (await link({ role: 'viewer' })).id,
    delivery,
    replay,
    forward,
    schema,
    listener,
  };
}

type Given = {
  bin: TestBin;
  spare: number;
  delivery?: string;
  replay?: string;
  forward?: string;
  schema?: string;
  listener?: string;
};

function calling(
  {
    bin,
    spare,
    delivery = 'dlv_1',
    replay = 'rpl_1',
    forward = 'fwd_1',
    schema = 'sch_1',
    listener = 'laptop',
  }: Given,
  key: string | null,
) {
  return (method: string, address: string, body?: unknown) =>
    bin.api(
      address
        .replace('{id}', String(spare))
        .replace('{target}', 'curl')
        .replace('{delivery}', delivery)
        .replace('{replay}', replay)
        .replace('{forward}', forward)
        .replace('{schema}', schema)
        .replace('{listener}', listener),
      { method, key, body: body === undefined ? undefined : JSON.stringify(body) },
    );
}

test('the table knows every right there is', () => {
  // Has no address of its own: it decides what those of deliveries show, see `deliveries.test.ts`.
  const without: Action[] = ['see-private-responses'];
  expect(new Set([...table.map(([action]) => action), ...without])).toEqual(new Set(actions));
});

test('the table knows every address of a bin and every method it takes', () => {
  const folder = path.join(root, 'app/api/v1/bins/[slug]');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)route\.ts$/.test(name),
  );
  const taken = files.flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const address = `/${path.dirname(file)}`.replace(/^\/\.$/, '');
    return [...text.matchAll(/export const ([A-Z]+) = apiHandler/g)].map(
      ([, method]) => `${method} ${address}`,
    );
  });
  const known = table.map(
    ([, method, address]) =>
      `${method} ${address
        .replace(/\?.*/, '')
        .replace(/\/captures\/\d/, '/captures/[seq]')
        .replace(/\/attempts\/\d/, '/attempts/[number]')
        .replace('{listener}', '[name]')
        .replace(/\{delivery\}|\{replay\}|\{forward\}|\{schema\}/, '[id]')}`,
  );
  expect([...new Set(taken)].filter((one) => !elsewhere.includes(one)).sort()).toEqual(
    [...new Set(known)]
      .map((one) =>
        one
          .replace('{target}', '[target]')
          .replace('{id}', '[id]')
          .replace('/secrets/github', '/secrets/[provider]'),
      )
      .sort(),
  );
});

test('no page and no route reads captures but through the view of a link', () => {
  const files = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, 'app', name));
  const around = new RegExp(`store\\??\\.(?:${viewMethods.join('|')})\\(`);
  expect(files.filter((file) => around.test(readFileSync(file, 'utf8')))).toEqual([]);
  // Whoever takes the running server's store has all of it in hand.
  const whole = files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return /\bservices\(\)/.test(text) && /\b(?:store|running)\b/.test(text);
  });
  expect(whole.map((file) => path.relative(path.join(root, 'app'), file)).sort()).toEqual([
    'api/handler.ts',
    'b/[bin]/[[...path]]/route.ts',
    'i/[key]/[[...seq]]/page.tsx',
    'i/[key]/enter.ts',
    'i/[key]/forwarding/page.tsx',
    'i/[key]/replies/page.tsx',
    'i/[key]/settings/page.tsx',
    'metrics/route.ts',
    'readyz/route.ts',
    'services.ts',
  ]);
});

describe.for(kinds)('with a link of %j', (kind) => {
  test('what the policy allows is done, and what it does not is refused with not-allowed', async () => {
    const given = await prepared(kind);
    let call = calling(given, given.key);
    for (const [action, method, address, body] of table) {
      const response = await call(method, address, body);
      if (isAllowed(rights(kind), action))
        expect([method, address, response.ok || response.status === 409]).toEqual([method, address, true]);
      else expect(await expectProblem(response, 403, 'not-allowed')).toContain(kind.role);
      if (response.ok && action === 'rotate-key') {
        call = calling(given, ((await response.json()) as { key: string }).key);
      }
    }
  });
});

describe.for([
  ['no key', null, 401, 'key-missing'],
  ['a key nobody knows', 'abcdefghijklmnopqrstuvwx', 401, 'key-unknown'],
  ['a key much too long', 'a'.repeat(5000), 401, 'key-unknown'],
] as const)('with %s', ([, key, status, code]) => {
  test(`everything is refused with ${code}, whether the bin is there or not`, async () => {
    const call = calling({ bin: await newBin(server().origin), spare: 1 }, key);
    await Promise.all(
      table.map(async ([, method, address, body]) =>
        expectProblem(await call(method, address, body), status, code),
      ),
    );
    const headers: HeadersInit = key === null ? {} : { Authorization: `Bearer ${key}` };
    const nowhere = await fetch(`${server().origin}/api/v1/bins/nosuchbin`, { headers });
    await expectProblem(nowhere, status, code);
  });
});

test('the key of another bin is refused everywhere, and the bin need not be there', async () => {
  const [bin, other] = [await newBin(server().origin), await newBin(server().origin)];
  const call = calling({ bin, spare: 1 }, other.key);
  await Promise.all(
    table.map(async ([, method, address, body]) =>
      expectProblem(await call(method, address, body), 403, 'key-of-another-bin'),
    ),
  );
  const headers = { Authorization: `Bearer ${other.key}` };
  const nowhere = await fetch(`${server().origin}/api/v1/bins/nosuchbin`, { headers });
  await expectProblem(nowhere, 403, 'key-of-another-bin');
});

test('whoever may not is told so before the input is looked at', async () => {
  const { bin, key } = await prepared({ role: 'viewer' });
  const wrong = { method: 'PATCH', body: '{ nonsense' };
  await expectProblem(await bin.api('/captures/1', { ...wrong, key: null }), 401, 'key-missing');
  await expectProblem(await bin.api('/captures/1', { ...wrong, key }), 403, 'not-allowed');
  await expectProblem(await bin.api('', { ...wrong, key }), 403, 'not-allowed');
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
