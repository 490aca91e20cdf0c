import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/root.ts';
import { freePort, newBin } from '../support/server.ts';
import { copyOf, execForm, parseDockerfile, runStage, type Stage } from './dockerfile.ts';

const read = (file: string) => readFile(path.join(root, file), 'utf8');
const [build, image] = parseDockerfile(await read('Dockerfile')) as [Stage, Stage];
const wordsOf = ({ instructions }: Stage, word: string) => instructions.filter((one) => one.word === word);
const { dependencies, devDependencies } = JSON.parse(await read('package.json')) as Record<
  string,
  Record<string, string>
>;

/** The user of the image, or rather one of this machine who owns no files. */
const user = 65_534;
const isRoot = process.getuid?.() === 0;

/** A folder that the user of the image can enter. */
async function folderForImage(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-image-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts what the image starts, as its user, who may write to its data folder alone. Stops it after the test. */
async function startImage(folder: string) {
  const data = path.join(folder, 'data');
  const port = await freePort();
  const [command, ...words] = execForm(wordsOf(image, 'CMD')[0]!);
  const environment = Object.fromEntries(
    wordsOf(image, 'ENV').flatMap(({ rest }) => rest.split(' ').map((pair) => pair.split(/=(.*)/s, 2))),
  );
  if (!isRoot) await promisify(execFile)('chmod', ['-R', 'a-w', path.join(folder, 'wirebin')]);
  const options = {
    cwd: path.join(folder, 'wirebin'),
    ...(isRoot ? { uid: user, gid: user } : {}),
    env: {
      PATH: process.env.PATH,
      ...environment,
      DATABASE_URL: environment.DATABASE_URL.replace('/data', data),
      PORT: String(port),
    } as unknown as NodeJS.ProcessEnv,
  };
  const child = spawn(command === 'node' ? process.execPath : command!, words, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      log += text;
    });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
    if (!isRoot) await promisify(execFile)('chmod', ['-R', 'u+w', folder]);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    log: () => log,
    /** Runs a command in the image, beside the server. */
    run: (words: readonly string[]) => promisify(execFile)(process.execPath, words.slice(1), options),
    async stop() {
      child.kill('SIGTERM');
      return (await exited)[0] as number | null;
    },
  };
}

/** Uses the server of an image as people do. */
async function useImage(folder: string): Promise<void> {
  const server = await startImage(folder);
  const [check = { rest: '', word: '' }] = wordsOf(image, 'HEALTHCHECK');
  const waiting = [...execForm(check), '--wait', '--timeout', '60'];
  const { stdout } = await server.run(waiting).catch((error) => {
    throw new Error(`${error.stderr}\n${server.log()}`);
  });
  expect(stdout).toBe('ready\n');
  const bin = await newBin(server.origin);
  expect((await fetch(bin.captureUrl, { method: 'POST', body: 'x' })).status).toBe(200);
  expect(await (await bin.api('/captures/1/body')).text()).toBe('x');
  for (const page of ['/', '/docs/guide', '/docs/fidelity', '/docs/security', `/i/${bin.key}`])
    expect((await fetch(server.origin + page)).status, page).toBe(200);
  // Larger than what is kept in memory.
  await fetch(bin.captureUrl, { method: 'POST', body: 'x'.repeat(5_000_000) });
  await server.run(['node', 'lib/server/backup.mjs', path.join(folder, 'data/backup.db')]);
  expect((await readdir(path.join(folder, 'data'))).sort()).toEqual(
    expect.arrayContaining(['backup.db', 'wirebin.db']),
  );
  expect(await server.stop()).toBe(0);
  expect(server.log()).not.toMatch(/EACCES|EROFS|"level":(?:50|60)/);
}

test('the image has no build tools, and its server runs as a user who owns no file of it', () => {
  expect(image.from).toBe(build.from);
  expect(image.from).toMatch(/^node:\d+-\w+-slim$/);
  const order = image.instructions.map(({ word }) => word);
  expect(wordsOf(image, 'USER').map(({ rest }) => rest)).toEqual(['node']);
  expect(order.lastIndexOf('COPY')).toBeLessThan(order.indexOf('USER'));
  expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'));
  for (const { rest } of wordsOf(image, 'RUN')) expect(rest).not.toMatch(/apt|npm|curl|wget/);
  for (const one of wordsOf(image, 'COPY')) {
    expect(one.rest).not.toContain('--chown');
    expect(copyOf(one).stage).toBe('build');
  }
  expect(wordsOf(image, 'VOLUME').map(({ rest }) => rest)).toEqual(['/data']);
});

test('the packages of the lock file are installed before the sources are copied', () => {
  const order = build.instructions.map(({ word, rest }) => `${word} ${rest}`);
  const at = (start: string) => order.findIndex((line) => line.startsWith(start));
  expect(at('COPY package.json package-lock.json')).toBeLessThan(at('RUN npm ci'));
  expect(at('RUN npm ci')).toBeLessThan(at('COPY . .'));
  expect(order.at(-1)).toMatch(/npm prune --omit=dev\b/);
});

test('the server imports only packages that stay in the image', async () => {
  const used = new Set<string>();
  for (const file of (await readdir(path.join(root, 'dist'))).filter((name) =>
    /^(?!asked).*\.mjs$/.test(name),
  )) {
    const text = await read(`dist/${file}`);
    const found = text.matchAll(
      /^import\b[^'"\n]*?["']([^."'][^"']*)["'];?$|\bimport\(["']([^."'][^"']*)["']\)/gm,
    );
    for (const [, one, other] of found) used.add((one ?? other)!);
  }
  const packages = [...used]
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  expect(packages.length).toBeGreaterThan(10);
  expect(packages.filter((name) => !(name in dependencies!))).toEqual([]);
  expect(packages.filter((name) => name in devDependencies!)).toEqual([]);
});

test('compose.yaml makes all but the data folder read-only, and waits long enough when it stops', async () => {
  const { services } = parse(await read('compose.yaml')) as {
    services: Record<string, Record<string, unknown> & { healthcheck: { test: string[] } }>;
  };
  expect(services.wirebin).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    volumes: ['wirebin:/data'],
    stop_grace_period: '20s',
  });
  expect(services.wirebin!.healthcheck.test).toEqual(['CMD', ...execForm(wordsOf(image, 'HEALTHCHECK')[0]!)]);
});

test('a server runs with the files of the image alone, and writes to its data folder alone', async () => {
  const folder = await folderForImage();
  // The sources are built already; packages are not copied but linked.
  await runStage(image, {
    root: folder,
    context: root,
    stages: { build: await builtHere() },
    user: isRoot ? user : process.getuid!(),
    async copyFolder(source, target) {
      if (path.basename(source) !== 'node_modules') return false;
      await symlink(path.join(root, 'node_modules'), target);
      return true;
    },
  });
  await rm(path.join(folder, 'wirebin/.next/cache'), { recursive: true, force: true });
  await useImage(folder);
});

/** A folder in which the project's folder is `/wirebin`. */
async function builtHere(): Promise<string> {
  const folder = await folderForImage();
  await symlink(root.replace(/\/$/, ''), path.join(folder, 'wirebin'));
  return folder;
}

test.runIf(process.env.NERVES)(
  'every step of the Dockerfile runs, and the image has no development packages',
  async () => {
    const folders = {
      context: await folderForImage(),
      build: await folderForImage(),
      image: await folderForImage(),
    };
    await copyContext(folders.context);
    await runStage(build, {
      root: folders.build,
      context: folders.context,
      stages: {},
      user: isRoot ? user : process.getuid!(),
      skips: (command) => command.startsWith('apt-get update && apt-get install '),
    });
    await runStage(image, {
      root: folders.image,
      context: folders.context,
      stages: { build: folders.build },
      user: isRoot ? user : process.getuid!(),
    });
    const installed = await readdir(path.join(folders.image, 'wirebin/node_modules'), { recursive: true });
    const left = Object.keys(devDependencies!).filter((name) => installed.includes(name));
    expect(left).toEqual([]);
    await useImage(folders.image);
  },
  // It installs and builds everything.
  1_800_000,
);

/** Copies what `docker build` sends: the files of the repository that .dockerignore does not name. */
async function copyContext(target: string): Promise<void> {
  const ignored = (await read('.dockerignore')).split('\n').filter(Boolean);
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 2 ** 26 });
  const files = stdout
    .split('\0')
    .filter(Boolean)
    .filter((file) => !ignored.some((name) => file === name || file.startsWith(`${name}/`)));
  const copying = execFile('sh', ['-c', 'tar -cf - --files-from=- | tar -xf - -C "$0"', target], {
    cwd: root,
  });
  copying.stdin?.end(files.map((file) => `${file}\n`).join(''));
  const [code] = (await once(copying, 'exit')) as [number];
  expect(code).toBe(0);
}
