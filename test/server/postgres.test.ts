import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { listenerDelivery } from '../support/listener-delivery.ts';
import { asked, emptyPostgresDatabase, missingPostgres, takeAway } from '../support/postgres.ts';
import { launchServer, newBin, type RunningServer, temporaryFolder } from '../support/server.ts';

async function emptyDatabase(): Promise<string> {
  const { url, remove } = await emptyPostgresDatabase();
  onTestFinished(remove);
  return url;
}

async function serverOn(url: string): Promise<RunningServer> {
  const server = await launchServer({ folder: await temporaryFolder(), environment: { DATABASE_URL: url } });
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  return server;
}

const waiting = { timeout: 60_000, interval: 25 };

describe.skipIf((await missingPostgres()) !== null)('a server on PostgreSQL', () => {
  test('records the same report of a listener once, also where two servers get it at once', async () => {
    const url = await emptyDatabase();
    const [one, other] = [await serverOn(url), await serverOn(url)];
    const bin = await newBin(one.origin);
    await fetch(bin.captureUrl, { method: 'POST', body: 'hello' });
    await bin.api('/listeners/laptop', { method: 'PUT', body: '{"instance":"instance-1"}' });
    const report = async (origin: string, id: string) => {
      const response = await fetch(`${origin}/api/v1/bins/${bin.slug}/listeners/laptop/deliveries`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${bin.key}` },
        body: JSON.stringify(listenerDelivery({ id })),
      });
      return [response.status, ((await response.json()) as { id: string }).id] as const;
    };
    for (let round = 0; round < 30; round += 1) {
      const id = `delivery-${round}`;
      const [first, second] = await Promise.all([report(one.origin, id), report(other.origin, id)]);
      expect([first[0], second]).toEqual([201, first]);
    }
    await vi.waitFor(async () => {
      const page = (await (await bin.api('/deliveries?limit=100')).json()) as { deliveries: object[] };
      expect(page.deliveries).toHaveLength(30);
      for (const delivery of page.deliveries) expect(delivery).toMatchObject({ state: 'answered' });
    }, waiting);
  });

  test('captures, lists, copies, replies, shares and deletes', async () => {
    const { origin } = await serverOn(await emptyDatabase());
    const bin = await newBin(origin);
    const body = Buffer.from([0, 1, 254, 255]);
    const sent = await fetch(`${bin.captureUrl}/orders?id=1`, { method: 'POST', body });
    expect(sent.status).toBe(200);
    const page = (await (await bin.api('/captures')).json()) as {
      captures: { seq: number }[];
      total: number;
    };
    expect(page).toMatchObject({ total: 1, captures: [{ seq: 1, method: 'POST' }] });
    const stored = await (await bin.api('/captures/1/body')).arrayBuffer();
    expect(Buffer.from(stored)).toEqual(body);
    expect(await (await bin.api('/captures/1/as/curl')).text()).toContain('/orders?id=1');
    await vi.waitFor(async () => {
      expect(await (await bin.api('/captures/1')).json()).toMatchObject({ reply: { status: 200 } });
    }, waiting);

    const long = Buffer.alloc(3 * 2 ** 20, 'long ');
    await fetch(bin.captureUrl, { method: 'PUT', body: long });
    const part = await bin.api('/captures/2/body', { headers: { Range: 'bytes=1000000-1000009' } });
    expect([part.status, await part.text()]).toEqual([206, long.subarray(1_000_000, 1_000_010).toString()]);
    const found = await (await bin.api('/captures?filter=method:PUT')).json();
    expect(found).toMatchObject({ captures: [{ seq: 2 }] });

    const settings = { ...defaultSettings, default: { ...defaultSettings.default, status: 418 } };
    expect((await bin.api('/reply', { method: 'PUT', body: JSON.stringify(settings) })).status).toBe(200);
    expect((await fetch(bin.captureUrl)).status).toBe(418);

    const link = await bin.api('/links', { method: 'POST', body: JSON.stringify({ role: 'viewer' }) });
    expect(link.status).toBe(201);
    const { key } = (await link.json()) as { key: string };
    expect((await bin.api('/captures', { key })).status).toBe(200);
    expect((await bin.api('/captures/1', { key, method: 'DELETE' })).status).toBe(403);

    expect((await bin.api('/captures/1', { method: 'DELETE' })).status).toBe(204);
    expect((await bin.api('/captures/1')).status).toBe(404);
    expect((await bin.api('', { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(bin.captureUrl)).status).toBe(404);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  test('while the database is away senders get 503 with Retry-After, and then the server goes on by itself', async () => {
    const url = await emptyDatabase();
    const { origin } = await serverOn(url);
    const { captureUrl } = await newBin(origin);
    const acknowledged: string[] = [];
    let isOver = false;
    const statuses = new Set<number>();
    const senders = Array.from({ length: 4 }, async (_, sender) => {
      for (let count = 0; !isOver; count += 1) {
        const target = `${captureUrl}/${sender}-${count}`;
        const answer = await fetch(target, { method: 'POST', body: 'x' });
        statuses.add(answer.status);
        if (answer.ok) acknowledged.push(new URL(target).pathname);
        else
          expect([answer.status, Number(answer.headers.get('Retry-After'))]).toEqual([
            503,
            expect.any(Number),
          ]);
      }
    });
    const acknowledgedMore = async () => {
      const before = acknowledged.length;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 20), waiting);
    };
    await acknowledgedMore();
    const { comeBack } = await takeAway(url);
    await vi.waitFor(() => expect([...statuses]).toContain(503), waiting);
    await comeBack();
    await acknowledgedMore();
    isOver = true;
    await Promise.all(senders);
    expect([...statuses].sort()).toEqual([200, 503]);
    const rows = await asked(url, 'SELECT "seq", "target" FROM "Capture" ORDER BY "seq"');
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const stored = new Set(rows.map(({ target }) => target));
    expect(acknowledged.filter((target) => !stored.has(target))).toEqual([]);
  });

  test('two servers on one database, ended without warning under load, lose no request that was acknowledged', async () => {
    const url = await emptyDatabase();
    let servers = [await serverOn(url), await serverOn(url)];
    const { captureUrl } = await newBin(servers[0]!.origin);
    const path = new URL(captureUrl).pathname;
    const acknowledged: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      let isOver = false;
      const senders = Array.from({ length: 8 }, async (_, sender) => {
        for (let count = 0; !isOver; count += 1) {
          const name = `${round}-${sender}-${count}`;
          const { origin } = servers[sender % 2]!;
          const answer = await fetch(`${origin}${path}/${name}`, { method: 'POST', body: name }).catch(
            () => null,
          );
          if (answer?.ok) acknowledged.push(`${path}/${name}`);
          else if (!answer) return;
        }
      });
      const before = acknowledged.length;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 60), waiting);
      await servers[round % 2]!.stop('SIGKILL');
      isOver = true;
      await Promise.all(senders);
      const restarted = await serverOn(url);
      servers = servers.map((server, index) => (index === round % 2 ? restarted : server));
    }
    const rows = await asked(url, 'SELECT "seq", "target" FROM "Capture" ORDER BY "seq"');
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const stored = new Set(rows.map(({ target }) => target));
    expect(acknowledged.filter((target) => !stored.has(target))).toEqual([]);
    expect(stored.size).toBe(rows.length);
    const [bin] = await asked(url, 'SELECT "lastSeq", "kept" FROM "Bin"');
    expect(bin).toEqual({ lastSeq: rows.length, kept: rows.length });
  });
});
