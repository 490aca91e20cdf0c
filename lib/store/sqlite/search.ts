import type { Filter } from '../../filter/index.ts';
import type { Narrowing } from '../../filter/key.ts';
import type { Answer, Prisma, PrismaClient } from '../generated/sqlite/client.ts';
import { type SummaryRow, summaryColumns, summaryFactsOf } from '../rows.ts';
import type { BodyPieces } from './body-pieces.ts';

/** Where a search reads. */
export type Searched = {
  readonly client: PrismaClient;
  readonly pieces: BodyPieces;
  readonly binId: number;
  answersAmong(binId: number, rows: { seq: number }[]): Promise<Map<number, Answer>>;
};

/** Rows looked at together. */
const together = 500;

/**
 * The captures a filter finds, the newest first under `before`, or with `after` the oldest first above it. The database is
 * asked what its columns can tell; then the facts are judged, and only where these may match a body is read.
 */
export async function* search(
  { client, pieces, binId, answersAmong }: Searched,
  { after, before }: { after?: number; before?: number },
  filter: Filter,
): AsyncGenerator<{ row: SummaryRow; answer: Answer | null }> {
  const upwards = after !== undefined;
  const bounds = filter.narrowings.map(boundOf);
  let edge = upwards ? after : before;
  for (;;) {
    const rows = await client.capture.findMany({
      where: { AND: [{ binId, seq: upwards ? { gt: edge } : { lt: edge } }, ...bounds] },
      orderBy: { seq: upwards ? 'asc' : 'desc' },
      take: together,
      select: { ...summaryColumns, longBodyId: true },
    });
    const answers = await answersAmong(binId, rows);
    for (const { longBodyId, ...row } of rows) {
      const answer = answers.get(row.seq) ?? null;
      const facts = summaryFactsOf(row, answer);
      if (!filter.mayMatch(facts)) continue;
      if (filter.needsBody) {
        const body = await bodyOf(row, longBodyId);
        if (!body || !filter.matches({ facts, body })) continue;
      }
      yield { row, answer };
    }
    if (rows.length < together) return;
    edge = rows.at(-1)!.seq;
  }

  /** Null when the capture was deleted meanwhile. */
  async function bodyOf({ seq, bodyStored }: SummaryRow, longBodyId: number | null) {
    if (longBodyId !== null) return pieces.whole(longBodyId, bodyStored);
    const row = await client.capture.findFirst({ where: { binId, seq }, select: { body: true } });
    return row?.body ?? null;
  }
}

function boundOf({ column, is, value }: Narrowing): Prisma.CaptureWhereInput {
  return { [column]: { [is]: value } };
}
