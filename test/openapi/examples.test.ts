import path from 'node:path';
import { expect, test } from 'vitest';
import { examples } from '#lib/openapi/examples.ts';
import { operationGroups } from '#lib/openapi/operations/index.ts';
import { asDescribed } from '../support/described.ts';
import { listenerDelivery } from '../support/listener-delivery.ts';
import { root, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { steady } from './steady.ts';

const adminToken = 'admin-token-0123456789';

/** Records the responses of calls as examples, by operation and status. */
function recorder(origin: string) {
  const recorded: Record<string, unknown> = {};
  /** Calls an operation; with `record` its response becomes an example. Resolves with its JSON. */
  async function call(
    record: string | null,
    method: string,
    address: string,
    { key, body }: { key?: string; body?: unknown } = {},
  ): Promise<unknown> {
    const url = `${origin}/api/v1${address}`;
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const headers: HeadersInit = key === undefined ? {} : { Authorization: `Bearer ${key}` };
    const response = await asDescribed(method, url, await fetch(url, { method, headers, body: text }));
    const received = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${address}: ${received}`);
    const isJson = response.headers.get('content-type') === 'application/json';
    const value: unknown = isJson ? JSON.parse(received) : received;
    if (record && response.status !== 204) recorded[`${record} ${response.status}`] = value;
    return value;
  }
  return { recorded, call };
}

test('the examples are responses of a running server, one for each response of each operation', async () => {
  const { origin } = await startServer({
    environment: { ADMIN_TOKEN: adminToken, SECRET_KEY: 'k'.repeat(32), LOG_LEVEL: 'silent' },
  });
  const { recorded, call } = recorder(origin);
  const created = await call('createBin', 'POST', '/bins', { body: { slug: 'x7k2', name: 'Orders' } });
  const { key } = created as { key: string };
  const at = (record: string | null, method: string, below = '', body?: unknown) =>
    call(record, method, `/bins/x7k2${below}`, { key, body });
  const sendRequest = (init: RequestInit = {}) =>
    fetch(`${origin}/b/x7k2/orders?id=1`, {
      method: 'POST',
      body: '{"id":1,"email":"ada@example.org"}',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'shop/1.0', Connection: 'close' },
      ...init,
    });

  // The first schema is compiled on a thread that has to start, in a second at most.
  const order = { type: 'object', required: ['id', 'total'] };
  await until(() =>
    at('createSchema', 'POST', '/schemas', { name: 'Order', filter: 'path:/orders', schema: order }).catch(
      () => null,
    ),
  );
  await at('setSecrets', 'PUT', '/secrets/github', { secrets: [{ secret: 'whsec_example' }] });
  await sendRequest();
  await sendRequest();
  await until(async () => {
    const { captures } = (await at(null, 'GET', '/captures')) as { captures: { reply: unknown }[] };
    return captures.every(({ reply }) => reply);
  });
  await at('getBin', 'GET');
  await at('changeBin', 'PATCH', '', { description: 'Orders of the shop' });
  await at('listRequests', 'GET', '/captures?limit=1');
  await at('waitForRequests', 'GET', '/wait?count=1');
  await at('streamRequests', 'GET', '/events?count=1');
  await at('getRequest', 'GET', '/captures/1');
  await at('changeRequest', 'PATCH', '/captures/1', { note: 'Refund' });
  await at('getBody', 'GET', '/captures/1/body');
  await at('copyRequest', 'GET', '/captures/1/as/curl');
  await at('listAttempts', 'GET', '/captures/1/attempts');
  await at('previewMasked', 'POST', '/captures/1/redacted', { fields: ['email'] });
  await at('countValues', 'GET', '/captures/values?key=method');
  await at('getTimeline', 'GET', '/timeline?buckets=2');
  await at('getReport', 'GET', '/report');
  const exported = await at('exportRequests', 'GET', '/export');
  await at('importRequests', 'POST', '/import', String(exported));

  const link = (await at('createLink', 'POST', '/links', { role: 'viewer', redaction: {} })) as {
    id: number;
  };
  await at('listLinks', 'GET', '/links');
  await at(null, 'DELETE', `/links/${link.id}`);

  await at('getReplySettings', 'GET', '/reply');
  const held = { when: 'path:/held', answer: { hold: { deadlineMs: 60_000 } } };
  await at('setReplySettings', 'PUT', '/reply', { default: { status: 503 }, rules: [held] });
  await at('tryReplySettings', 'POST', '/reply/try', { capture: 1 });
  const response = fetch(`${origin}/b/x7k2/held`, { method: 'POST', headers: { Connection: 'close' } });
  const seq = await until(async () => {
    const { held } = (await at('listHeld', 'GET', '/held')) as { held: { seq: number }[] };
    return held[0]?.seq;
  });
  await at('getHeldResponse', 'GET', `/captures/${seq}/reply`);
  await at('holdLonger', 'PATCH', `/captures/${seq}/reply`, { forMs: 60_000 });
  await at('respond', 'POST', `/captures/${seq}/reply`, { status: 200, body: 'ok' });
  await response;
  await call('listPresets', 'GET', '/reply-presets');

  const sent = (await at('send', 'POST', '/deliveries?wait=1', { capture: 1, to: 'self' })) as { id: string };
  await at('listDeliveries', 'GET', '/deliveries?limit=1');
  await at('getDelivery', 'GET', `/deliveries/${sent.id}`);
  await at('getDeliveryBody', 'GET', `/deliveries/${sent.id}/body`);
  await at('getResponseBody', 'GET', `/deliveries/${sent.id}/attempts/1/body`);
  await at('sendAgain', 'POST', `/deliveries/${sent.id}/again?wait=1`);
  await at('replayRequests', 'POST', '/captures/replay', { to: 'self', filter: 'seq:1', plan: true });
  const replay = (await at('replayRequests', 'POST', '/captures/replay', {
    to: 'self',
    filter: 'seq:1',
  })) as {
    id: string;
  };
  await until(
    async () => ((await at(null, 'GET', `/replays/${replay.id}`)) as { state: string }).state === 'done',
  );
  await at('getReplay', 'GET', `/replays/${replay.id}`);
  await at('listReplays', 'GET', '/replays');
  await at('stopReplay', 'DELETE', `/replays/${replay.id}`);

  const listener = '/listeners/laptop';
  await at('putListener', 'PUT', listener, { instance: 'V1StGXR8_Z5j' });
  await at('listListeners', 'GET', '/listeners');
  await at('getListener', 'GET', listener);
  await at('recordDelivery', 'POST', `${listener}/deliveries`, listenerDelivery());
  await at(null, 'DELETE', listener);

  await call(null, 'POST', '/bins', { body: { slug: 'staging', reply: { default: { status: 500 } } } });
  const rule = { to: { bin: 'staging' }, name: 'Staging', retries: { delays: [0] } };
  const forward = (await at('createForward', 'POST', '/forwards', rule)) as { id: string };
  const below = `/forwards/${forward.id}`;
  await sendRequest();
  await until(
    async () => ((await at(null, 'GET', '/dead-letters')) as { items: unknown[] }).items.length > 0,
  );
  await at('pauseForward', 'POST', `${below}/pause`);
  await at('resumeForward', 'POST', `${below}/resume`, {});
  await at('changeForward', 'PATCH', below, { name: 'Test' });
  await at('getForward', 'GET', below);
  await at('listForwards', 'GET', '/forwards');
  await at('listForwardItems', 'GET', `${below}/items`);
  await at('listDeadLetters', 'GET', '/dead-letters');
  await at('discardDeadLetters', 'POST', '/dead-letters/discard', {});
  await at('sendDeadLetters', 'POST', '/dead-letters/send', {});
  await at(null, 'DELETE', below);

  const { schemas } = (await at('listSchemas', 'GET', '/schemas')) as {
    schemas: { id: string }[];
  };
  await at('getSchema', 'GET', `/schemas/${schemas[0]!.id}`);
  await at('changeSchema', 'PATCH', `/schemas/${schemas[0]!.id}`, { enabled: false });
  await at('listSecrets', 'GET', '/secrets');
  await at('getSecrets', 'GET', '/secrets/github');
  await call('listSamples', 'GET', '/samples');
  await call('getSample', 'GET', '/samples/standard-webhooks/invoice.paid').catch(async () => {
    const { providers } = (await call(null, 'GET', '/samples')) as {
      providers: { id: string; events: { id: string }[] }[];
    };
    const [{ id, events }] = providers as [(typeof providers)[number]];
    await call('getSample', 'GET', `/samples/${id}/${events[0]!.id}`);
  });

  const admin = (record: string | null, method: string, below = '', body?: unknown) =>
    call(record, method, `/admin${below}`, { key: adminToken, body });
  await admin('getInstance', 'GET');
  await admin('listBinUses', 'GET', '/bins');
  await admin('getBinUse', 'GET', '/bins/x7k2');
  await admin('createOwnerLink', 'POST', '/bins/x7k2/links');
  const block = { range: '203.0.113.0/24', reason: 'Abuse' };
  await admin('createBlock', 'POST', '/blocks', block);
  await admin('listBlocks', 'GET', '/blocks');
  await admin('drain', 'POST', '/drain');
  await admin('endDrain', 'DELETE', '/drain');

  await at('deleteRequests', 'DELETE', '/captures?filter=seq:2');
  await at('cloneBin', 'POST', '/clone', { slug: 'x7k2-copy' });
  const replaced = (await at('replaceKey', 'POST', '/rotate')) as { key: string };
  const again = (record: string | null, method: string, below = '') =>
    call(record, method, `/bins/x7k2${below}`, { key: replaced.key });
  await again(null, 'DELETE');
  await again('restoreBin', 'POST', '/restore');

  const text = `${JSON.stringify(steady(recorded, origin), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(path.join(root, 'lib/openapi/examples.json'));
}, 300_000);

test('every response with content has an example', () => {
  const missing = operationGroups.flatMap(({ operations }) =>
    operations.flatMap(({ id, responses }) =>
      responses
        // The description is not an example of itself; a range is a part of the body; and most calls need not wait.
        .filter(({ status }) => status !== 204 && status !== 206 && id !== 'getDescription')
        .map(({ status }) => `${id} ${status}`)
        .filter((name) => !Object.hasOwn(examples, name)),
    ),
  );
  expect(missing).toEqual(['removeDelivery 200', 'sendAgain 202']);
});
