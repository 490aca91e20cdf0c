import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './support/root.ts';

/** Folders at the top of the repository. A code span that begins with one of them is a path. */
const topFolders = ['.github', 'app', 'components', 'docs', 'lib', 'prisma', 'public', 'test'];

const decisions = readdirSync(inRoot('docs/decisions')).filter((name) => /^\d{4}-/.test(name));

const documents = [
  ...readdirSync(root),
  ...topFolders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ),
].filter(
  (file) =>
    file.endsWith('.md') && !file.startsWith('test/copy-as/golden/') && !file.startsWith('test/oracles/'),
);

describe.each(documents)('%s', (document) => {
  const text = withoutFences(readFileSync(inRoot(document), 'utf8'));

  test('links only to files and headings that exist', () => {
    const missing = linksIn(text).filter((link) => !leadsSomewhere(document, link));
    expect(missing).toEqual([]);
  });

  test('names only paths that exist', () => {
    const missing = pathsIn(text).filter((named) => !existsSync(inRoot(named)));
    expect(missing).toEqual([]);
  });
});

test('docs/decisions/README.md lists every decision', () => {
  const list = readFileSync(inRoot('docs/decisions/README.md'), 'utf8');
  expect(decisions.filter((name) => !list.includes(`](${name})`))).toEqual([]);
});

test.each(decisions)('decision %s gives context, decision and consequences', (name) => {
  const text = readFileSync(inRoot(`docs/decisions/${name}`), 'utf8');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, 3)).toEqual(['Context', 'Decision', 'Consequences']);
});

function inRoot(file: string): string {
  return path.join(root, file);
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** Targets of links and pictures inside the repository, as they are written. */
function linksIn(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, link]) => link!);
}

/** Code spans such as `lib/wire/capture.ts`, without those that have a placeholder in them. */
function pathsIn(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`\s]+)`/g)]
    .map(([, span]) => span!)
    .filter((span) => topFolders.some((folder) => span.startsWith(`${folder}/`)) && !/[*…{}]/.test(span));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [target = '', fragment] = link.split('#');
  const file = target === '' ? document : path.join(path.dirname(document), target);
  if (!existsSync(inRoot(file))) return false;
  return fragment === undefined || !file.endsWith('.md') || anchorsOf(file).includes(fragment);
}

/** The fragments GitHub gives the headings of a Markdown file. */
function anchorsOf(file: string): string[] {
  const headings = withoutFences(readFileSync(inRoot(file), 'utf8')).matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
