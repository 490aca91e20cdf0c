import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { root, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';

/** Making and installing the package takes a minute or two, and other tests compile servers meanwhile: it is run alone, with `WIREBIN_PACKAGE=1`. */
const isWanted = process.env.WIREBIN_PACKAGE === '1';
const run = promisify(execFile);

test.runIf(isWanted)(
  'the package runs in an empty folder: the server, its pages and the modules for programs',
  { timeout: 1_200_000 },
  async () => {
    const made = await run(process.execPath, [path.join(root, 'lib/server/package.mjs')], {
      maxBuffer: 2 ** 26,
    });
    const file = /^\S+\.tgz$/m.exec(made.stdout)![0];
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'package.json'), '{"private":true,"type":"module"}');
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', file], {
      cwd: folder,
    });
    // It is compiled when it is installed, which takes longer than all the rest: here it was compiled before, from the same version.
    const compiled = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';
    await cp(path.join(root, compiled), path.join(folder, compiled));

    const installed = await packagesIn(path.join(folder, 'node_modules'));
    // A third of them download the compiled file of better-sqlite3; eleven export traces.
    expect(installed.length).toBeLessThan(140);
    expect(
      installed.filter((name) =>
        /^(?:prisma|typescript|esbuild|vitest|tailwindcss|playwright-core)$/.test(name),
      ),
    ).toEqual([]);
    expect(await bytesIn(path.join(folder, 'node_modules'))).toBeLessThan(150e6);

    const began = performance.now();
    const server = spawn(path.join(folder, 'node_modules/.bin/wirebin'), ['--port', '0'], { cwd: folder });
    onTestFinished(() => void server.kill('SIGKILL'));
    const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
    expect(performance.now() - began).toBeLessThan(2000 * (await slowness()));
    const [, origin] = /^Wirebin is listening on (\S+)$/m.exec(line)!;
    expect(existsSync(path.join(folder, '.wirebin/wirebin.db'))).toBe(true);

    await writeFile(
      path.join(folder, 'program.mjs'),
      `import { createClient } from 'wirebin/client';
       import { startWirebin } from 'wirebin/test';
       const servers = [await startWirebin(), await startWirebin({ pages: true })];
       for (const url of ['${origin}', ...servers.map(({ url }) => url)]) {
         const bin = await createClient({ url }).createBin();
         await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
         const page = await fetch(bin.inspectUrl);
         console.log('result', (await bin.wait()).captures.length, page.status);
       }
       const docs = await fetch('${origin}/docs/guide');
       console.log('result', docs.status);
       process.exit();`,
    );
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
    // A server in the process has no pages unless they are wanted.
    expect(stdout.split('\n').filter((line) => line.startsWith('result'))).toEqual([
      'result 1 200',
      'result 1 404',
      'result 1 200',
      'result 200',
    ]);

    await writeFile(
      path.join(folder, 'program.ts'),
      `import { createClient, type CaptureJson } from 'wirebin/client';
       import { createBin } from 'wirebin/test';
       const bin = createClient({ url: 'http://localhost' }).bin({ slug: 'a', key: 'b' });
       export const capture: Promise<CaptureJson> = bin.captures.get(1);
       export const links = bin.links.create({ role: 'viewer' });
       // @ts-expect-error There is no such role.
       void bin.links.create({ role: 'reader' });
       export const one = async () => (await (await createBin()).expect('method:POST')).seq satisfies number;`,
    );
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom,esnext.disposable',
      '--types',
      '',
    ];
    await run(process.execPath, [tsc, ...options, 'program.ts'], { cwd: folder }).catch(({ stdout }) =>
      expect(stdout).toBe(''),
    );

    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  },
);

/** The names of all packages below a folder `node_modules`. */
async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.flatMap(
    (entry) =>
      /(?:^|\/node_modules\/)((?:@[^/]+\/)?[^@./][^/]*)\/package\.json$/.exec(
        `/node_modules/${entry}`,
      )?.[1] ?? [],
  );
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.map(async (entry) =>
    entry.isFile() ? (await stat(path.join(entry.parentPath, entry.name))).size : 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
