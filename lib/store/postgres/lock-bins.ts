import type { Statements } from './statements.ts';

/**
 * Locks the rows of bins until the transaction ends. Every transaction that changes captures or counts of a bin begins with it, so that
 * they come one after the other: what one reads does not change before it is committed, and seqs are given in the order of commits.
 * Always in order of id: two transactions never wait for each other.
 */
export async function lockBins(statements: Statements, binIds: readonly number[]): Promise<void> {
  await statements.run('SELECT 1 FROM "Bin" WHERE "id" = ANY(?) ORDER BY "id" FOR NO KEY UPDATE', binIds);
}
