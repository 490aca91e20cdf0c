import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '#lib/config/read-config.ts';
import { root } from './support/root.ts';

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
