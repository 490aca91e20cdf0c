import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CaptureJson, CapturePage, HeldSummary } from '#lib/model/capture-json.ts';
import { askedServer } from '../support/asked-server.ts';
import type { AskedReply } from '../support/choose-as-asked.ts';
import { launchServer, newBin, type RunningServer, type TestBin } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { eventually, joined } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const script = askedServer();
let server: RunningServer;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolderFor(afterAll);
  server = await launchServer({ folder, script: script() });
});
afterAll(() => server.stop());

const holding = (forMs = 60_000, more: AskedReply = {}) => ({
  'X-Reply': JSON.stringify({ status: 202, body: 'nobody answered', hold: { deadlineMs: forMs }, ...more }),
});

/** Sends a request that will be held, and waits until it is; `answer` is what its sender gets. */
async function heldRequest(bin: TestBin, headers: Record<string, string> = holding()) {
  const leaving = new AbortController();
  const answer = fetch(bin.captureUrl, { method: 'POST', body: 'x', headers, signal: leaving.signal });
  answer.catch(() => {});
  onTestFinished(() => leaving.abort());
  const [held] = await until(async () => {
    const list = await listHeld(bin);
    return list.length > 0 && list;
  });
  return { answer, held: held!, leave: () => leaving.abort() };
}

async function listHeld(bin: TestBin): Promise<({ seq: number } & HeldSummary)[]> {
  const response = await bin.api('/held');
  expect(response.status).toBe(200);
  return ((await response.json()) as { held: ({ seq: number } & HeldSummary)[] }).held;
}

const reply = (bin: TestBin, seq: number | 'latest', input: unknown, key = bin.key) =>
  bin.api(`/captures/${seq}/reply`, { method: 'POST', body: JSON.stringify(input), key });

const captureOf = async (bin: TestBin, seq = 1) =>
  (await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson;

test('a request is held longer, and gets its response at the new deadline', async () => {
  const bin = await newBin(server.origin);
  const watcher = await joined(server.origin, { key: bin.key });
  const { answer, held } = await heldRequest(bin);
  const longer = (forMs: number, seq = 1) =>
    bin.api(`/captures/${seq}/reply`, { method: 'PATCH', body: JSON.stringify({ forMs }) });
  const deadlineOf = async (response: Response) =>
    Date.parse(((await response.json()) as { deadline: string }).deadline) - Date.parse(held.since);
  // Never shorter, and ten minutes at most.
  expect(await deadlineOf(await longer(1000))).toBe(60_000);
  expect(await deadlineOf(await longer(600_000))).toBe(600_000);
  await eventually(
    () => watcher.changes.some(({ held: now }) => now && now.deadline !== held.deadline),
    'told',
  );
  expect((await reply(bin, 1, { status: 201, body: 'late' })).status).toBe(202);
  expect(await (await answer).text()).toBe('late');
  await expectProblem(await longer(1000), 409, 'not-waiting');

  const forMs = Math.ceil(3000 * (await slowness()));
  const second = await heldRequest(bin, holding(forMs));
  expect((await longer(forMs + 1000, 2)).status).toBe(200);
  expect(await (await second.answer).text()).toBe('nobody answered');
  expect(Date.now() - Date.parse(second.held.since)).toBeGreaterThan(forMs + 900);
});

test('a held request is listed, shown as held, and answered by hand: status, headers in order, bytes', async () => {
  const bin = await newBin(server.origin);
  expect(await listHeld(bin)).toEqual([]);
  const { answer, held } = await heldRequest(bin);
  expect(held.seq).toBe(1);
  expect(Date.parse(held.deadline) - Date.parse(held.since)).toBe(60_000);
  const { since, deadline } = held;
  expect(await captureOf(bin)).toMatchObject({ reply: null, held: { since, deadline } });
  const page = (await (await bin.api('/captures')).json()) as CapturePage;
  expect(page.captures[0]).toMatchObject({ held: { since, deadline } });

  const accepted = await reply(bin, 1, {
    status: 418,
    headers: [
      ['X-B', '1'],
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['x-b', 'zwei ü'],
    ],
    body: 'grün',
  });
  expect([accepted.status, await accepted.json()]).toEqual([202, { seq: 1, status: 418 }]);
  const response = await answer;
  expect(response.status).toBe(418);
  expect(Buffer.from(response.headers.get('x-b')!, 'latin1').toString()).toBe('1, zwei ü');
  expect(await response.text()).toBe('grün');
  expect(await listHeld(bin)).toEqual([]);
  const capture = await until(async () => {
    const capture = await captureOf(bin);
    return capture.reply && capture;
  });
  expect(capture.reply).toMatchObject({ status: 418, complete: true });
  expect(capture.held ?? null).toBeNull();
});

test('who answers can begin with what the sender gets at the deadline', async () => {
  const bin = await newBin(server.origin);
  const { answer } = await heldRequest(bin);
  const chosen = () => bin.api('/captures/1/reply');
  expect(await (await chosen()).json()).toMatchObject({
    status: 202,
    headers: expect.arrayContaining([['Content-Type', 'text/plain']]),
    body: { text: 'nobody answered', truncated: false },
  });
  await reply(bin, 1, {});
  await answer;
  await until(async () => (await captureOf(bin)).reply);
  await expectProblem(await chosen(), 409, 'not-waiting');
});

test('bytes that are no text, and a fault, can be answered by hand', async () => {
  const bin = await newBin(server.origin);
  const bytes = await heldRequest(bin);
  await reply(bin, 'latest', { bodyBase64: Buffer.from([0, 255, 128]).toString('base64') });
  expect([...new Uint8Array(await (await bytes.answer).arrayBuffer())]).toEqual([0, 255, 128]);
  const reset = await heldRequest(bin);
  await reply(bin, 2, { fault: { kind: 'close' } });
  await expect(reset.answer).rejects.toThrow();
});

test('nobody answers: at the deadline the sender gets the reply that was chosen, with its delay', async () => {
  const bin = await newBin(server.origin);
  const began = performance.now();
  const headers = holding(300, { delayMs: 200 });
  const response = await fetch(bin.captureUrl, { method: 'POST', body: 'x', headers });
  expect(performance.now() - began).toBeGreaterThan(490);
  expect([response.status, await response.text()]).toEqual([202, 'nobody answered']);
  await expectProblem(await reply(bin, 1, { status: 200 }), 409, 'not-waiting');
});

test('the second of two answers is told that it is too late, and by what', async () => {
  const bin = await newBin(server.origin);
  const { answer } = await heldRequest(bin);
  const answers = await Promise.all([reply(bin, 1, { body: 'a' }), reply(bin, 1, { body: 'b' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  await answer;
  const problem = await until(async () => {
    const late = (await (await reply(bin, 1, {})).json()) as { code: string; detail: string };
    return late.code === 'not-waiting' && late;
  });
  expect(problem.detail).toBe('The sender of request 1 got a response with status 200.');
});

test('a sender that leaves is no longer held, and watchers see it come and go', async () => {
  const bin = await newBin(server.origin);
  const { changes, captures } = await joined(server.origin, bin);
  const { leave } = await heldRequest(bin);
  const told = () => [...captures, ...changes].filter(({ seq }) => seq === 1);
  await eventually(() => told().some(({ held }) => held?.deadline), 'told that it is held');
  leave();
  await eventually(() => told().some(({ reply }) => reply?.complete === false), 'told that it left');
  expect(changes.some(({ held }) => held === null)).toBe(true);
  expect(await listHeld(bin)).toEqual([]);
  const late = await until(async () => {
    const problem = (await (await reply(bin, 1, {})).json()) as { code: string; detail: string };
    return problem.code === 'not-waiting' && problem;
  });
  expect(late.detail).toBe('The sender of request 1 disconnected before it got a response.');
});

test('a viewer sees what is held, and may not answer it; another bin’s key may neither', async () => {
  const bin = await newBin(server.origin);
  const { answer } = await heldRequest(bin);
  const link = await bin.api('/links', { method: 'POST', body: JSON.stringify({ role: 'viewer' }) });
  const { key } = (await link.json()) as { key: string };
  expect((await bin.api('/held', { key })).status).toBe(200);
  await expectProblem(await reply(bin, 1, {}, key), 403, 'not-allowed');
  const other = await newBin(server.origin);
  await expectProblem(await reply(bin, 1, {}, other.key), 403, 'key-of-another-bin');
  expect((await reply(bin, 1, {})).status).toBe(202);
  expect((await answer).status).toBe(200);
});

test.for<[what: string, input: unknown, detail: RegExp]>([
  ['a status that is not final', { status: 100 }, /status/],
  ['a header with a line break', { headers: [['X', 'a\r\nSet-Cookie: b']] }, /headers/],
  ['a header without a name', { headers: [['', 'a']] }, /headers/],
  ['two bodies', { body: 'a', bodyBase64: 'YQ==' }, /not both/],
  ['a fault nobody knows', { fault: { kind: 'explode' } }, /fault/],
  ['a field nobody knows', { stauts: 200 }, /stauts/],
  ['a body of more than a megabyte', { body: 'x'.repeat(2 ** 20 + 1) }, /1 MiB/],
])('%s is refused, and the sender still waits', async ([, input, detail]) => {
  const bin = await newBin(server.origin);
  await heldRequest(bin);
  const told = await expectProblem(await reply(bin, 1, input), 400, 'invalid-input');
  expect(told).toMatch(detail);
  expect(await listHeld(bin)).toHaveLength(1);
});

test('a body of a whole megabyte goes through', async () => {
  const bin = await newBin(server.origin);
  const { answer } = await heldRequest(bin);
  expect((await reply(bin, 1, { body: 'x'.repeat(2 ** 20) })).status).toBe(202);
  expect((await (await answer).text()).length).toBe(2 ** 20);
});

test('another process of the same server says that it does not have the connection', async () => {
  const bin = await newBin(server.origin);
  const { answer } = await heldRequest(bin);
  const other = await launchServer({ folder, script: script() });
  try {
    const there = (path: string, init?: RequestInit) =>
      fetch(`${other.origin}/api/v1/bins/${bin.slug}${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${bin.key}` },
      });
    expect(await (await there('/held')).json()).toEqual({ held: [], next: null });
    const problem = await there('/captures/1/reply', { method: 'POST', body: '{}' });
    await expectProblem(problem, 409, 'not-held-here');
    expect((await reply(bin, 1, { body: 'here' })).status).toBe(202);
    expect(await (await answer).text()).toBe('here');
  } finally {
    await other.stop();
  }
});

test('when the server stops, what waits is answered at once, and what hangs is closed', async () => {
  const stopping = await launchServer({ folder: await temporaryFolderFor(onTestFinished), script: script() });
  const bin = await newBin(stopping.origin);
  const { answer: held } = await heldRequest(bin);
  const ask = (asked: AskedReply) =>
    fetch(bin.captureUrl, { headers: { 'X-Reply': JSON.stringify(asked) } })
      .then(async (response) => `${response.status} ${(await response.text()).length}`)
      .catch(() => 'closed');
  const delayed = ask({ status: 503, body: 'later', delayMs: 100_000 });
  const dripping = ask({ size: 100_000, fault: { kind: 'drip', bytesPerSecond: 10 } });
  const trickling = ask({ body: 'later', fault: { kind: 'slow-headers', bytesPerSecond: 2 } });
  const hanging = ask({ fault: { kind: 'hang', ms: 100_000 } });
  await until(async () => (await (await bin.api()).json()).total === 5);
  const began = performance.now();
  expect(await stopping.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(5000 * (await slowness()));
  expect((await held).status).toBe(202);
  expect(await Promise.all([delayed, dripping, trickling, hanging])).toEqual([
    '503 5',
    '200 100000',
    '200 5',
    'closed',
  ]);
});
