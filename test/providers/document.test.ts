import path from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { root } from '../support/root.ts';

const preface = `# Providers

Written by \`test/providers/document.test.ts\` from \`lib/providers\`; \`npm test -- test/providers -u\` writes it anew.

Of a body kept in pieces (over 256 KiB) nothing is read: what stands in a body is then missing. A delivery id stays the same when the
provider sends a delivery again; where none is known to, there is none. How long a provider waits and what it does without an answer is
what it documents; nothing where it does not.
`;

test('docs/providers.md says what the list of providers says', async () => {
  const rows = providers
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((provider) => `| ${cellsOf(provider).map(escaped).join(' | ')} |`);
  const titles = ['provider', 'filter', 'recognised by', 'event', 'delivery id', 'waits', 'tries again'];
  const table = [`| ${titles.join(' | ')} |`, `|${'---|'.repeat(titles.length)}`, ...rows].join('\n');
  await expect(`${preface}\n${table}\n`).toMatchFileSnapshot(path.join(root, 'docs/providers.md'));
});

function cellsOf({ id, name, source, marks, event, deliveryId, patience }: Provider): string[] {
  return [
    `[${name}](${source})`,
    `\`provider:${id}\``,
    marks.map(({ words }) => words).join('; '),
    event?.words ?? '',
    deliveryId?.words ?? '',
    patience?.waits ?? '',
    patience?.retries ?? '',
  ];
}

const escaped = (cell: string) => cell.replaceAll('|', '\\|');
