import path from 'node:path';
import { expect, test } from 'vitest';
import { handshakes } from '#lib/providers/handshake/known-handshakes.ts';
import { guardWords, wayWords } from '#lib/providers/handshake/names.ts';
import { providers } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { root } from '../support/root.ts';

const preface = `# Providers

This file is generated from \`lib/providers\` by \`test/providers/document.test.ts\`. Run \`npm test -- test/providers -u\` to update it.

- **Recognised by** lists what identifies the provider. If a body is longer than 256 KiB, only the headers are read, so values from the
  body are missing.
- **Delivery ID** stays the same when the provider retries a delivery. It is empty if no such ID is known.
- **URL verification** is handled if it is turned on in the bin's reply settings, with the secret named here if one is needed.
- **Waits** and **retries** are what the provider documents. They are empty if it documents nothing.
`;

test('docs/providers.md matches the list of providers', async () => {
  const rows = providers
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((provider) => `| ${cellsOf(provider).map(escaped).join(' | ')} |`);
  const titles = [
    'Provider',
    'Filter',
    'Recognised by',
    'Event',
    'Delivery ID',
    'Signature',
    'URL verification',
    'Waits',
    'Retries',
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
  if (unverifiable) return `${unverifiable.words}. Not verified: ${unverifiable.missing}`;
  if (!signatures) return `None. ${unsigned ?? ''}`.trim();
  const own = signatures.map(({ words, secret, tolerance }) =>
    [words, `key: ${secret}`, tolerance === undefined ? '' : `tolerance: ${tolerance} s`]
      .filter((part) => part !== '')
      .join('; '),
  );
  return [...new Set(own)].join('. Or ');
}

function handshakeCell({ id }: Provider): string {
  if (id === 'sns') return 'a link to SubscribeURL in the overview, opened only when clicked';
  const handshake = handshakes.find(({ provider }) => provider === id);
  if (!handshake) return '';
  const { secret, warning } = handshake;
  const key = secret ? [`key: ${secret.name}${secret.needed ? '' : ', if any'}`] : [];
  const words = [...wayWords(handshake), ...guardWords(handshake), ...key].join('; ');
  return warning ? `${words}. ${warning}` : words;
}

const escaped = (cell: string) => cell.replaceAll('|', '\\|');
