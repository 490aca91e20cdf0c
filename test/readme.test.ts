import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { settings } from '#lib/config/read-config.ts';
import { root } from './support/root.ts';
import { newBin, sharedServer } from './support/server.ts';

const server = sharedServer({ environment: { CORS_ORIGINS: 'https://app.example' } });

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

test('README lists every setting with its default and description', () => {
  const rows = Object.entries(settings).map(
    ([name, { fallback, help }]) =>
      `| \`${name}\` | ${fallback === null ? '' : `\`${fallback}\` `}| ${help} |`,
  );
  const written = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  expect(written).toEqual(rows);
});

test('README begins with the commands that start the server and run the tests', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...readme.matchAll(/^npm ci && npm (\w+)/gm)].map(([, script]) => script!);
  expect(commands).toEqual(['start', 'test']);
  for (const script of commands) expect(scripts).toHaveProperty(script);
});

test('every package is listed in the decision about packages', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const named = read('docs/decisions/0002-packages.md');
  const unnamed = Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/'))
    .filter(
      (name) => !named.includes(name.replace('@fontsource-variable/jetbrains-mono', '…/jetbrains-mono')),
    );
  expect(unnamed).toEqual([]);
});

/** The commands of a section of README, each with a function that runs it for a bin. */
function commandsOf(heading: string) {
  const begin = readme.indexOf(`### ${heading}`);
  const section = readme.slice(begin, readme.indexOf('\n##', begin + 4));
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!);
}

async function runFor({ key, slug }: { key: string; slug: string }, command: string): Promise<string> {
  const environment = { ...process.env, KEY: key, ORIGIN: server().origin, SLUG: slug };
  return (await promisify(execFile)('sh', ['-c', command], { env: environment })).stdout;
}

test('the examples for reading what has changed, repeating a call and calling from a page do what README says', async () => {
  const bin = await newBin(server().origin);
  const [unchanged, repeated, fromPage] = [
    'Read only what has changed',
    'Repeat a call safely',
    'Call the API from a web page',
  ].map((heading) => commandsOf(heading)[0]!);
  expect(await runFor(bin, unchanged!)).toBe('304\n');
  const [first, second] = (await runFor(bin, repeated!)).trim().split('\n');
  expect(JSON.parse(first!)).toMatchObject({ label: 'CI', key: expect.any(String) });
  expect(second).toBe(first);
  expect(((await (await bin.api('/links')).json()) as { links: unknown[] }).links).toHaveLength(2);
  expect(await runFor(bin, fromPage!)).toBe('https://app.example\n');
});

test('the examples for programs that wait do what README says', async () => {
  const { origin } = server();
  const bin = await newBin(origin);
  const section = readme.slice(readme.indexOf('### Wait for requests'));
  const commands = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!);
  const [wait, events] = commands;
  expect([wait, events]).toEqual([expect.stringContaining('/wait?'), expect.stringContaining('/events?')]);
  const run = async (command: string) => {
    const environment = { ...process.env, KEY: bin.key, ORIGIN: origin, SLUG: bin.slug };
    return (await promisify(execFile)('sh', ['-c', command], { env: environment })).stdout;
  };
  const waited = run(wait!);
  for (const number of [1, 2]) await fetch(`${bin.captureUrl}/orders`, { method: 'POST', body: `${number}` });
  expect(JSON.parse(await waited)).toMatchObject({ captures: [{ seq: 1 }, { seq: 2 }], next: 2 });
  const streamed = await run(events!);
  expect([...streamed.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id)).toEqual(['1', '2']);
});

/** The first example of a section, as a program that finds the package. */
async function exampleOf(heading: string): Promise<string> {
  const section = readme.slice(readme.indexOf(`### ${heading}`));
  const file = path.join(root, `dist/example-${process.pid}-${Date.now()}.mjs`);
  await writeFile(file, /```js\n([\s\S]*?)```/.exec(section)![1]!);
  onTestFinished(() => rm(file));
  return file;
}

test('the example of the client runs', async () => {
  const environment = { ...process.env, WIREBIN_URL: server().origin };
  const { stdout } = await promisify(execFile)(process.execPath, [await exampleOf('Use a client')], {
    env: environment,
  });
  expect(stdout).toBe('{"id":1}\n1 /orders\n');
});

test('the example of a test runs, and its process ends', async () => {
  const program = ['--test', '--test-reporter=tap', await exampleOf('Test webhooks')];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  expect(stdout).toContain('# pass 3');
});
