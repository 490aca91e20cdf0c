import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { binAddress } from '#lib/wire/incoming/capture-url.ts';
import { newBin, nextStart, root, startServer } from '../support/server.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
/** `#lib/*` with `.ts` endings, as package.json has it, is understood by everything that loads our modules. */

test('by Vitest', () => {
  expect(binAddress('/b/x7k2/y', undefined, undefined)).toEqual({ slug: 'x7k2', prefixLength: 7 });
});

test('by the server: its bundle has every module of ours inside, and packages alone outside', async () => {
  const bundle = await readFile(path.join(root, 'dist/server.mjs'), 'utf8');
  const imported = [...bundle.matchAll(/(?:^|\n)import [^'"]*?["']([^"']+)["']|import\(["']([^"']+)["']\)/g)];
  const specifiers = imported.map(([, bare, dynamic]) => (bare ?? dynamic)!);
  expect(specifiers).toEqual(expect.arrayContaining(['socket.io', 'pino', 'next']));
  expect(specifiers.filter((specifier) => /^[#./]|\.ts$/.test(specifier))).toEqual([]);
  const server = await startServer();
  expect((await fetch(`${server.origin}/b/nosuchbin`)).status).toBe(404);
});

test('by Next’s build, with our server and without', async () => {
  for (const options of [{}, nextStart]) {
    const server = await startServer(options);
    const bin = await newBin(server.origin);
    expect((await fetch(bin.captureUrl, { method: 'POST', body: 'x' })).status).toBe(200);
    expect(await (await bin.api('/captures/1/as/curl')).text()).toMatch(/^curl /);
  }
});
