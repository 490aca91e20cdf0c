import { newSchemaId } from '#lib/access/keys.ts';
import type { BinSchema } from '#lib/model/bin-schema.ts';
import type { SchemaStore } from '../contracts/schemas.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase, PrismaTransaction } from './database.ts';
import { schemaOf, schemaOrder } from './rows.ts';

export function schemaStore({ client, transactInBin }: PrismaDatabase, finder: BinFinder): SchemaStore {
  return {
    listSchemas: (binId) => schemasIn(client, binId),

    async changeSchemas(binId, change) {
      const changed = await transactInBin(binId, async (transaction) => {
        if ((await transaction.bin.count({ where: { id: binId, deletedAt: null } })) === 0) return null;
        const before = await schemasIn(transaction, binId);
        const after = change(before);
        const kept = after.map(({ id }) => id);
        await transaction.jsonSchema.deleteMany({ where: { binId, publicId: { notIn: kept } } });
        for (const schema of after) {
          const known = before.find(({ id }) => id === schema.id);
          if (known === schema) continue;
          const { id: publicId, ...columns } = schema;
          if (known) await transaction.jsonSchema.update({ where: { publicId }, data: columns });
          else await addSchema(transaction, binId, schema);
        }
        return after;
      });
      await finder.reread(binId);
      return changed;
    },
  };
}

/** Copies the schemas of a bin to another one, where they get ids of their own. */
export async function copySchemas(transaction: PrismaTransaction, from: number, to: number): Promise<void> {
  for (const schema of await schemasIn(transaction, from))
    await addSchema(transaction, to, { ...schema, id: newSchemaId() });
}

async function schemasIn(
  client: Pick<PrismaTransaction, 'jsonSchema'>,
  binId: number,
): Promise<readonly BinSchema[]> {
  const rows = await client.jsonSchema.findMany({ where: { binId }, orderBy: schemaOrder });
  return rows.map(schemaOf);
}

async function addSchema(
  transaction: PrismaTransaction,
  binId: number,
  { id: publicId, ...columns }: BinSchema,
): Promise<void> {
  await transaction.jsonSchema.create({ data: { binId, publicId, ...columns } });
}
