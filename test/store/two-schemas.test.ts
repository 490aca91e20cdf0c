import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/root.ts';

type Model = { fields: string[]; keys: string[] };

/** The models of a schema: their fields with types, optionality, defaults and relations, and their keys and indexes. */
function modelsOf(database: 'sqlite' | 'postgresql'): Record<string, Model> {
  const text = readFileSync(path.join(root, 'prisma', database, 'schema.prisma'), 'utf8');
  const models: Record<string, Model> = {};
  for (const [, name, body] of text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const lines = body!
      .split('\n')
      .map((line) => line.trim().replace(/\s+/g, ' '))
      .filter((line) => line !== '' && !line.startsWith('//'));
    models[name!] = {
      fields: lines.filter((line) => !line.startsWith('@@')).sort(),
      keys: lines.filter((line) => line.startsWith('@@')).sort(),
    };
  }
  return models;
}

test('both databases have the same models, with the same fields and keys', () => {
  const [sqlite, postgres] = [modelsOf('sqlite'), modelsOf('postgresql')];
  expect(Object.keys(sqlite).length).toBeGreaterThan(20);
  // An entry of an index of PostgreSQL has at most a third of a page, and the ID of a delivery may be longer.
  sqlite.Capture!.keys = sqlite.Capture!.keys.filter((key) => key !== '@@index([binId, deliveryId])');
  expect(postgres).toEqual(sqlite);
});
