import path from 'node:path';
import { expect, test } from 'vitest';
import { handshakes } from '#lib/providers/handshake/handshakes.ts';
import { guardWords, wayWords } from '#lib/providers/handshake/words.ts';
import { providers } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { root } from '../support/root.ts';

const preface = `# Providers

Written by \`test/providers/document.test.ts\` from \`lib/providers\`; \`npm test -- test/providers -u\` writes it anew.

Of a body kept in pieces (over 256 KiB) nothing is read: what stands in a body is then missing. A delivery id stays the same when the
provider sends a delivery again; where none is known to, there is none. How long a provider waits and what it does without an answer is
what it documents; nothing where it does not. A handshake is answered where a bin has switched it on, and where it has the secret that is
named.
`;

test('docs/providers.md says what the list of providers says', async () => {
  const rows = providers
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((provider) => `| ${cellsOf(provider).map(escaped).join(' | ')} |`);
  const titles = [
    'provider',
    'filter',
    'recognised by',
    'event',
    'delivery id',
    'signature',
    'handshake',
    'waits',
    'tries again',
  ];
  const table = [`| ${titles.join(' | ')} |`, `|${'---|'.repeat(titles.length)}`, ...rows].join('\n');
  await expect(`${preface}\n${table}\n`).toMatchFileSnapshot(path.join(root, 'docs/providers.md'));
});

function cellsOf(provider: Provider): string[] {
  const { id, name, source, marks, event, deliveryId, patience } = provider;
  return [
    `[${name}](${source})`,
    `\`provider:${id}\``,
    marks.map(({ words }) => words).join('; '),
    event?.words ?? '',
    deliveryId?.words ?? '',
    signatureCell(provider),
    handshakeCell(provider),
    patience?.waits ?? '',
    patience?.retries ?? '',
  ];
}

function signatureCell({ signatures, unverifiable, unsigned }: Provider): string {
  if (unverifiable) return `${unverifiable.words}. Not checked: ${unverifiable.missing}`;
  if (!signatures) return `none. ${unsigned ?? ''}`.trim();
  const own = signatures.map(({ words, secret, tolerance }) =>
    [words, `key: ${secret}`, tolerance === undefined ? '' : `clock: ${tolerance} s`]
      .filter((part) => part !== '')
      .join('; '),
  );
  return [...new Set(own)].join('. Or ');
}

function handshakeCell({ id }: Provider): string {
  if (id === 'sns') return 'SubscribeURL, a link in the overview: opened by a click alone';
  const handshake = handshakes.find(({ provider }) => provider === id);
  if (!handshake) return '';
  const { secret, beware } = handshake;
  const key = secret ? [`key: ${secret.name}${secret.needed ? '' : ', if any'}`] : [];
  const words = [...wayWords(handshake), ...guardWords(handshake), ...key].join('; ');
  return beware ? `${words}. ${beware}` : words;
}

const escaped = (cell: string) => cell.replaceAll('|', '\\|');
