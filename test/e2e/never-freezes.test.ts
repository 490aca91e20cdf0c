import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { addSchema } from '../support/schemas.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { responsesFrom } from '../support/wire.ts';
import { catalogue, type HostileRequest } from './hostile/catalogue.ts';
import { type View, views } from './hostile/views.ts';
import { watchTasks } from './main-thread.ts';

const server = sharedServer();
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);

/**
 * The longest task that nobody notices as a freeze, milliseconds of processor time on the machine that `watchTasks` reckons with. In
 * every run other tests work beside this one, which fills the caches with other things: twice as much is allowed there.
 */
const longest = process.env.NERVES ? 200 : 400;

/**
 * How often views with a longer task are looked at. Other programs make the same work take more processor time, never less: they empty
 * the caches, and share the core. So the least time is the one that the work takes.
 */
const mostLooks = 4;

/** For all looks at all views on a machine that is busy with much else, milliseconds. */
const timeout = 900_000;

const sent = process.env.NERVES ? catalogue : catalogue.filter(({ inEveryRun }) => inEveryRun);

test.for(sent.map((entry) => [entry.name, entry] as const))(
  '%s freezes no view',
  { timeout },
  async ([, entry]) => {
    const { origin } = server();
    const bin = await newBin(origin, entry.binName === undefined ? {} : { name: entry.binName });
    await prepare(bin);
    await sendHostile(bin, entry);
    await sendHostile(bin, entry, '\n!');
    if (entry.note !== undefined) {
      await bin.api('/captures/2', { method: 'PATCH', body: JSON.stringify({ note: entry.note }) });
    }
    await deliver(bin);
    const concerned = views.filter(
      ({ concerns }) => process.env.NERVES || concerns !== 'head' || hasHead(entry),
    );
    const [opening, ...others] = concerned as [View, ...View[]];
    const least = await look(bin, entry, [opening, ...others]);
    for (let looks = 1; looks < mostLooks && tooLong(least).length > 0; looks++) {
      const again = others.filter(({ name }) => tooLong(least).some(([, { view }]) => view === name));
      for (const [step, { view, ms }] of await look(bin, entry, [opening, ...again])) {
        const before = least.get(step);
        least.set(step, { view, ms: Math.min(ms, before?.ms ?? ms) });
      }
    }
    const [step, { ms }] = [...least].reduce((one, other) => (other[1].ms > one[1].ms ? other : one));
    say(`${entry.name}: ${ms} ms, ${step}`);
    expect(tooLong(least)).toEqual([]);
  },
);

/** What a bin may have that shows its requests: a schema they violate, and a rule that would forward them. */
async function prepare(bin: TestBin): Promise<void> {
  const schema = { items: { type: 'null' }, additionalProperties: { type: 'null' } };
  // On a busy machine, a schema may be refused since it took too long to compile.
  await vi.waitFor(() => addSchema(bin, { schema }), { timeout: 300_000, interval: 500 });
  const to = { url: 'https://receiver.example/' };
  const created = await bin.api('/forwards', { method: 'POST', body: JSON.stringify({ to }) });
  const { id } = (await created.json()) as ForwardJson;
  expect((await bin.api(`/forwards/${id}/pause`, { method: 'POST' })).status).toBe(200);
}

/** Replays a request to another bin, which responds with a part of it. */
async function deliver(bin: TestBin): Promise<void> {
  const receiver = await newBin(server().origin);
  const echo = { default: { template: true, body: { text: '{{ body | slice: 0, 200000 }}' } } };
  await receiver.api('/reply', { method: 'PUT', body: JSON.stringify(echo) });
  const order = { capture: 2, to: { url: receiver.captureUrl } };
  // A request that is not valid HTTP cannot be sent.
  await bin.api('/deliveries?wait=true', { method: 'POST', body: JSON.stringify(order) });
}

/** The longest task of each step, with the view that it is part of. */
type Steps = Map<string, { readonly view: string; readonly ms: number }>;

const tooLong = (steps: Steps) => [...steps].filter(([, { ms }]) => ms > longest);

/** Whether more of the request is hostile than its body. */
function hasHead({ path, headers = [], note, binName }: HostileRequest): boolean {
  return (
    path !== undefined ||
    note !== undefined ||
    binName !== undefined ||
    headers.some(([name]) => name !== 'Content-Type')
  );
}

/** Opens a request in views, and watches how long the tasks of the page take. */
async function look(bin: TestBin, entry: HostileRequest, wanted: readonly View[]): Promise<Steps> {
  const { page, context } = await visit(server().origin);
  await page.goto(`/i/${bin.key}/report`);
  const watched = await watchTasks(page);
  const sendAgain = () => sendHostile(bin, entry);
  const isValid = !((await (await bin.api('/captures/2')).json()) as CaptureJson).malformed;
  let tasks: Awaited<ReturnType<typeof watched.end>> = [];
  let current = '';
  const viewOf = new Map<string, string>();
  const settle = async (name: string) => {
    viewOf.set(name, current);
    await watched.step(name);
    expect(await page.evaluate(() => 'hacked' in window || 'hacked' in {}), name).toBe(false);
  };
  try {
    for (const { name, look } of wanted) {
      current = name;
      await look({ page, bin, seq: 2, isValid, settle, sendAgain });
    }
  } finally {
    // A trace that is not ended keeps the next test from beginning one.
    tasks = await watched.end();
  }
  await context.close();
  const steps: Steps = new Map();
  for (const { step, ms } of tasks) {
    const view = viewOf.get(step) ?? '';
    steps.set(step, { view, ms: Math.max(steps.get(step)?.ms ?? 0, Math.round(ms)) });
  }
  return steps;
}

async function sendHostile({ captureUrl }: TestBin, entry: HostileRequest, tail = ''): Promise<void> {
  const { host, port, pathname } = new URL(captureUrl);
  const content = entry.body?.();
  const body =
    content === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([Buffer.from(content as string), Buffer.from(tail)]);
  const lines = [
    `${entry.method ?? (content === undefined ? 'GET' : 'POST')} ${pathname}${entry.path ?? ''} HTTP/1.1`,
    `Host: ${host}`,
    ...(entry.headers ?? []).map(([name, value]) => `${name}: ${value}`),
    ...(content === undefined ? [] : [`Content-Length: ${body.length}`]),
    '',
    '',
  ];
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(lines.join('\r\n'), 'latin1');
  socket.write(body);
  await responsesFrom(socket);
}
