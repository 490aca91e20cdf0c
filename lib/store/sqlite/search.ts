import type { Filter } from '../../filter/index.ts';
import type { Narrowing } from '../../filter/key.ts';
import type { Answered } from '../../model/capture.ts';
import type { Prisma, PrismaClient } from '../generated/sqlite/client.ts';
import { type SummaryRow, summaryColumns, summaryFactsOf } from '../rows.ts';
import type { BodyPieces } from './body-pieces.ts';

/** Where a search reads. */
export type Searched = {
  readonly client: PrismaClient;
  readonly pieces: BodyPieces;
  readonly binId: number;
  answersAmong(binId: number, rows: { seq: number }[]): Promise<Map<number, Answered>>;
};

/** Rows looked at together. */
const together = 500;
/** Bodies read together: each has up to 256 KiB. */
const bodiesTogether = 50;

/**
 * The captures a filter finds, in the order and between the bounds of `Store.list`. The database is asked what its columns
 * can tell; then the facts are judged, and only where these may match a body is read. Ends with the seq where its budget
 * was spent; null when it has looked at all there was.
 */
export async function* search(
  { client, pieces, binId, answersAmong }: Searched,
  { after, before, budget = Number.POSITIVE_INFINITY }: { after?: number; before?: number; budget?: number },
  filter: Filter,
): AsyncGenerator<{ row: SummaryRow; answered: Answered | null }, number | null> {
  const upwards = isUpwards({ after, before });
  const bounds = filter.narrowings.map(boundOf);
  let from = after;
  let to = before;
  for (let left = budget; ; left -= together) {
    const take = Math.min(together, left);
    const rows = await client.capture.findMany({
      where: { AND: [{ binId, seq: { gt: from, lt: to } }, ...bounds] },
      orderBy: { seq: upwards ? 'asc' : 'desc' },
      take,
      select: { ...summaryColumns, longBodyId: true },
    });
    const answers = await answersAmong(binId, rows);
    const likely = rows
      .map(({ longBodyId, ...row }) => ({ row, longBodyId, answered: answers.get(row.seq) ?? null }))
      .map((found) => ({ ...found, facts: summaryFactsOf(found.row, found.answered) }))
      .filter(({ facts }) => filter.mayMatch(facts));
    for (let at = 0; at < likely.length; at += bodiesTogether) {
      const some = likely.slice(at, at + bodiesTogether);
      const bodies = filter.needsBody ? await shortBodies(some.map(({ row }) => row.seq)) : null;
      for (const { row, answered, facts, longBodyId } of some) {
        if (bodies) {
          const body =
            longBodyId === null ? bodies.get(row.seq) : await pieces.whole(longBodyId, row.bodyStored);
          if (!body || !filter.matches({ facts, body })) continue;
        }
        yield { row, answered };
      }
    }
    if (rows.length < take) return null;
    const edge = rows.at(-1)!.seq;
    if (left <= together) return edge;
    if (upwards) from = edge;
    else to = edge;
  }

  /** Those kept in the rows themselves; a capture deleted meanwhile has none. */
  async function shortBodies(seqs: number[]): Promise<Map<number, Uint8Array>> {
    const rows = await client.capture.findMany({
      where: { binId, seq: { in: seqs } },
      select: { seq: true, body: true },
    });
    return new Map(rows.map(({ seq, body }) => [seq, body]));
  }
}

/** Oldest first: only where the page says where to begin and not where to end. */
export function isUpwards({ after, before }: { after?: number; before?: number }): boolean {
  return after !== undefined && before === undefined;
}

function boundOf({ column, is, value }: Narrowing): Prisma.CaptureWhereInput {
  return { [column]: { [is]: value } };
}
