import type { PlaybookCounter } from '../contracts/replies.ts';
import type { PrismaDatabase } from './database.ts';

/** How many requests a playbook has counted; 0 when its window is over. */
export async function readCount(
  { client }: PrismaDatabase,
  { binId, playId, subject, window }: PlaybookCounter,
): Promise<number> {
  const row = await client.playCount.findUnique({
    where: { binId_playId_subject: { binId, playId, subject } },
  });
  return row && Number(row.window) >= window ? row.count : 0;
}

/** Restarts some playbooks of a bin, or all of them. */
export async function resetPlaybooks(
  { client, retry }: PrismaDatabase,
  binId: number,
  playIds?: readonly string[],
): Promise<void> {
  const where = playIds ? { binId, playId: { in: [...playIds] } } : { binId };
  await retry(() => client.playCount.deleteMany({ where }));
}

/** Removes the oldest counts of a bin beyond `most`. */
export async function removeOldestCounts(
  { client }: Pick<PrismaDatabase, 'client'>,
  binId: number,
  most: number,
): Promise<void> {
  const edge = await client.playCount.findFirst({
    where: { binId },
    orderBy: { countedAt: 'desc' },
    skip: most,
    select: { countedAt: true },
  });
  if (edge) await client.playCount.deleteMany({ where: { binId, countedAt: { lte: edge.countedAt } } });
}
