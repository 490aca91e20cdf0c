import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/root.ts';

/** The law of imports (lib/README.md): a folder imports only from folders to its left. */
const pure = [
  'model',
  'http',
  'body',
  'problems',
  'meaning',
  'filter',
  'diff',
  'providers',
  'reply',
  'attempts',
  'copy-as',
];
const middle = ['config', 'workers', 'access', 'store', 'live', 'wire', 'server'];
const order = [...pure, ...middle, 'components', 'app'];

type Import = { from: string; to: string; typeOnly: boolean; file: string };

const files = ['lib', 'components', 'app']
  .flatMap(sourcesUnder)
  .filter((file) => !file.includes('/generated/'));
const imports = files.flatMap(importsOf);

test('a folder imports only from folders to its left', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    if (!order.includes(to) || from === to) return false;
    // The straight line is given the parts to its right as arguments; it may know their types.
    return (
      order.indexOf(to) > order.indexOf(from) && !(typeOnly && middle.includes(from) && middle.includes(to))
    );
  });
  expect(shown(wrong)).toEqual([]);
});

test('the pure folders know neither Node, nor React, nor Next, nor the database, nor sockets', () => {
  const outside = /^(node:|react|next|@prisma|socket\.io|engine\.io|better-sqlite3|pino)/;
  expect(shown(imports.filter(({ from, to }) => pure.includes(from) && outside.test(to)))).toEqual([]);
});

test('the pure folders read neither clock nor environment nor chance', () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bperformance\.|\bMath\.random\(|\bprocess\.|\bcrypto\.getRandomValues/;
  const wrong = files.filter(
    (file) => pure.includes(folderOf(file)) && impure.test(readFileSync(file, 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('Next and React code takes live objects through app/services.ts alone', () => {
  const live = ['store', 'live', 'wire', 'server', 'config'];
  const allowed = [/app\/services\.ts$/, /app\/b\//];
  const wrong = imports.filter(
    ({ from, to, typeOnly, file }) =>
      ['app', 'components'].includes(from) &&
      live.includes(to) &&
      !typeOnly &&
      !allowed.some((own) => own.test(file)),
  );
  expect(shown(wrong)).toEqual([]);
});

test('only the store knows Prisma and the driver', () => {
  const prisma = /^@prisma|better-sqlite3|generated\//;
  expect(shown(imports.filter(({ from, to }) => from !== 'store' && prisma.test(to)))).toEqual([]);
});

test('nothing turns text of strangers into markup', () => {
  const dangerous = /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write\b/;
  expect(files.filter((file) => dangerous.test(readFileSync(file, 'utf8')))).toEqual([]);
});

function sourcesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name));
}

/** The house's folder a file is in: `model`, …, `components`, `app`; `config` for lib/config.ts. */
function folderOf(file: string): string {
  const [top, second] = path.relative(root, file).split(path.sep);
  return top === 'lib' ? second!.replace(/\.ts$/, '') : top!;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map(([, type, named, dynamic, bare]) => {
    const specifier = (named ?? dynamic ?? bare)!;
    return { from: folderOf(file), to: destination(file, specifier), typeOnly: Boolean(type), file };
  });
}

function destination(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return folderOf(path.join(root, specifier.slice(1)));
  if (specifier.includes('/generated/')) return 'generated/';
  return specifier.startsWith('.') ? folderOf(path.resolve(path.dirname(file), specifier)) : specifier;
}

function shown(wrong: Import[]): string[] {
  return wrong.map(({ file, to }) => `${path.relative(root, file)} imports ${to}`);
}
