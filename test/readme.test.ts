import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '#lib/config.ts';
import { root } from './support/root.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

test("README's table of settings is the one the server reads", () => {
  const rows = Object.entries(settings).map(
    ([name, { fallback, help }]) =>
      `| \`${name}\` | ${fallback === null ? '' : `\`${fallback}\` `}| ${help} |`,
  );
  const written = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  expect(written).toEqual(rows);
});

test('README begins with the commands that start and test', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...readme.matchAll(/^npm ci && npm (\w+)/gm)].map(([, script]) => script!);
  expect(commands).toEqual(['start', 'test']);
  for (const script of commands) expect(scripts).toHaveProperty(script);
});

test('every package has its line in the decisions', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const named = read('docs/decisions/0002-parts.md');
  const unnamed = Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/'))
    .filter(
      (name) => !named.includes(name.replace('@fontsource-variable/jetbrains-mono', '…/jetbrains-mono')),
    );
  expect(unnamed).toEqual([]);
});

test('every link in the documents leads to a file', () => {
  for (const file of [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'lib/README.md',
    'docs/decisions/README.md',
  ]) {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
    const lost = links.filter((link) => !exists(path.join(root, path.dirname(file), link)));
    expect(lost, file).toEqual([]);
  }
});

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
