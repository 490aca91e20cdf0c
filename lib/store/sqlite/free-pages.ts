import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { query } from './transaction.ts';

/** Free pages that stay in the file: the next captures take them, and asking the disk for them again would cost more. */
const reserve = 1024;
/** Pages given back in one step: some milliseconds, since pages at the end of the file move for it. */
const pagesAtATime = 100;
/** A file of more pages than this, 256 MiB, is not rewritten at start: everybody would wait. */
const mostRewritten = 65_536;

type Connection = Pick<SqlDriverAdapter, 'queryRaw' | 'executeScript'>;

/** Bytes of the file in use: free pages are room for what comes. Both numbers are in its head. */
export async function usedBytes(connection: Connection): Promise<number> {
  const { rows } = await connection.queryRaw(
    query(`SELECT (page_count - freelist_count) * page_size
           FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`),
  );
  return Number(rows[0]?.[0]);
}

/** Gives some of the file's free pages back to the disk; false when there are few. */
export async function giveBack(connection: Connection): Promise<boolean> {
  if ((await pragma(connection, 'freelist_count')) <= reserve) return false;
  // As a script: a single statement would free a single page.
  await connection.executeScript(`PRAGMA incremental_vacuum(${pagesAtATime})`);
  return true;
}

/**
 * Lets a file give back pages which was made without: by another program, since ours says it before the first table. That
 * takes writing it anew, once; a large one is left as it is, and its operator may `VACUUM` it.
 */
export async function prepareToGiveBack(connection: Connection): Promise<void> {
  const [mode, pages] = [await pragma(connection, 'auto_vacuum'), await pragma(connection, 'page_count')];
  if (mode === incremental || pages > mostRewritten) return;
  await connection.executeScript('PRAGMA auto_vacuum = INCREMENTAL; VACUUM;');
}

const incremental = 2;

async function pragma(connection: Connection, name: string): Promise<number> {
  const { rows } = await connection.queryRaw(query(`PRAGMA ${name}`));
  return Number(rows[0]?.[0]);
}
