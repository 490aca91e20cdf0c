import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { loadDriver } from './driver.ts';
import { fileOf } from './open.ts';

/** What a backup contains. */
export type BackupFacts = { readonly bins: number; readonly captures: number; readonly bytes: number };

type Options = {
  /** Called between the steps with the share that is copied, 0 to 1. */
  readonly progress: (share: number) => void;
  /** Stops the backup, which leaves no file. */
  readonly signal: AbortSignal;
};

/** Pages that are copied in one step, 4 MiB: so often is progress reported. */
const pagesPerStep = 1024;

/**
 * Copies the database at `url` (`file:PATH`, relative to `root`) to a new file, while a server writes to it. The copy is the state of the
 * moment at which it began, and complete and synced to disk once its name appears.
 * @throws Error with a sentence for the operator: there is no database, the target exists or cannot be written, or it was stopped.
 */
export async function backUp(
  url: string,
  root: string,
  target: string,
  { progress, signal }: Options,
): Promise<BackupFacts> {
  const source = fileOf(url, root);
  if ((await stat(source).catch(() => null)) === null) throw new Error(`There is no database at ${source}.`);
  if ((await stat(target).catch(() => null)) !== null)
    throw new Error(`${target} exists. Choose a name that does not exist yet.`);
  const { Database } = await loadDriver();
  const database = new Database(source, { readonly: true, timeout: 5000 });
  const partial = `${target}.partial`;
  try {
    // A snapshot that lasts: otherwise SQLite begins anew whenever the server commits.
    database.exec('BEGIN');
    const [bins, captures] = ['Bin', 'Capture'].map(
      (table) => database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number,
    );
    await rm(partial, { force: true });
    await database.backup(partial, {
      progress({ totalPages, remainingPages }) {
        if (signal.aborted) throw new Error('The backup was stopped.');
        if (totalPages > 0) progress((totalPages - remainingPages) / totalPages);
        return pagesPerStep;
      },
    });
    const bytes = await synced(partial);
    await rename(partial, target);
    await synced(path.dirname(target));
    return { bins: bins!, captures: captures!, bytes };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    database.close();
  }
}

/** Waits until a file or folder is on the disk. Returns its size. */
async function synced(name: string): Promise<number> {
  const handle = await open(name, 'r');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
