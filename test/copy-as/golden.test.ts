import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyAs, copyTargets } from '#lib/copy-as/index.ts';
import type { CopyTarget } from '#lib/copy-as/target.ts';
import { goldenRequests } from './golden-requests.ts';

/**
 * How copies look to people: `golden/{target}/{request}`, for a reviewer to read. That they are right is proved by running
 * them (`docs/fidelity.md` says which tests do). A new target gets its files by `vitest -u`.
 */

const origin = 'http://localhost:3000';

/** So that an editor colours them; others go by their media type. */
const endings: Record<string, string> = {
  curl: 'sh',
  'curl-cmd': 'bat',
  httpie: 'sh',
  wget: 'sh',
  powershell: 'ps1',
  'azure-request': 'sh',
  'google-function': 'sh',
  'http-file': 'http',
  node: 'mjs',
  har: 'har',
};
const endingsOfTypes: Record<string, string> = {
  'application/json': 'json',
  'text/javascript': 'js',
  'text/markdown': 'md',
  'text/x-csharp': 'cs',
  'text/x-go': 'go',
  'text/x-java': 'java',
  'text/x-php': 'php',
  'text/x-python': 'py',
  'text/x-ruby': 'rb',
  'text/x-rust': 'rs',
};

function endingOf({ id, mediaType }: CopyTarget): string {
  return endings[id] ?? endingsOfTypes[mediaType.split(';')[0]!] ?? 'txt';
}

describe.each(copyTargets)('$id', (target) => {
  it.each(goldenRequests)('writes %s', async (name, source) => {
    const copy = copyAs(target, source, { origin });
    await expect(copy.endsWith('\n') ? copy : `${copy}\n`).toMatchFileSnapshot(
      `golden/${target.id}/${name}.${endingOf(target)}`,
    );
  });

  it('has no file left over in its folder', () => {
    const files = readdirSync(join(import.meta.dirname, 'golden', target.id)).filter(
      (file) => file !== 'more',
    );
    expect(files.sort()).toEqual(goldenRequests.map(([name]) => `${name}.${endingOf(target)}`).sort());
  });
});

it('has a folder for each target and no other', () => {
  const folders = readdirSync(join(import.meta.dirname, 'golden'));
  expect(folders.sort()).toEqual(copyTargets.map(({ id }) => id).sort());
});
