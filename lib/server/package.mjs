// npm run package: makes dist/wirebin-VERSION.tgz, a package that holds the built server and pages, and the modules for programs. Packages that
// are needed to run are inside of it, with the files that are loaded alone; what is compiled for a platform is a dependency.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildIfStale, root } from './build.mjs';

const require = createRequire(import.meta.url);
const stage = path.join(root, 'dist/package');
const at = (...names) => path.join(stage, ...names);
const run = promisify(execFile);

/** Installed beside the package: the SQLite driver is compiled, and the types of the client are made with zod's. */
const outside = ['better-sqlite3', 'better-sqlite3-node-api', 'zod'];

/** What Next loads in development alone, or to resize images, which no page does. */
const neverLoaded = [
  '**/next/dist/compiled/next-server/**/*.dev.js',
  '**/next/dist/compiled/webpack/**',
  '**/next/dist/compiled/babel/**',
  '**/next/dist/compiled/next-devtools/**',
  '**/next/dist/docs/**',
  '**/next/dist/lib/upgrade/**',
  '**/next/dist/bin/**',
  // Servers that tests compile, and remove at any time.
  '**/dist/asked-*',
  '**/dist/example-*',
  '**/react{,-dom,-dom-server-turbopack}/**/*.development.js',
  '**/@next/swc-*/**',
  '**/caniuse-lite/**',
  '**/node_modules/typescript/**',
  '**/sharp/**',
  '**/@img/**',
  '**/*.d.ts',
  '**/*.map',
  ...outside.map((name) => `**/node_modules/${name}/**`),
];

export async function buildPackage(say = () => {}) {
  await buildIfStale(say);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await copyOwnFiles();
  await renameExternals();
  const bundled = await copyPackages();
  await writeTypes();
  await writeManifest(bundled);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', path.join(root, 'dist')], {
    cwd: stage,
    maxBuffer: 2 ** 26,
  });
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(stdout);
  return { file: path.join(root, 'dist', filename), size, unpackedSize, entryCount };
}

async function copyOwnFiles() {
  const files = [
    'README.md',
    'SECURITY.md',
    'LICENSE',
    'CHANGELOG.md',
    'docs/fidelity.md',
    'docs/providers.md',
    'next.config.js',
    'public',
  ];
  for (const name of files) await cp(path.join(root, name), at(name), { recursive: true });
  for (const name of ['wirebin.mjs', 'serve.mjs'])
    await cp(path.join(root, 'lib/server', name), at('lib/server', name));
  for (const database of await readdir(path.join(root, 'prisma'))) {
    const migrations = path.join(root, 'prisma', database, 'migrations');
    if (await exists(migrations))
      await cp(migrations, at('prisma', database, 'migrations'), { recursive: true });
  }
  for (const name of await readdir(path.join(root, 'dist')))
    if (name.endsWith('.mjs') && !/^(?:asked|example)-/.test(name))
      await cp(path.join(root, 'dist', name), at('dist', name));
  const leftOut = /^(?:cache|dev|node_modules|trace.*|types|diagnostics|turbopack|.*\.nft\.json)$/;
  for (const name of await readdir(path.join(root, '.next'))) {
    if (leftOut.test(name)) continue;
    await cp(path.join(root, '.next', name), at('.next', name), {
      recursive: true,
      filter: (file) => !/\.(?:map|nft\.json)$/.test(file),
    });
  }
}

/**
 * Pages load some packages by a name with a hash, which the compiler makes a link in `.next/node_modules`. A package has no links, so it loads them
 * by their own names.
 */
async function renameExternals() {
  const folder = path.join(root, '.next/node_modules');
  const names = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith('@'))
      names.push(...(await readdir(path.join(folder, name))).map((inner) => `${name}/${inner}`));
    else names.push(name);
  }
  for (const file of await filesUnder(at('.next/server'))) {
    if (!file.endsWith('.js')) continue;
    const text = await readFile(file, 'utf8');
    const renamed = names.reduce(
      (all, name) => all.replaceAll(name, name.replace(/-[0-9a-f]{16}$/, '')),
      text,
    );
    if (renamed !== text) await writeFile(file, renamed);
  }
}

/** Copies the files of packages that are loaded. Resolves with the names of the packages. */
async function copyPackages() {
  // Next uses it to find the files that its own builds need.
  const { nodeFileTrace } = require('next/dist/compiled/@vercel/nft');
  const threads = ['server', 'api', 'test', 'worker', 'scan-thread', 'checkpoint-thread', 'backup', 'mcp'];
  const { fileList } = await nodeFileTrace(
    [
      ...threads.map((name) => path.join(root, `dist/${name}.mjs`)),
      require.resolve('next/dist/server/next.js'),
    ],
    { base: root, ignore: neverLoaded },
  );
  const ofNext = await filesTraced('.next/next-server.js.nft.json');
  const loadedByPages = ofNext.filter((file) => !/\/(?:sharp|@img|semver|detect-libc)\//.test(file));
  // Read as a file, not imported.
  const read = [path.relative(root, require.resolve('@octokit/webhooks-examples'))];
  const names = new Set();
  for (const file of new Set([...fileList, ...loadedByPages, ...(await loadedByRoutes()), ...read])) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/./.exec(file) ?? [];
    if (name === undefined || outside.includes(name)) continue;
    names.add(name);
    await cp(path.join(root, file), at(file));
  }
  for (const name of names) await writePackageManifest(name, names);
  return [...names].sort();
}

/** The files of Next that pages and route handlers load themselves. What they load of other packages the server loads too. */
async function loadedByRoutes() {
  const traces = (await filesUnder(path.join(root, '.next/server'))).filter((file) =>
    file.endsWith('.nft.json'),
  );
  const files = await Promise.all(traces.map((file) => filesTraced(path.relative(root, file))));
  return files.flat().filter((file) => file.startsWith('node_modules/next/'));
}

/** The files in `node_modules` that a trace of Next's build names, as paths from the root. */
async function filesTraced(trace) {
  const { files } = JSON.parse(await readFile(path.join(root, trace), 'utf8'));
  return files
    .map((file) => path.posix.normalize(path.posix.join(path.posix.dirname(trace), file)))
    .filter((file) => file.startsWith('node_modules/'));
}

/** The manifest of a package inside ours: what it needs is there, and nothing of it runs when it is installed. */
async function writePackageManifest(name, names) {
  const folder = path.join(root, 'node_modules', name);
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const {
    dependencies = {},
    scripts,
    files,
    devDependencies,
    optionalDependencies,
    peerDependencies,
    ...kept
  } = manifest;
  const inside = Object.entries(dependencies).filter(([needed]) => names.has(needed));
  await writeFile(
    at('node_modules', name, 'package.json'),
    JSON.stringify({
      ...kept,
      peerDependenciesMeta: undefined,
      bin: undefined,
      dependencies: Object.fromEntries(inside),
    }),
  );
  for (const file of await readdir(folder))
    if (/^(?:licen[sc]e|notice)/i.test(file))
      await cp(path.join(folder, file), at('node_modules', name, file));
}

/** The declarations of the modules for programs, with paths that TypeScript finds in a package. */
async function writeTypes() {
  const types = at('types');
  const config = path.join(root, 'dist/types.tsconfig.json');
  await writeFile(
    config,
    JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: {
        noEmit: false,
        incremental: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: root,
        outDir: types,
        tsBuildInfoFile: null,
      },
      include: [],
      files: ['../lib/client/index.ts', '../lib/testing/index.ts'],
    }),
  );
  await run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', config]).catch(
    (error) => {
      throw new Error(`The types cannot be compiled:\n${error.stdout}`);
    },
  );
  await rm(config);
  const reached = new Set();
  const visit = async (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(file, 'utf8');
    const found = [];
    const local = text.replace(/(['"])(#lib\/|\.{1,2}\/)([^'"]+)\.ts\1/g, (_, quote, start, rest) => {
      const target = path.join(
        start === '#lib/' ? path.join(types, 'lib') : path.join(path.dirname(file), start),
        rest,
      );
      found.push(`${target}.d.ts`);
      const relative = path.relative(path.dirname(file), target);
      return `${quote}${relative.startsWith('.') ? relative : `./${relative}`}.js${quote}`;
    });
    await writeFile(file, local);
    for (const next of found) if (await exists(next)) await visit(next);
  };
  await visit(path.join(types, 'lib/client/index.d.ts'));
  await visit(path.join(types, 'lib/testing/index.d.ts'));
  for (const file of await filesUnder(types)) if (!reached.has(file)) await rm(file);
}

async function writeManifest(bundled) {
  const {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin,
    dependencies,
    optionalDependencies,
    allowScripts,
  } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const versionOf = async (inner) =>
    JSON.parse(await readFile(at('node_modules', inner, 'package.json'), 'utf8')).version;
  const inside = await Promise.all(bundled.map(async (inner) => [inner, await versionOf(inner)]));
  const beside = Object.entries(dependencies).filter(([inner]) => outside.includes(inner));
  const module = (types, file) => ({
    types: `./types/lib/${types}/index.d.ts`,
    default: `./dist/${file}.mjs`,
  });
  const manifest = {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin,
    exports: {
      './client': module('client', 'client'),
      './test': module('testing', 'test'),
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries([...beside, ...inside]),
    optionalDependencies,
    bundleDependencies: bundled,
    allowScripts: { 'better-sqlite3': allowScripts['better-sqlite3'] },
  };
  await writeFile(at('package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function exists(file) {
  return (await stat(file).catch(() => null)) !== null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, size, unpackedSize, entryCount } = await buildPackage((words) =>
    process.stdout.write(`${words}\n`),
  );
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `${file}\n${megabytes(size)}, ${megabytes(unpackedSize)} unpacked, ${entryCount} files\n`,
  );
}
