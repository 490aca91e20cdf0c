// Builds what `npm start` runs: Prisma's client, the server as one file in dist/, and Next's pages. `npm run build` rebuilds
// everything; `start.mjs` calls `buildIfStale`, which does nothing if nothing changed.
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

/** The options for compiling the server; packages are not bundled, and load when needed. */
export const serverBundle = (outdir) => ({
  entryPoints: {
    server: path.join(root, 'lib/server/main.ts'),
    backup: path.join(root, 'lib/server/backup.ts'),
    mcp: path.join(root, 'lib/mcp/stdio/main.ts'),
    worker: path.join(root, 'lib/workers/thread.ts'),
    'checkpoint-thread': path.join(root, 'lib/store/sqlite/checkpoint-thread.ts'),
    'scan-thread': path.join(root, 'lib/store/sqlite/scan-thread.ts'),
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
  const { build, stop } = await import('esbuild');
  // Stop esbuild's process, which would run as long as the server that `npm start` runs in this process.
  await build(serverBundle('dist')).finally(stop);
}

/** Compiles the server alone, unless this program of it exists. */
export async function buildServerIfMissing(program = 'server') {
  if ((await stat(path.join(root, `dist/${program}.mjs`)).catch(() => null)) !== null) return;
  await generateClient();
  await buildServer();
}

export async function buildAll() {
  const stamp = await inputStamp();
  await generateClient();
  await buildServer();
  await run(require.resolve('next/dist/bin/next'), ['build', root], { NODE_ENV: 'production' });
  await writeFile(stampFile, stamp);
}

/**
 * Builds what is missing, and what is stale unless `mayReplace` returns false: a running server serves its pages from the
 * files that a build replaces.
 */
export async function buildIfStale(say, mayReplace = async () => true) {
  const built = await readFile(stampFile, 'utf8').catch(() => null);
  // An installation without sources (a container) runs the build it has.
  if (built !== null && (await stat(path.join(root, 'lib/server/main.ts')).catch(() => null)) === null)
    return;
  if (built === (await inputStamp())) return;
  if (built !== null && !(await mayReplace())) return;
  say(
    built === null
      ? 'Building Wirebin. This is done once.'
      : 'The sources have changed. Building Wirebin again.',
  );
  await buildAll();
}

/** A stamp of the names, sizes and times of all inputs: it changes when any of them does, and takes a few milliseconds. */
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
