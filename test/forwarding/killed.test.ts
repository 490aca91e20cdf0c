import type { ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { freePort, newBin, startServer, temporaryFolder } from '../support/server.ts';
import { ok, type ReceivedRequest, receiver, status } from './receiver.ts';

/** A killed process has its leases for up to 15 s, so one kill has to do. `npm run nerves` has ten. */
const kills = process.env.NERVES ? 10 : 1;

const troubles = [
  status(500),
  status(429, { 'Retry-After': '1' }),
  (_: unknown, response: ServerResponse) => void response.socket?.destroy(),
];

/** A destination of which every other request is in trouble. It notes what it has accepted, in order. */
async function troubled() {
  const accepted: { path: string; delivery: string }[] = [];
  const seen = new Map<string, Set<string>>();
  let count = 0;
  const destination = await receiver((request: ReceivedRequest, response) => {
    const [path, delivery] = [request.url!, String(request.headers['wirebin-delivery'])];
    seen.set(path, (seen.get(path) ?? new Set()).add(delivery));
    count += 1;
    const trouble = count % 2 === 0 ? troubles[(count / 2) % troubles.length] : undefined;
    if (trouble) return trouble(request, response);
    accepted.push({ path, delivery });
    // Some take their time.
    setTimeout(ok, count % 5 === 0 ? 200 : 0, request, response);
  });
  return { ...destination, accepted, seen };
}

test('what was acknowledged is forwarded, whatever the destination does and however often the server is killed', {
  timeout: 180_000 + kills * 40_000,
}, async () => {
  const [any, ordered] = [await troubled(), await troubled()];
  const options = {
    folder: await temporaryFolder(),
    environment: { HOST: '127.0.0.1', PORT: String(await freePort()) },
  };
  let server = await startServer(options);
  const bin = await newBin(server.origin);
  const retries = { delays: [0, ...Array(19).fill(0.05)] };
  const rules: ForwardJson[] = [];
  for (const order of [
    { to: { url: any.url }, retries },
    { to: { url: ordered.url }, retries, order: 'all' },
  ]) {
    const response = await bin.api('/forwards', { method: 'POST', body: JSON.stringify(order) });
    rules.push((await response.json()) as ForwardJson);
  }
  const acknowledged: string[] = [];
  for (let kill = 0; kill <= kills; kill++) {
    const sending = (async () => {
      for (let number = 0; number < 20; number++) {
        const path = `/${kill}-${number}`;
        const response = await fetch(bin.captureUrl + path, { method: 'POST', body: path }).catch(() => null);
        if (response?.ok) acknowledged.push(path);
      }
    })();
    // In the middle of its work: some have been forwarded, some are being sent, some wait.
    const enough = any.accepted.length + 5;
    await vi.waitFor(() => expect(any.accepted.length).toBeGreaterThan(enough), {
      timeout: 60_000,
      interval: 5,
    });
    if (kill < kills) {
      await server.stop('SIGKILL');
      await sending;
      server = await startServer(options);
    } else await sending;
  }
  await vi.waitFor(
    async () => {
      for (const { id } of rules) {
        const response = await bin.api(`/forwards/${id}`);
        const { counts, breaker } = (await response.json()) as ForwardJson;
        expect([counts.queued, counts.sending, counts.dead, breaker.state]).toEqual([
          0,
          0,
          0,
          expect.any(String),
        ]);
      }
    },
    { timeout: 120_000, interval: 200 },
  );
  for (const { accepted, seen } of [any, ordered]) {
    expect(acknowledged.filter((path) => !accepted.some((one) => one.path === path))).toEqual([]);
    for (const [path, deliveries] of seen) expect([path, deliveries.size]).toEqual([path, 1]);
  }
  const first = [...new Set(ordered.accepted.map(({ path }) => path))];
  expect(first).toEqual(first.toSorted((one, other) => numberOf(one) - numberOf(other)));
});

function numberOf(path: string): number {
  const [kill, number] = path.slice(1).split('-').map(Number);
  return kill! * 1000 + number!;
}
