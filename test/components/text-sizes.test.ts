import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/root.ts';

/** The sizes of text: five, the monospaced form of `words`, and what iOS needs in a field. */
const sizes = ['tiny', 'small', 'words', 'name', 'wire', 'title', 'field'];

const files = ['app', 'components']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\.(?:css|tsx?)$/.test(file));

test('text has one of five sizes', () => {
  const tokens = readFileSync(path.join(root, 'components/ui/tokens.css'), 'utf8');
  const named = [...tokens.matchAll(/--text-([a-z]+): [\d.]+rem;/g)].map(([, name]) => name);
  expect(named).toEqual(sizes);
  const strays = files.flatMap((file) =>
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /\btext-\[[\d.]+(?:r?em|px|%)\]|\btext-(?:xs|sm|base|lg|xl|\dxl)\b|font-size: (?!var\(--text-)[^;]+|fontSize[:=]/g,
      ),
    ].map(([stray]) => `${file}: ${stray}`),
  );
  expect(strays).toEqual([]);
});
