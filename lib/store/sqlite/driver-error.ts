import type { StoreTrouble } from '#lib/model/store-trouble.ts';
import { codesIn } from '../error-codes.ts';

/**
 * The codes of SQLite (https://www.sqlite.org/rescode.html), of the operating system and of Prisma's client that are about the
 * database itself. The first pattern that matches any code of an error decides.
 */
const byCode: readonly (readonly [RegExp, StoreTrouble])[] = [
  [/^DATABASE_FILE_MISSING$/, 'file-missing'],
  [/^DATABASE_FILE_REPLACED$/, 'file-replaced'],
  [/^(SQLITE_FULL|ENOSPC)/, 'disk-full'],
  [/^(SQLITE_NOMEM|SQLITE_IOERR_NOMEM|ENOMEM$)/, 'out-of-memory'],
  [/^(EMFILE|ENFILE)$/, 'out-of-descriptors'],
  // SQLite reports EDQUOT and EFBIG as IOERR.
  [/^(SQLITE_IOERR|EDQUOT$|EFBIG$|EIO$)/, 'disk-failed'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS$|EACCES$|EPERM$)/, 'read-only'],
  [/^SQLITE_CANTOPEN/, 'not-opened'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|DATABASE_FILE_EMPTIED$)/, 'damaged'],
  // Prisma's client: time-outs of the driver, of waiting for the connection, of an interactive transaction.
  [/^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|P1008$|P2024$|P2028$)/, 'busy'],
];

/** Primary codes whose extended codes better-sqlite3 may report as a number. */
const primaryCodes: Record<number, string> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  14: 'SQLITE_CANTOPEN',
};

/** Why the database cannot be used, or null when an error is about what was read or written. */
export function troubleOf(error: unknown): StoreTrouble | null {
  const codes = namesIn(error);
  return byCode.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? null;
}

/** Whether a write failed because of the database rather than of what was written. */
export function isDatabaseFailure(error: unknown): boolean {
  return troubleOf(error) !== null;
}

/** Whether another process is writing. */
export function isBusy(error: unknown): boolean {
  return namesIn(error).some((code) => code.startsWith('SQLITE_BUSY'));
}

function namesIn(error: unknown): string[] {
  return [...codesIn(error)].map(nameOf);
}

function nameOf(code: string): string {
  const number = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)?.[1];
  return number === undefined ? code : (primaryCodes[Number(number) & 0xff] ?? code);
}
