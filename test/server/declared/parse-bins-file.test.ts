import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseBinsFile } from '#lib/server/declared/parse-bins-file.ts';
import { root } from '../../support/root.ts';

const environment = {
  ORDERS_KEY: 'o'.repeat(24),
  REFUNDS_KEY: 'r'.repeat(24),
  SAME_KEY: 'o'.repeat(24),
  SHORT_KEY: 'short',
};

test('the example in the documents is read', () => {
  const text = readFileSync(path.join(root, 'docs/bins.yaml'), 'utf8');
  expect(parseBinsFile('bins.yaml', text, environment)).toMatchObject([
    { slug: 'orders', key: 'o'.repeat(24), settings: { name: 'Orders, staging' } },
    { slug: 'refunds', key: 'r'.repeat(24), settings: { name: 'Refunds' } },
  ]);
});

test('no bins are no error', () => {
  expect(parseBinsFile('bins.yaml', 'bins: []\n', {})).toEqual([]);
});

/** Files that cannot be used; what is said of them is in `errors.golden.txt`, for a person to judge. */
const wrong: Record<string, string> = {
  'not YAML': 'bins:\n  - slug: orders\n   keyFrom: ORDERS_KEY\n',
  'a key given twice': 'bins: []\nbins: []\n',
  'an empty file': '',
  'not a list': 'bins:\n  orders:\n    keyFrom: ORDERS_KEY\n',
  'misspelt settings': `# Bins of the team
bin:
  - slug: orders
bins:
  - slug: orders
    keyFrom: ORDERS_KEY
    naem: Orders
  - slug: refunds
    keyfrom: REFUNDS_KEY
`,
  'wrong values': `bins:
  - slug: Or
    keyFrom: ORDERS_KEY
  - slug: admin
    keyFrom: REFUNDS_KEY
    name: 7
  - slug: x--y
    keyFrom: $REFUNDS_KEY
  - keyFrom: ORDERS_KEY
  - just words
`,
  'a bin that would expire': `bins:
  - slug: orders
    keyFrom: ORDERS_KEY
    expiresAfter: 3600
`,
  'replies that are none': `bins:
  - slug: orders
    keyFrom: ORDERS_KEY
    reply:
      default:
        status: 99
      rules:
        - when: method:POST
          answr: {}
`,
  'a key in the file': `bins:
  - slug: orders
    key: ${'o'.repeat(24)}
`,
  'keys that cannot be used': `bins:
  - slug: orders
    keyFrom: ORDERS_KEY
  - slug: refunds
    keyFrom: NOT_SET
  - slug: orders
    keyFrom: SHORT_KEY
  - slug: returns
    keyFrom: SAME_KEY
`,
};

test('what is wrong is said with its line', async () => {
  const said = Object.entries(wrong).map(([title, text]) => {
    try {
      parseBinsFile('bins.yaml', text, environment);
      return `${title}\n  read without complaint`;
    } catch (error) {
      return `${title}\n${(error as Error).message}`;
    }
  });
  await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot('errors.golden.txt');
});

test('a key never shows in what is said', () => {
  for (const text of Object.values(wrong)) {
    try {
      parseBinsFile('bins.yaml', text, environment);
    } catch (error) {
      expect((error as Error).message).not.toContain('o'.repeat(24));
      expect((error as Error).message).not.toContain('short');
    }
  }
});
