import { describe, expect, test, vi } from 'vitest';
import { ok, receiver } from '../forwarding/receiver.ts';
import { asked, missingPostgres, takeAway } from '../support/postgres.ts';
import { slowness } from '../support/slowness.ts';
import { binOf, type Cluster, eventual, sendOnce, startCluster, streamOf } from './cluster.ts';

/** How often a process is killed under load. */
const rounds = process.env.NERVES ? 20 : 2;
const senders = 8;

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Requests sent through the front door all the time, each with a name of its own, until `stop`. */
function load({ origin }: Cluster, slug: string) {
  const acknowledged: string[] = [];
  const refused: { status: number; retryAfter: string | undefined }[] = [];
  let isOver = false;
  const sending = oneTo(senders).map(async (sender) => {
    for (let count = 0; !isOver; count += 1) {
      const name = `/b/${slug}/${sender}-${count}`;
      const response = await sendOnce(origin + name, name);
      if (response?.status === 200) acknowledged.push(name);
      else if (response) refused.push(response);
    }
  });
  return {
    acknowledged,
    refused,
    /** Resolves when so many more are acknowledged. */
    async more(count: number) {
      const before = acknowledged.length;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + count), eventual);
    },
    async stop() {
      isOver = true;
      await Promise.all(sending);
    },
  };
}

/** Every acknowledged request is there once, and seqs are whole. Returns the highest. */
async function expectWhole({ databaseUrl }: Cluster, acknowledged: readonly string[]): Promise<number> {
  const rows = await asked(databaseUrl, 'SELECT "seq", "target" FROM "Capture" ORDER BY "seq"');
  expect(rows.map(({ seq }) => seq)).toEqual(oneTo(rows.length));
  const targets = rows.map(({ target }) => String(target));
  const counts = new Map<string, number>();
  for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  expect(acknowledged.filter((name) => counts.get(name) !== 1)).toEqual([]);
  return rows.length;
}

describe.skipIf((await missingPostgres()) !== null)('processes that are killed', () => {
  test('lose no request that was acknowledged, and a stream that stayed connected has each once', {
    timeout: 120_000 + rounds * 60_000,
  }, async () => {
    // Many rounds send more than a bin keeps by default.
    const cluster = await startCluster({ environment: { BIN_CAPACITY: '1000000' } });
    const bin = await binOf(cluster);
    const sent = load(cluster, bin.slug);
    for (let round = 0; round < rounds; round += 1) {
      const before = Number((await asked(cluster.databaseUrl, 'SELECT "lastSeq" FROM "Bin"'))[0]!.lastSeq);
      const survivor = Math.floor(Math.random() * 2);
      const stream = await streamOf(cluster.server(survivor).origin, bin, `?after=${before}`);
      await sent.more(50 + Math.floor(Math.random() * 50));
      await cluster.kill(1 - survivor);
      await sent.more(50);
      await cluster.start(1 - survivor);
      await sent.more(50);
      expect(stream.isOver()).toBe(false);
      const reached = stream.seqs.length;
      await vi.waitFor(() => expect(stream.seqs.length).toBeGreaterThan(reached), eventual);
      expect(stream.seqs).toEqual(oneTo(stream.seqs.length).map((n) => before + n));
      if (round < rounds - 1) stream.close();
      else {
        await sent.stop();
        const head = await expectWhole(cluster, sent.acknowledged);
        await vi.waitFor(() => expect(stream.seqs.at(-1)).toBe(head), eventual);
        expect(stream.seqs).toEqual(oneTo(head - before).map((n) => before + n));
      }
    }
    expect(sent.refused).toEqual([]);
  });

  test('leave retention and forwarding to the other within seconds', async () => {
    const destination = await receiver(ok);
    const cluster = await startCluster({ environment: { EGRESS_ALLOW: '127.0.0.1' } });
    await cluster.kill(1);
    const bin = await binOf(cluster, 1);
    const [one] = bin.through;
    const rule = await one!.api('/forwards', {
      method: 'POST',
      body: JSON.stringify({ to: { url: destination.url } }),
    });
    expect(rule.status).toBe(201);
    const holders = async () => {
      const rows = await asked(cluster.databaseUrl, 'SELECT "name", "holder" FROM "Lease"');
      return new Map(rows.map(({ name, holder }) => [String(name), String(holder)]));
    };
    await one!.send('/first');
    await vi.waitFor(() => expect(destination.requests.map(({ url }) => url)).toEqual(['/first']), eventual);
    await vi.waitFor(async () => expect((await holders()).get('retention')).toBeTruthy(), eventual);
    const before = await holders();
    await cluster.start(1);
    const expiring = await binOf(cluster);

    await cluster.kill(0);
    const killed = performance.now();
    const path = new URL(bin.captureUrl).pathname;
    expect((await sendOnce(`${cluster.origin}${path}/second`))?.status).toBe(200);
    await asked(
      cluster.databaseUrl,
      'UPDATE "Bin" SET "createdAt" = 1, "lastVisitAt" = NULL WHERE "slug" = $1',
      [expiring.slug],
    );
    await vi.waitFor(async () => {
      expect(destination.requests.map(({ url }) => url)).toEqual(['/first', '/second']);
      const bins = await asked(cluster.databaseUrl, 'SELECT "slug" FROM "Bin"');
      expect(bins).toEqual([{ slug: bin.slug }]);
    }, eventual);
    expect(performance.now() - killed).toBeLessThan(40_000 * (await slowness()));
    const after = await holders();
    for (const work of ['retention', 'forward rules']) expect(after.get(work)).not.toBe(before.get(work));
  });
});

describe.skipIf((await missingPostgres()) !== null)(
  'processes whose database is away for some seconds',
  () => {
    test('respond with 503 and Retry-After, and lose nothing that was acknowledged', async () => {
      const cluster = await startCluster();
      const bin = await binOf(cluster);
      const stream = await streamOf(cluster.origin, bin);
      const sent = load(cluster, bin.slug);
      await sent.more(60);
      const { comeBack } = await takeAway(cluster.databaseUrl);
      await vi.waitFor(() => expect(sent.refused.length).toBeGreaterThan(20), eventual);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await comeBack();
      await sent.more(60);
      await sent.stop();
      for (const { status, retryAfter } of sent.refused) {
        expect(status).toBe(503);
        expect(Number(retryAfter)).toBeGreaterThan(0);
      }
      const head = await expectWhole(cluster, sent.acknowledged);
      // A stream fails with the database, or goes on; in neither case does it skip or repeat a request.
      await vi.waitFor(() => expect(stream.isOver() || stream.seqs.at(-1) === head).toBe(true), eventual);
      expect(stream.seqs).toEqual(oneTo(stream.seqs.length));
      const resumed = await streamOf(cluster.origin, bin, `?after=${stream.seqs.length}`);
      await vi.waitFor(() => expect(stream.seqs.length + resumed.seqs.length).toBe(head), eventual);
    });
  },
);
