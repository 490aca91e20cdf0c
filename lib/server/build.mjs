// Builds what `npm start` runs: Prisma's client, the server as one file in dist/, and Next's pages.
// `npm run build` builds everything anew; `start.mjs` calls `buildIfStale`, which does nothing when nothing changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const stampFile = path.join(root, 'dist/build-stamp');
const inputs = [
  'app',
  'components',
  'lib',
  'prisma',
  'public',
  'next.config.js',
  'package.json',
  'package-lock.json',
];
const require = createRequire(import.meta.url);

/** The options the server is compiled with; packages stay where they are, and load when needed. */
export const serverBundle = (outdir) => ({
  entryPoints: {
    server: path.join(root, 'lib/server/main.ts'),
    worker: path.join(root, 'lib/workers/thread.ts'),
  },
  outdir: path.join(root, outdir),
  bundle: true,
  splitting: false,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});

export async function generateClient() {
  const prisma = require.resolve('prisma/build/index.js');
  await run(prisma, ['generate', '--config', path.join(root, 'prisma/config.ts')]);
}

export async function buildServer() {
  const { build } = await import('esbuild');
  await build(serverBundle('dist'));
}

export async function buildAll() {
  const stamp = await inputStamp();
  await generateClient();
  await buildServer();
  await run(require.resolve('next/dist/bin/next'), ['build', root], { NODE_ENV: 'production' });
  await writeFile(stampFile, stamp);
}

/**
 * Builds what is missing, or stale where `mayReplace` does not say no: a server that runs serves its pages from the files a
 * build replaces.
 */
export async function buildIfStale(say, mayReplace = async () => true) {
  const built = await readFile(stampFile, 'utf8').catch(() => null);
  // An installation without sources (a container) runs what it was given.
  if (built !== null && (await stat(path.join(root, 'lib/server/main.ts')).catch(() => null)) === null)
    return;
  if (built === (await inputStamp())) return;
  if (built !== null && !(await mayReplace())) return;
  say(built === null ? 'Building Wirebin. This happens once.' : 'The sources changed; building again.');
  await buildAll();
}

/** Names, sizes and times of all inputs: changes when any of them does, and costs a few milliseconds. */
async function inputStamp() {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of await filesOf(path.join(root, input))) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesOf(entry) {
  const info = await stat(entry).catch(() => null);
  if (info === null || entry.endsWith('/lib/store/generated')) return [];
  if (info.isFile()) return [entry];
  const names = (await readdir(entry)).sort();
  return (await Promise.all(names.map((name) => filesOf(path.join(entry, name))))).flat();
}

async function run(script, args, environment = {}) {
  try {
    await promisify(execFile)(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...environment },
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    throw new Error(`${path.basename(script)} ${args[0]} failed:\n${error.stdout}${error.stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
