import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A migration in Prisma's layout, `<folder>/<name>/migration.sql`. The checksum is the SHA-256 of the file, as Prisma records it. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** The migrations of a folder, in order of name. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}

/**
 * Those that were not applied to a database yet.
 * @throws Error when one was applied that is not known: then the database was used by a newer Wirebin.
 */
export function missingMigrations(known: readonly Migration[], applied: readonly string[]): Migration[] {
  const stranger = applied.find((name) => !known.some((migration) => migration.name === name));
  if (stranger)
    throw new Error(
      `This database was used by a newer Wirebin (it has the migration ${stranger}). Start that one.`,
    );
  return known.filter(({ name }) => !applied.includes(name));
}
