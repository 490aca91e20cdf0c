import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { launchServer, newBin, root, startServer, temporaryFolder } from '../support/server.ts';

/** Runs `npm run backup` for the database of a folder. */
async function backUp(folder: string, ...words: string[]) {
  return promisify(execFile)(process.execPath, ['lib/server/backup.mjs', ...words], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: `file:${path.join(folder, 'wirebin.db')}` },
  });
}

test('a backup that is made while requests arrive has everything that was acknowledged before it, and can be restored', async () => {
  const folder = await temporaryFolder();
  const server = await startServer({ folder });
  const bin = await newBin(server.origin);
  const send = (body: string) => fetch(bin.captureUrl, { method: 'POST', body });
  // Long bodies, so that it takes several steps.
  for (let count = 1; count <= 12; count += 1) await send(`${count} `.padEnd(1_000_000, 'x'));
  let isDone = false;
  let sent = 12;
  const sending = (async () => {
    while (!isDone) if ((await send('later')).ok) sent += 1;
  })();
  const copies = await temporaryFolder();
  const { stdout } = await backUp(folder, path.join(copies, 'wirebin.db'));
  isDone = true;
  await sending;
  await server.stop();
  const captures = Number(/: 1 bin, (\d+) requests, [\d,]+ bytes, in [\d.]+ s\n$/.exec(stdout)?.[1]);
  expect(captures).toBeGreaterThanOrEqual(12);
  expect(captures).toBeLessThanOrEqual(sent);
  expect(await readdir(copies)).toEqual(['wirebin.db']);

  const restored = await launchServer({ folder: copies });
  const api = (address: string) =>
    fetch(`${restored.origin}/api/v1/bins/${bin.slug}${address}`, {
      headers: { Authorization: `Bearer ${bin.key}` },
    });
  try {
    const { total } = (await (await api('/captures')).json()) as CapturePage & { total: number };
    expect(total).toBe(captures);
    expect(await (await api('/captures/12/body')).text()).toBe('12 '.padEnd(1_000_000, 'x'));
    expect((await fetch(`${restored.origin}/b/${bin.slug}`)).status).toBe(200);
  } finally {
    await restored.stop();
  }
});

test('a backup that cannot be made leaves nothing and says why', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'copy.db');
  const failure = async (...words: string[]) => {
    const { stderr } = await backUp(folder, ...words).then(
      () => ({ stderr: 'It was made.' }),
      (error: { stderr: string }) => error,
    );
    return stderr;
  };
  expect(await failure()).toBe(
    'No backup was made. Name the file to write: npm run backup -- wirebin-backup.db\n',
  );
  expect(await failure(file)).toBe(`No backup was made. There is no database at ${folder}/wirebin.db.\n`);
  await writeFile(path.join(folder, 'wirebin.db'), 'Dear diary, '.repeat(1000));
  expect(await failure(file)).toContain('file is not a database');
  await writeFile(file, 'mine');
  expect(await failure(file)).toBe(
    `No backup was made. ${file} exists. Choose a name that does not exist yet.\n`,
  );
  expect((await readdir(folder)).sort()).toEqual(['copy.db', 'wirebin.db']);
});
