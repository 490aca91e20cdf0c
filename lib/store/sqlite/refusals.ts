import type { PrismaClient } from '../generated/sqlite/client.ts';

/** Adds to what bins have turned away, in one transaction; the new numbers. A bin that is gone is left out. */
export async function addRefusals(
  client: PrismaClient,
  counts: ReadonlyMap<number, number>,
): Promise<Map<number, number>> {
  const totals = await client.$transaction(
    [...counts].map(([id, count]) =>
      client.bin.updateManyAndReturn({
        where: { id },
        data: { refused: { increment: count } },
        select: { id: true, refused: true },
      }),
    ),
  );
  return new Map(totals.flat().map(({ id, refused }) => [id, refused]));
}
