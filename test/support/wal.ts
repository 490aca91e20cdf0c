import { readFileSync } from 'node:fs';

/**
 * The number of commits in a SQLite database's write-ahead log. A frame that ends a commit contains the number of pages of
 * the database; others contain 0 (sqlite.org/fileformat2.html §4.1). Frames with other salts are left from earlier.
 */
export function commitsInWal(databaseFile: string): number {
  const wal = readFileSync(`${databaseFile}-wal`);
  const pageSize = wal.readUInt32BE(8);
  const salts = wal.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + 24 + pageSize <= wal.length; at += 24 + pageSize) {
    if (!wal.subarray(at + 8, at + 16).equals(salts)) break;
    if (wal.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}
