import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { doors, floors } from './rooms.ts';
import { root } from './support/root.ts';

/** The law of imports (lib/README.md): a folder imports only from folders to its left. */
const pure = [
  'model',
  'http',
  'body',
  'meaning',
  'filter',
  'json-schema',
  'diff',
  'providers',
  'event-facts',
  'problems',
  'reply',
  'attempts',
  'masking',
  'copy-as',
  'outgoing',
  'forward-rules',
  'summary',
  'transfer',
  'drafts',
  'samples',
];
const middle = [
  'config',
  'content-encoding',
  'workers',
  'access',
  'openapi',
  'mcp',
  'egress',
  'store',
  'live',
  'deliveries',
  'forwarding',
  'wire',
  'server',
];
/** What other programs import, and the command. They run outside of the server. */
const programs = ['client', 'testing', 'command'];
const order = [...pure, ...middle, ...programs, 'components', 'app'];

type Import = { from: string; to: string; typeOnly: boolean; file: string; path: string | null };

const files = ['lib', 'components', 'app']
  .flatMap((folder) => sourcesUnder(folder))
  .filter((file) => !file.includes('/generated/'));
const imports = files.flatMap(importsOf);
const paths = files.map((file) => path.relative(root, file));
/** Imports between files of ours, types included, as paths from the root. */
const fileImports = imports.flatMap(({ file, path: to, typeOnly }) =>
  to !== null && paths.includes(to) ? [{ file: path.relative(root, file), to, typeOnly }] : [],
);

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

test('rooms of the inspector import only from rooms below them', () => {
  const floorOf = (file: string) => {
    const [, room] = /^components\/inspector\/([^/]+)\//.exec(file) ?? [];
    return floors.findIndex((floor) => floor.includes(room ?? ''));
  };
  const rooms = new Set(paths.flatMap((file) => /^components\/inspector\/([^/]+)\//.exec(file)?.[1] ?? []));
  expect([...rooms].filter((room) => !floors.flat().includes(room))).toEqual([]);
  const wrong = fileImports.filter(({ file, to }) => {
    const [from, into] = [floorOf(file), floorOf(to)];
    return from >= 0 && into >= 0 && path.dirname(file) !== path.dirname(to) && into >= from;
  });
  expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('a room is entered by its doors alone', () => {
  const wrong = fileImports.filter(({ file, to }) => {
    const room = path.dirname(to);
    return room in doors && !file.startsWith(`${room}/`) && !doors[room]!.includes(path.basename(to));
  });
  expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  const unused = Object.entries(doors).flatMap(([room, names]) =>
    names
      .map((name) => `${room}/${name}`)
      .filter((door) => !fileImports.some(({ file, to }) => to === door && !file.startsWith(`${room}/`))),
  );
  expect(unused).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circlesOf(fileImports.map(({ file, to }) => [file, to]))).toEqual([]);
});

test('no rooms import each other in a circle', () => {
  const roomOf = (file: string) => /^components\/[^/]+/.exec(file)?.[0] ?? folderOf(path.join(root, file));
  const arrows = fileImports
    // The straight line is given the parts to its right as arguments; it may know their types.
    .filter(({ typeOnly, file }) => !(typeOnly && file.startsWith('lib/')))
    .map(({ file, to }) => [roomOf(file), roomOf(to)] as const)
    .filter(([from, to]) => from !== to);
  expect(circlesOf(arrows)).toEqual([]);
});

test('the pure folders know neither Node, nor React, nor Next, nor the database, nor sockets', () => {
  const outside = /^(node:|react|next|@prisma|socket\.io|engine\.io|better-sqlite3|pg$|pino)/;
  expect(shown(imports.filter(({ from, to }) => pure.includes(from) && outside.test(to)))).toEqual([]);
});

test('the client imports nothing but pure folders and itself: it runs in browsers and workers too', () => {
  const wrong = imports.filter(({ from, to }) => from === 'client' && ![...pure, 'client'].includes(to));
  expect(shown(wrong)).toEqual([]);
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
  const live = ['egress', 'store', 'live', 'deliveries', 'forwarding', 'wire', 'server', 'config'];
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

test('pages get the payloads of samples from the API, and never load them themselves', () => {
  const leadsTo = new Map<string, string[]>();
  for (const { file, to, typeOnly } of fileImports) {
    if (!typeOnly) leadsTo.set(file, [...(leadsTo.get(file) ?? []), to]);
  }
  const own = ['lib/samples/sign-sample.ts', 'lib/samples/sample-json.ts'];
  const loaded = new Set([...own, ...paths.filter((file) => file.startsWith('components/'))]);
  for (const file of loaded) for (const next of leadsTo.get(file) ?? []) loaded.add(next);
  expect([...loaded].filter((file) => file.startsWith('lib/samples/') && !own.includes(file))).toEqual([]);
});

test('only the store knows Prisma and the driver', () => {
  const prisma = /^@prisma|better-sqlite3|^pg$|generated\//;
  expect(shown(imports.filter(({ from, to }) => from !== 'store' && prisma.test(to)))).toEqual([]);
});

/** Code outside lib/egress that matches `waysOut`, and why the server opens no connection with it. */
const opensNone: ReadonlyMap<string, string> = new Map([
  [
    'lib/server/http2-pages.ts',
    'its client writes to a connection in memory, to a server in the same process',
  ],
  ['lib/server/ready.mjs', 'it is a command of its own, which asks a server of the operator'],
  [
    'lib/server/mcp/own-api.ts',
    'its client writes to a connection in memory, to a server in the same process',
  ],
  ['lib/copy-as/targets/fetch.ts', 'it writes a program that others run'],
  ['lib/copy-as/targets/ruby.ts', 'it writes a program that others run'],
]);

/** How a server could open a connection or resolve a name. Pages may fetch: they run in browsers. */
const waysOut: readonly RegExp[] = [
  /(?<![\w.])(?:globalThis\.)?fetch\s*\(/,
  /\bnew (?:WebSocket|EventSource)\b/,
  /from '(?:undici|axios|node:https|node:dns|node:dns\/promises|node:dgram)'/,
  /import (?!type\b)(?:\* as \w+|\w+) from 'node:(?:http|http2|net|tls)'/,
  valuesFrom('http', 'request|get|Agent|globalAgent|ClientRequest'),
  valuesFrom('http2', 'connect'),
  valuesFrom('net', 'connect|createConnection|Socket|Stream'),
  valuesFrom('tls', 'connect|TLSSocket'),
  /(?:import|require)\(\s*'(?:undici|(?:node:)?(?:https?|http2|net|tls|dns|dgram))'/,
  /\b(?:https?|net|tls|http2)\.(?:request|get|connect|createConnection)\(/,
];

/** Imports of one of these names from a module of Node, except as a type. */
function valuesFrom(module: string, names: string): RegExp {
  return new RegExp(
    `import (?!type\\b)\\{(?:[^}]*,)?\\s*(?:${names})\\b(?: as \\w+)?\\s*(?:,[^}]*)?\\} from 'node:${module}'`,
  );
}

test('of the server, only lib/egress opens connections to other servers', () => {
  const outside = [...files, ...sourcesUnder('lib/server', /\.mjs$/)].filter((file) =>
    /^(?:lib\/(?!(?:egress|client)\/)|app\/)/.test(path.relative(root, file)),
  );
  const opening = outside.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return waysOut.some((way) => way.test(text));
  });
  expect(opening.map((file) => path.relative(root, file)).sort()).toEqual([...opensNone.keys()].sort());
});

test.each([
  "const a = await fetch('http://a');",
  'return globalThis.fetch (url);',
  "import { request } from 'node:http';",
  "import { createServer, type IncomingMessage, request as send } from 'node:http';",
  "import {\n  createServer,\n  get,\n} from 'node:http';",
  "import https from 'node:https';",
  "import * as net from 'node:net';",
  "import { Socket } from 'node:net';",
  "import { connect } from 'node:tls';",
  "import { connect as open, constants } from 'node:http2';",
  "import { lookup } from 'node:dns/promises';",
  "import { Agent } from 'undici';",
  "const { request } = await import('node:http');",
  "require('net').connect(80);",
  "new WebSocket('ws://a')",
])('a way out is recognised: %j', (code) => {
  expect(waysOut.some((way) => way.test(code))).toBe(true);
});

test.each([
  "import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';",
  "import type { Socket } from 'node:net';",
  "import { createServer, type Socket } from 'node:net';",
  "import type { TLSSocket } from 'node:tls';",
  "import { constants, type ServerHttp2Session } from 'node:http2';",
  'this.fetch(); prefetch(); store.fetch(1);',
])('no way out is seen in %j', (code) => {
  expect(waysOut.filter((way) => way.test(code))).toEqual([]);
});

test('nothing turns text of strangers into markup', () => {
  const dangerous = /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write\b/;
  const found = files.filter((file) => dangerous.test(readFileSync(file, 'utf8')));
  // Documents of the repository.
  expect(found.map((file) => path.relative(root, file))).toEqual(['app/docs/[page]/page.tsx']);
});

/** Circles among arrows from one name to another: `a → b → a`. */
function circlesOf(arrows: readonly (readonly [from: string, to: string])[]): string[] {
  const leadsTo = new Map<string, string[]>();
  for (const [from, to] of arrows) leadsTo.set(from, [...(leadsTo.get(from) ?? []), to]);
  const finished = new Set<string>();
  const circles: string[] = [];
  function follow(name: string, way: readonly string[]): void {
    if (way.includes(name)) circles.push([...way.slice(way.indexOf(name)), name].join(' → '));
    else if (!finished.has(name)) {
      for (const next of new Set(leadsTo.get(name))) follow(next, [...way, name]);
      finished.add(name);
    }
  }
  for (const name of leadsTo.keys()) follow(name, []);
  return circles;
}

function sourcesUnder(folder: string, names = /\.tsx?$/): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => names.test(name))
    .map((name) => path.join(root, folder, name));
}

/** The house's folder a file is in: `model`, …, `components`, `app`. */
function folderOf(file: string): string {
  const [top, second] = path.relative(root, file).split(path.sep);
  return top === 'lib' ? second! : top!;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|(?:import|new URL)\(\s*['"]([^'"]+)['"]\s*[,)]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map(([, type, named, dynamic, bare]) => {
    const specifier = (named ?? dynamic ?? bare)!;
    return {
      from: folderOf(file),
      to: destination(file, specifier),
      typeOnly: Boolean(type),
      file,
      path: pathOf(file, specifier),
    };
  });
}

function destination(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return folderOf(path.join(root, specifier.slice(1)));
  if (specifier.includes('/generated/')) return 'generated/';
  return specifier.startsWith('.') ? folderOf(path.resolve(path.dirname(file), specifier)) : specifier;
}

/** The imported file as a path from the root; null where it is none of ours. */
function pathOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return null;
  return path.relative(root, path.resolve(path.dirname(file), specifier));
}

function shown(wrong: Import[]): string[] {
  return wrong.map(({ file, to }) => `${path.relative(root, file)} imports ${to}`);
}
