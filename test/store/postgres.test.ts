import { describe, test } from 'vitest';
import { openStore } from '#lib/store/open.ts';
import { missingPostgres, postgresForEachTest } from '../support/postgres.ts';
import { root } from '../support/root.ts';
import type { TestDatabase } from './contract/database.ts';
import { storeContract } from './contract/index.ts';

const missing = await missingPostgres();

describe.skipIf(missing !== null)('on PostgreSQL', () => {
  const database = postgresForEachTest();

  storeContract('PostgreSQL', async (): Promise<TestDatabase> => {
    const { url, remove } = await database();
    return { open: (options) => openStore(url, root, options), remove };
  });
});

test.runIf(missing !== null)(`PostgreSQL is not tested: ${missing}`, ({ skip }) => skip());
