import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import { rows } from '../copy-as/rows.ts';
import { root } from '../support/root.ts';
import { checked } from './checked.ts';
import { fidelityDocument, proofs } from './document.ts';

it('docs/fidelity.md says what the tests show, nothing else and nothing less', async () => {
  await expect(fidelityDocument()).toMatchFileSnapshot('../../docs/fidelity.md');
});

it.each(proofs)('rests on a test that exists: $test, in $file', ({ file, test }) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  const title = test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(source).toMatch(new RegExp(`\\b(?:it|test)\\b[^;]*?\\(\\s*['"\`]${title}['"\`],`));
});

it('says of every form of copy how it is proved, and of none that is not there', () => {
  const proved = new Set([...rows.map(({ target }) => target.id), ...Object.keys(checked)]);
  expect([...proved].sort()).toEqual(copyTargets.map(({ id }) => id).sort());
});
