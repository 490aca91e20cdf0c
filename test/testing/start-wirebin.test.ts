import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startWirebin } from 'wirebin/test';
import { root, startServer, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';

/** Runs a program of an own process, with its temporary files in a folder of its own. */
async function run(program: string): Promise<{ output: string; left: string[] }> {
  const folder = await temporaryFolder();
  const script = ['--input-type=module', '--eval', program];
  const environment = { ...process.env, TMPDIR: folder };
  // A program that does not end on its own has failed.
  const { stdout } = await promisify(execFile)(process.execPath, script, {
    cwd: root,
    env: environment,
    timeout: 120_000,
  });
  return { output: stdout, left: await readdir(folder) };
}

describe('a server in the same process', () => {
  test('starts in well under a second, and leaves neither handles nor files', async () => {
    const factor = await slowness();
    const { output, left } = await run(`
      import { startWirebin } from 'wirebin/test';
      const began = performance.now();
      const server = await startWirebin();
      const startMs = performance.now() - began;
      const bin = await server.client.createBin();
      await fetch(bin.captureUrl);
      await bin.wait();
      // The template is filled in on a thread.
      await bin.replies.set({ default: { body: '{{ method }}', template: true } });
      const text = await (await fetch(bin.captureUrl, { method: 'POST', body: '{}' })).text();
      await server.close();
      console.log(JSON.stringify({ startMs, text }));
    `);
    // The process has ended on its own.
    const { startMs, text } = JSON.parse(output) as { startMs: number; text: string };
    expect(startMs).toBeLessThan(700 * factor);
    expect(text).toBe('POST');
    expect(left).toEqual([]);
  });

  test('serves assistants, whatever the folder of the program', async () => {
    const { output } = await run(`
      import { tmpdir } from 'node:os';
      import { startWirebin } from 'wirebin/test';
      const server = await startWirebin();
      process.chdir(tmpdir());
      const response = await fetch(server.url + '/mcp', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
        body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
      });
      const text = await response.text();
      await server.close();
      console.log(response.status, text);
    `);
    expect(output).toMatch(/^200 [\s\S]*"create_bin"/);
  });

  test('removes its files also where the program ends without closing it', async () => {
    const { left } = await run(`
      import { createBin } from 'wirebin/test';
      const bin = await createBin();
      await fetch(bin.captureUrl);
      process.exit(0);
    `);
    expect(left).toEqual([]);
  });

  test('serves the inspector where pages are wanted', async () => {
    const { output, left } = await run(`
      import { createBin, startWirebin } from 'wirebin/test';
      const server = await startWirebin({ pages: true });
      const bin = await createBin({ server });
      await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
      const pages = [];
      for (const url of [bin.inspectUrl, server.url + '/', server.url + '/docs/guide', server.url + '/nothing']) {
        const response = await fetch(url);
        pages.push([response.status, response.headers.get('content-type'), (await response.text()).includes('<html')]);
      }
      const api = await bin.get();
      const failure = await bin.expect('path:/never', { within: 10 }).catch((error) => error.message);
      await bin.delete();
      await server.close();
      console.log(JSON.stringify({ hasPages: server.hasPages, pages, head: api.head, isLinked: failure.includes(bin.inspectUrl) }));
    `);
    const page = (status: number) => [status, 'text/html; charset=utf-8', true];
    // Next writes a line of its own before.
    expect(JSON.parse(output.trim().split('\n').at(-1)!)).toEqual({
      hasPages: true,
      pages: [page(200), page(200), page(200), page(404)],
      head: 1,
      isLinked: true,
    });
    expect(left).toEqual([]);
  });

  test('is closed also where its last bin cannot be deleted', async () => {
    const { output, left } = await run(`
      import { createBin } from 'wirebin/test';
      const bin = await createBin();
      const other = await createBin();
      await other.delete();
      await fetch(bin.captureUrl);
      await bin.replies.get();
      // Somebody else has deleted it.
      await fetch(new URL('/api/v1/bins/' + bin.slug + '?permanent=1', bin.captureUrl), {
        method: 'DELETE',
        headers: { Authorization: 'Bearer ' + bin.key },
      });
      const error = await bin.delete().catch((error) => error);
      console.log(error.name);
    `);
    // The process has ended on its own.
    expect([output, left]).toEqual(['WirebinError\n', []]);
  });

  test('is started again after a start that failed, which leaves nothing', async () => {
    const { output, left } = await run(`
      import { createBin, startWirebin } from 'wirebin/test';
      import { readdirSync } from 'node:fs';
      const { TMPDIR } = process.env;
      process.env.TMPDIR = TMPDIR + '/nothing/here';
      const failures = await Promise.all([1, 2].map(() => createBin().catch(({ code }) => code)));
      process.env.TMPDIR = TMPDIR;
      const rejected = await startWirebin({ settings: { LOG_LEVEL: 'loud' } }).catch(({ message }) => message);
      const files = readdirSync(TMPDIR);
      const bin = await createBin();
      const { head } = await bin.get();
      await bin.delete();
      console.log(JSON.stringify({ failures, isNamed: rejected.includes('LOG_LEVEL'), files, head }));
    `);
    expect(JSON.parse(output)).toEqual({ failures: ['ENOENT', 'ENOENT'], isNamed: true, files: [], head: 0 });
    expect(left).toEqual([]);
  });

  test('can be started several times at once, each with its own bins and settings', async () => {
    await using limited = await startWirebin({ settings: { MAX_BODY_BYTES: '1024' } });
    await using other = await startWirebin();
    const [one, two] = [await limited.client.createBin(), await other.client.createBin()];
    for (const bin of [one, two]) await fetch(bin.captureUrl, { method: 'POST', body: 'x'.repeat(2000) });
    expect((await one.captures.get(1)).body).toMatchObject({ stored: 1024, truncated: true });
    expect((await two.captures.get(1)).body).toMatchObject({ stored: 2000, truncated: false });
    await expect(limited.client.bin(two).get()).rejects.toMatchObject({ code: 'key-unknown' });
    expect((await fetch(`${other.url}/`)).status).toBe(404);
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    await expect(startWirebin({ settings: { LOG_LEVEL: 'loud' } })).rejects.toThrow('LOG_LEVEL');
  });

  test('keeps its bins where it is given a folder', async () => {
    const folder = await temporaryFolder();
    const first = await startWirebin({ folder });
    const bin = await first.client.createBin();
    await fetch(bin.captureUrl);
    await first.close();
    await using again = await startWirebin({ folder });
    expect(await again.client.bin(bin).get()).toMatchObject({ head: 1 });
    expect(await readdir(folder)).toContain('wirebin.db');
  });

  test('serves the API as Next does', async () => {
    await using here = await startWirebin();
    const next = await startServer();
    const answersOf = async (origin: string) => {
      const call = async (method: string, target: string, body?: string) => {
        const response = await fetch(`${origin}/api/v1${target}`, {
          method,
          ...(body === undefined ? {} : { body }),
        });
        const text = (await response.text()).replaceAll(origin, 'origin');
        const { 'content-type': type, allow, 'cache-control': cache } = Object.fromEntries(response.headers);
        return { call: `${method} ${target}`, status: response.status, type, allow, cache, text };
      };
      return [
        await call('GET', '/samples'),
        await call('HEAD', '/samples'),
        await call('GET', '/samples/github/nothing%20here'),
        await call('PUT', '/samples'),
        await call('GET', '/bins/none'),
        await call('POST', '/bins', '{"capacity":0}'),
        await call('POST', '/bins', '{'),
        await call('GET', '/nothing/here'),
        await call('GET', '/reply-presets/'),
        await call('GET', '/bins/a/captures/1/as/curl'),
      ];
    };
    expect(await answersOf(here.url)).toEqual(await answersOf(next.origin));
  });
});

test('the compiled files of programs are there', async () => {
  expect(await readdir(path.join(root, 'dist'))).toEqual(
    expect.arrayContaining(['client.mjs', 'test.mjs', 'api.mjs']),
  );
});
