import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/** Free pages that stay in the file for the next captures; allocating them again would cost more. */
const reserve = 1024;
/** Pages released in one step. It takes some milliseconds, since pages at the end of the file are moved. */
const pagesAtATime = 100;
/** A file of more pages than this, 256 MiB, is not rewritten at start: it would take too long. */
const mostRewritten = 65_536;

type Connection = Pick<SqlDriverAdapter, 'queryRaw' | 'executeScript'>;

/** Bytes of the file in use, free pages not counted. Both numbers are in the file's header. */
export async function readUsedBytes(connection: Connection): Promise<number> {
  return firstNumber(
    connection,
    `SELECT (page_count - freelist_count) * page_size
     FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`,
  );
}

/** Returns some of the file's free pages to the disk; false when there are few. */
export async function releaseFreePages(connection: Connection): Promise<boolean> {
  if ((await pragma(connection, 'freelist_count')) <= reserve) return false;
  // As a script: a single statement would free a single page.
  await connection.executeScript(`PRAGMA incremental_vacuum(${pagesAtATime})`);
  return true;
}

/**
 * Enables the release of free pages for a file that was created without it, by another program: ours enables it before the
 * first table. The file is rewritten once for it. A large file is left unchanged; its operator may `VACUUM` it.
 */
export async function enableRelease(connection: Connection): Promise<void> {
  const [mode, pages] = [await pragma(connection, 'auto_vacuum'), await pragma(connection, 'page_count')];
  if (mode === incremental || pages > mostRewritten) return;
  await connection.executeScript('PRAGMA auto_vacuum = INCREMENTAL; VACUUM;');
}

const incremental = 2;

function pragma(connection: Connection, name: string): Promise<number> {
  return firstNumber(connection, `PRAGMA ${name}`);
}

async function firstNumber(connection: Connection, sql: string): Promise<number> {
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] });
  return Number(rows[0]?.[0]);
}
