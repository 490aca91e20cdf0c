import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort, newBin, root, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** The values of a page of metrics by their names with labels. */
function valuesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe('metrics', () => {
  test('count captures, commits, deliveries, sockets and the process itself', async () => {
    const { origin } = await startServer();
    const bin = await newBin(origin);
    const read = async () => valuesOf(await (await fetch(`${origin}/metrics`)).text());
    for (let count = 0; count < 5; count += 1)
      await fetch(bin.captureUrl, { method: 'POST', body: 'twelve bytes' });
    const sent = await bin.api('/deliveries', {
      method: 'POST',
      body: JSON.stringify({ capture: 1, to: 'self' }),
    });
    expect(sent.ok).toBe(true);
    await until(async () => (await read()).get('wirebin_deliveries_total{state="answered"}') === 1);
    const values = await read();
    expect(Object.fromEntries(values)).toMatchObject({
      wirebin_captures_total: 6,
      wirebin_capture_bytes_total: 72,
      wirebin_commit_captures_sum: 6,
      'wirebin_commit_captures_bucket{le="+Inf"}': values.get('wirebin_commit_captures_count'),
      'wirebin_refused_total{why="rate-limit"}': 0,
      'wirebin_deliveries_total{state="failed"}': 0,
      wirebin_live_connections: 0,
      wirebin_store_full: 0,
      wirebin_draining: 0,
      wirebin_held_requests: 0,
      'wirebin_worker_jobs{state="waiting"}': 0,
    });
    expect(values.get('wirebin_commit_duration_seconds_sum')).toBeGreaterThan(0);
    expect(values.get('wirebin_connections')).toBeGreaterThan(0);
    expect(values.get('wirebin_store_bytes')).toBeGreaterThan(0);
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_open_fds',
    ])
      expect(values.get(name), name).toBeGreaterThanOrEqual(0);
    // Asked for again, a counter that is read elsewhere is not added to itself.
    expect((await read()).get('wirebin_captures_total')).toBe(6);
    expect(JSON.stringify([...values.keys()])).not.toContain(bin.slug);
  });

  test('with METRICS_PORT they are on that port alone', async () => {
    const port = await freePort();
    const { origin } = await startServer({ environment: { METRICS_PORT: String(port) } });
    const own = `http://localhost:${port}`;
    const response = await fetch(`${own}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(valuesOf(await response.text()).get('wirebin_captures_total')).toBe(0);
    expect((await fetch(`${own}/`)).status).toBe(404);
    expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${origin}/metrics`)).status).toBe(404);
  });

  test('the dashboard for Grafana names only metrics that exist', async () => {
    const dashboard = await readFile(path.join(root, 'docs/grafana.json'), 'utf8');
    const { origin } = await startServer({ environment: { STORE_MAX_BYTES: '1GiB' } });
    const text = await (await fetch(`${origin}/metrics`)).text();
    const names = new Set([...valuesOf(text).keys()].map((name) => name.replace(/\{.*/, '')));
    const queries = [...dashboard.matchAll(/"expr": "([^"]*(?:\\.[^"]*)*)"/g)].map((match) => match[1]!);
    expect(queries.length).toBeGreaterThan(10);
    for (const query of queries)
      for (const [name] of query.matchAll(/\b(?:wirebin|nodejs|process)_\w+/g))
        expect(names, query).toContain(name);
  });
});
