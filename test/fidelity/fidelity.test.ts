import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import { rows } from '../copy-as/rows.ts';
import { root } from '../support/root.ts';
import { checked } from './checked.ts';
import { fidelityDocument, proofs } from './document.ts';

it('docs/fidelity.md is up to date with the lists of the tests', async () => {
  await expect(fidelityDocument()).toMatchFileSnapshot('../../docs/fidelity.md');
});

it.each(proofs)('refers to a test that exists: $test, in $file', ({ file, test }) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  const title = test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(source).toMatch(new RegExp(`\\b(?:it|test)\\b[^;]*?\\(\\s*['"\`]${title}['"\`],`));
});

it('describes how each copy format is tested', () => {
  const proved = new Set([...rows.map(({ target }) => target.id), ...Object.keys(checked)]);
  expect([...proved].sort()).toEqual(copyTargets.map(({ id }) => id).sort());
});
