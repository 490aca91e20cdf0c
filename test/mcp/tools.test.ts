import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBodyPiece } from '#lib/mcp/body-piece.ts';
import type { ApiCall } from '#lib/mcp/call-api.ts';
import { blockIn, eras, mcpClient } from '../support/mcp.ts';
import { newBin, sharedServer } from '../support/server.ts';

const server = sharedServer();
const rowsOf = (text: string) => blockIn(text).lines as { seq: number; path: string }[];

describe.each(eras)('a client of %s', (era) => {
  test('creates a bin and reads what it receives', async () => {
    const { ask } = await mcpClient(server().origin, { era });
    const bin = JSON.parse(await ask('create_bin', { name: 'Mine' })) as { captureUrl: string; key: string };
    const { key } = bin;
    expect(await ask('list_requests', { key })).toMatch(/^0 requests of 0 in bin/);
    await fetch(`${bin.captureUrl}/orders?id=7`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"id":7}',
    });
    const waited = await ask('wait_for_requests', { key, filter: 'method:POST' });
    expect(waited).toContain('pass after: 1');
    expect(rowsOf(waited)).toMatchObject([{ seq: 1, method: 'POST', path: '/orders?id=7', bodyBytes: 8 }]);
    const [facts, headers, response, body, piece] = blockIn(await ask('read_request', { key, seq: 1 })).lines;
    expect(facts).toMatchObject({ seq: 1, path: '/orders?id=7', httpVersion: '1.1' });
    expect((headers as { headers: string[][] }).headers).toContainEqual(['Content-Type', 'application/json']);
    expect(response).toMatchObject({ response: { status: 200 } });
    expect(body).toMatchObject({ body: { size: 8, truncated: false } });
    expect(piece).toMatchObject({ bodyPiece: { offset: 0, length: 8, nextOffset: null, text: '{"id":7}' } });
  });
});

test('tools describe their arguments, what they cannot do, and whether they change something', async () => {
  const { client } = await mcpClient(server().origin);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'create_bin',
    'list_requests',
    'read_request',
    'wait_for_requests',
    'diff_requests',
    'verify_signature',
    'set_reply',
    'replay_request',
    'list_sample_events',
    'send_sample_event',
  ]);
  for (const { name, description, inputSchema, annotations } of tools) {
    expect(description, name).toMatch(/cannot|does not|at most/i);
    expect(inputSchema, name).toMatchObject({ type: 'object', additionalProperties: false });
    const properties = Object.entries(inputSchema.properties ?? {}) as [string, { description?: string }][];
    for (const [argument, { description }] of properties)
      expect(description, `${name} ${argument}`).toMatch(/\.$/);
    expect(Object.keys(annotations ?? {}).sort(), name).toEqual(
      expect.arrayContaining(['destructiveHint', 'idempotentHint', 'openWorldHint', 'readOnlyHint']),
    );
  }
  const changing = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name);
  expect(changing).toEqual(['create_bin', 'set_reply', 'replay_request', 'send_sample_event']);
});

test('lists requests page by page, and those that match a filter', async () => {
  const bin = await newBin(server().origin);
  for (const path of ['/a', '/b', '/c']) await fetch(`${bin.captureUrl}${path}`, { method: 'POST' });
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  const page = await ask('list_requests', { limit: 2 });
  expect(rowsOf(page).map(({ path }) => path)).toEqual(['/c', '/b']);
  expect(page).toContain('pass before: 2');
  expect(rowsOf(await ask('list_requests', { before: 2 })).map(({ path }) => path)).toEqual(['/a']);
  expect(rowsOf(await ask('list_requests', { filter: 'path:/b' }))).toMatchObject([{ seq: 2 }]);
  const wrong = await call('list_requests', { filter: 'metod:POST' });
  expect(wrong).toMatchObject({ isError: true });
  expect(wrong.text).toMatch(/^The filter is not valid\. .*\(invalid-filter\)$/m);
  expect(blockIn(wrong.text).lines).toMatchObject([{ detail: expect.stringContaining('method') }]);
});

test('a wait whose time is up fails with what was received, and the terms that others did not match', async () => {
  const bin = await newBin(server().origin);
  await fetch(`${bin.captureUrl}/hook`, { method: 'POST' });
  await fetch(`${bin.captureUrl}/hook`);
  const { call } = await mcpClient(server().origin, { key: bin.key });
  const { text, isError } = await call('wait_for_requests', {
    filter: 'method:POST path:/hook',
    count: 2,
    timeoutSeconds: 0.1,
  });
  expect(isError).toBe(true);
  expect(text).toContain('Fewer requests than expected were received in time.');
  expect(blockIn(text).lines).toMatchObject([
    { captures: [{ seq: 1 }], nearMisses: [{ seq: 2, failed: ['method:POST'] }] },
  ]);
});

test('reads a long body piece by piece, and ends no piece within a character', async () => {
  const bin = await newBin(server().origin);
  const body = 'ä€😀'.repeat(4000);
  await fetch(bin.captureUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body });
  const { ask } = await mcpClient(server().origin, { key: bin.key });
  let [read, offset] = ['', 0 as number | null];
  while (offset !== null) {
    const { lines } = blockIn(await ask('read_request', { seq: 1, bodyOffset: offset, bodyLength: 10_000 }));
    const { bodyPiece } = lines.at(-1) as { bodyPiece: { text: string; nextOffset: number | null } };
    read += bodyPiece.text;
    offset = bodyPiece.nextOffset;
  }
  expect(read).toBe(body);
  await fetch(bin.captureUrl, { method: 'POST', body: new Uint8Array([0xff, 0, 1]) });
  expect(blockIn(await ask('read_request', { seq: 2, showSecrets: true })).lines.at(-1)).toMatchObject({
    bodyPiece: { text: null, base64: '/wAB', length: 3 },
  });
});

test('reads a piece after the end as empty, and a body with a content encoding from its decoded bytes', async () => {
  const bin = await newBin(server().origin);
  const send = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(bin.captureUrl, { method: 'POST', headers, body });
  await send(Buffer.from('0123456789'));
  await send(gzipSync('decoded text'), { 'Content-Encoding': 'gzip' });
  await send(Buffer.from('not gzip'), { 'Content-Encoding': 'gzip' });
  const { ask } = await mcpClient(server().origin, { key: bin.key });
  const pieceOf = async (seq: number, bodyOffset: number, bodyLength: number) =>
    blockIn(await ask('read_request', { seq, bodyOffset, bodyLength, showSecrets: true })).lines.at(-1);
  for (const [seq, offset, length, text, nextOffset] of [
    [1, 0, 4, '0123', 4],
    [1, 4, 6, '456789', null],
    [1, 9, 100, '9', null],
    [1, 10, 5, '', null],
    [2, 8, 3, 'tex', 11],
    [3, 4, 8, 'gzip', null],
  ] as const)
    expect(await pieceOf(seq, offset, length), `${seq} from ${offset}`).toMatchObject({
      bodyPiece: { offset, text, nextOffset },
    });
  expect(await pieceOf(3, 0, 4)).toMatchObject({ bodyPiece: { notDecoded: expect.any(String) } });
});

test('reads no more of a body than the piece that is wanted', async () => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST', body: '0123456789'.repeat(100_000) });
  const received: number[] = [];
  const api = {
    slug: bin.slug,
    async call({ path, headers = {} }: ApiCall) {
      const response = await bin.api(path, { headers });
      received.push((await response.clone().arrayBuffer()).byteLength);
      return response;
    },
  };
  const owner = { seq: 1, headers: [['Content-Type', 'text/plain'] as [string, string]] };
  const wanted = { offset: 500_000, length: 2, isMasked: false };
  const piece = await readBodyPiece(api, owner, wanted);
  expect(piece).toMatchObject({ offset: 500_000, text: '01', nextOffset: 500_002 });
  // One byte more says whether anything follows.
  expect(received).toEqual([3]);
});

test('compares two requests', async () => {
  const bin = await newBin(server().origin);
  for (const total of [1, 2])
    await fetch(`${bin.captureUrl}/pay`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ total }),
    });
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  expect(blockIn(await ask('diff_requests', { before: 1, after: 2 })).lines).toMatchObject([
    { line: [], body: { kind: 'json', changes: [{ where: '$.total', before: '1', after: '2' }] } },
  ]);
  expect(await call('diff_requests', { before: 1, after: 9 })).toMatchObject({
    isError: true,
    text: expect.stringContaining('(capture-not-found)'),
  });
});

test('verifies a signature with a secret, and says what is wrong with another', async () => {
  const bin = await newBin(server().origin);
  const body = '{"zen":"Design for failure."}';
  const signature = createHmac('sha256', 'correct horse').update(body).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'X-GitHub-Event': 'ping',
    'X-GitHub-Delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'X-Hub-Signature-256': `sha256=${signature}`,
    'User-Agent': 'GitHub-Hookshot/1',
  };
  await fetch(bin.captureUrl, { method: 'POST', headers, body });
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  expect(await ask('verify_signature', { seq: 1, secret: 'correct horse' })).toMatch(
    /^Valid signature: GitHub, /,
  );
  expect(await ask('verify_signature', { seq: 1, secret: 'battery' })).toMatch(
    /^Invalid signature: GitHub, /,
  );
  expect(await ask('verify_signature', { seq: 1 })).toContain('was not checked when it was received');
  expect((await call('verify_signature', { seq: 1, secret: 'x', provider: 'telex' })).text).toContain(
    '(invalid-input)',
  );
});

test('sets the default response and keeps the rules', async () => {
  const bin = await newBin(server().origin, {
    reply: { rules: [{ when: 'path:/teapot', answer: { status: 418 } }] },
  });
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  const set = { status: 503, headers: [['Retry-After', '5']], body: 'later' };
  expect(await ask('set_reply', set)).toContain('now get status 503');
  const response = await fetch(bin.captureUrl);
  expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
    503,
    '5',
    'later',
  ]);
  expect((await fetch(`${bin.captureUrl}/teapot`)).status).toBe(418);
  expect(await call('set_reply', { status: 204, body: 'x' })).toMatchObject({
    isError: true,
    text: expect.stringContaining('(invalid-input)'),
  });
});

test('replays a request to the bin itself and to another, and never past the guard of destinations', async () => {
  const [bin, other] = [await newBin(server().origin), await newBin(server().origin)];
  await fetch(`${bin.captureUrl}/hook`, { method: 'POST', body: 'again' });
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  const replayed = await ask('replay_request', { seq: 1 });
  expect(replayed).toMatch(/^Sent as delivery \S+\. The response has status 200/);
  expect(blockIn(replayed).lines.at(-1)).toMatchObject({ response: { status: 200, body: { text: 'ok\n' } } });
  expect(rowsOf(await ask('list_requests'))).toMatchObject([
    { seq: 2, path: '/hook', bodyBytes: 5 },
    { seq: 1 },
  ]);
  const refused = await call('replay_request', { seq: 1, url: other.captureUrl });
  expect(refused.text).toContain('(egress-refused)');
  expect((await (await other.api('/captures')).json()) as object).toMatchObject({ total: 0 });
});

test('lists sample events, and sends one that is signed as its provider signs', async () => {
  const bin = await newBin(server().origin);
  const { ask, call } = await mcpClient(server().origin, { key: bin.key });
  expect(await ask('list_sample_events')).toMatch(/\bstripe \(\d+\)/);
  expect(await ask('list_sample_events', { provider: 'stripe' })).toMatch(/^invoice\.paid: /m);
  const sent = await ask('send_sample_event', {
    provider: 'stripe',
    event: 'invoice.paid',
    secret: 'whsec_test',
  });
  expect(sent).toContain('The response has status 200');
  expect(await ask('verify_signature', { seq: 1, secret: 'whsec_test' })).toMatch(
    /^Valid signature: Stripe, /,
  );
  expect((await call('send_sample_event', { provider: 'stripe', event: 'nothing' })).text).toContain(
    '(sample-not-found)',
  );
});
