import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { responsesFrom } from '../support/wire.ts';
import { catalogue, type HostileRequest } from './hostile/catalogue.ts';
import { views } from './hostile/views.ts';
import { watchTasks } from './main-thread.ts';

const server = sharedServer();
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);

/**
 * The longest task that nobody notices as a freeze, milliseconds of the processor on an idle machine. In every run the machine is busy
 * with other tests, which costs a task up to half as much again; what this guards against takes seconds.
 */
const longest = process.env.NERVES ? 200 : 400;

const sent = process.env.NERVES ? catalogue : catalogue.filter(({ inEveryRun }) => inEveryRun);

test.for(sent.map((entry) => [entry.name, entry] as const))('%s freezes no view', async ([, entry]) => {
  const { origin } = server();
  const bin = await newBin(origin, entry.binName === undefined ? {} : { name: entry.binName });
  await sendHostile(bin, entry);
  await sendHostile(bin, entry, '\n!');
  if (entry.note !== undefined) {
    await bin.api('/captures/2', { method: 'PATCH', body: JSON.stringify({ note: entry.note }) });
  }
  const { page } = await visit(origin);
  await page.goto(`/i/${bin.key}/report`);
  const watched = await watchTasks(page);
  const sendAgain = () => sendHostile(bin, entry);
  let tasks: Awaited<ReturnType<typeof watched.end>> = [];
  const settle = async (name: string) => {
    await watched.step(name);
    expect(await page.evaluate(() => 'hacked' in window || 'hacked' in {}), name).toBe(false);
  };
  try {
    for (const { look } of views) await look({ page, bin, seq: 2, settle, sendAgain });
  } finally {
    // A trace that is not ended keeps the next test from beginning one.
    tasks = await watched.end();
  }
  const most = longestOf(tasks);
  const [step, ms] = [...most].reduce((one, other) => (other[1] > one[1] ? other : one));
  say(`${entry.name}: ${ms} ms, ${step}`);
  expect([...most].filter(([, time]) => time > longest)).toEqual([]);
});

/** How long the longest task of each step took, milliseconds. */
function longestOf(tasks: readonly { step: string; ms: number }[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const { step, ms } of tasks) most.set(step, Math.max(most.get(step) ?? 0, Math.round(ms)));
  return most;
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
