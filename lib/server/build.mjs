// Builds what `npm start` runs: Prisma's client, the server as one file in dist/, and Next's pages. `npm run build` rebuilds
// everything; `start.mjs` calls `buildIfStale`, which does nothing if nothing changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
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

/** The route handlers of the API in one file, with what they need of Next replaced: for servers without pages. */
export const apiBundle = async (outdir) => {
  const { entryPoints: _, ...bundle } = serverBundle(outdir);
  const found = await Promise.all(
    ['app/api', 'app/healthz', 'app/readyz'].map((folder) => filesOf(path.join(root, folder))),
  );
  const routes = found.flat().filter((file) => path.basename(file) === 'route.ts');
  const context = path.join(root, 'lib/server/without-pages/call-context.ts');
  const folderOf = (file) => path.dirname(path.relative(path.join(root, 'app'), file));
  return {
    ...bundle,
    outdir: undefined,
    outExtension: undefined,
    outfile: path.join(root, outdir, 'api.mjs'),
    stdin: {
      resolveDir: root,
      contents: [
        ...routes.map((file, index) => `import * as route${index} from ${JSON.stringify(file)};`),
        `export { inContext } from ${JSON.stringify(context)};`,
        'export const routes = [',
        ...routes.map(
          (file, index) => `{ folder: ${JSON.stringify(`/${folderOf(file)}`)}, handlers: route${index} },`,
        ),
        '];',
      ].join('\n'),
    },
    plugins: [
      {
        name: 'without-next',
        setup({ onResolve }) {
          onResolve({ filter: /^next\/headers$|\/services\.ts$/ }, ({ path: wanted, resolveDir }) => {
            const isOfApp =
              wanted.startsWith('.') &&
              path.resolve(resolveDir, wanted) === path.join(root, 'app/services.ts');
            return wanted === 'next/headers' || isOfApp ? { path: context } : undefined;
          });
        },
      },
    ],
  };
};

/** The modules that programs import: `wirebin/client`, which needs nothing, and `wirebin/test`. */
export const moduleBundles = (outdir) => [
  {
    ...serverBundle(outdir),
    entryPoints: { client: path.join(root, 'lib/client/index.ts') },
    platform: 'neutral',
    target: 'es2022',
    sourcemap: false,
  },
  { ...serverBundle(outdir), entryPoints: { test: path.join(root, 'lib/testing/index.ts') } },
];

/** The options for compiling the command `wirebin`: one file with everything it needs, so that it starts quickly and runs anywhere. */
export const commandBundle = async (outdir) => ({
  entryPoints: { wirebin: path.join(root, 'lib/command/main.ts') },
  outdir: path.join(root, outdir),
  bundle: true,
  splitting: false,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  outExtension: { '.js': '.mjs' },
  define: {
    wirebinVersion: JSON.stringify(
      JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')).version,
    ),
  },
  banner: {
    // The CLI library is CommonJS, and requires modules of Node.
    js: "#!/usr/bin/env node\nimport { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});

export async function buildCommand() {
  const { build, stop } = await import('esbuild');
  await build(await commandBundle('dist')).finally(stop);
  await chmod(path.join(root, 'dist/wirebin.mjs'), 0o755);
}

/** Compiles the command, unless no source has changed since. */
export async function buildCommandIfStale() {
  const built = await stat(path.join(root, 'dist/wirebin.mjs')).catch(() => null);
  const sources = [...(await filesOf(path.join(root, 'lib'))), path.join(root, 'package.json')];
  const times = await Promise.all(sources.map(async (file) => (await stat(file)).mtimeMs));
  if (built === null || built.mtimeMs < Math.max(...times)) await buildCommand();
}

/** Generates Prisma's clients, one for each database. */
export async function generateClient() {
  await run(path.join(root, 'prisma/generate.mjs'), []);
}

export async function buildServer() {
  const { build, stop } = await import('esbuild');
  // Stop esbuild's process, which would run as long as the server that `npm start` runs in this process.
  const bundles = [serverBundle('dist'), await apiBundle('dist'), ...moduleBundles('dist')];
  await Promise.all(bundles.map((bundle) => build(bundle))).finally(stop);
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
  await buildCommand();
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
    throw new Error(
      `${[path.basename(script), ...args.slice(0, 1)].join(' ')} failed:\n${error.stdout}${error.stderr}`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
