import type { StoreTrouble } from '#lib/model/store-trouble.ts';
import { codesIn } from '../error-codes.ts';

/**
 * The codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html), of the operating system and of Prisma's
 * client that are about the database itself. The first pattern that matches any code of an error decides.
 */
const byCode: readonly (readonly [RegExp, StoreTrouble])[] = [
  [/^53100$/, 'disk-full'],
  [/^(53200|ENOMEM)$/, 'out-of-memory'],
  [/^(EMFILE|ENFILE)$/, 'out-of-descriptors'],
  [/^25006$/, 'read-only'],
  [/^58030$/, 'disk-failed'],
  [/^XX00[12]$/, 'damaged'],
  // Deadlocks, serialization failures, locks and statements that took too long; Prisma's client waited too long.
  [/^(40001|40P01|55P03|57014|P1008|P2024|P2028|P2034)$/, 'busy'],
  // The connection, the server that starts or stops, and too many connections.
  [/^(08...|57P0.|53300|55000|3D000|28...|P1001|P1002|P1017)$/, 'not-reachable'],
  [
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)$/,
    'not-reachable',
  ],
];

/** Errors of the driver that have no code. */
const withoutCode =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** Why the database cannot be used, or null when an error is about what was read or written. */
export function troubleOf(error: unknown): StoreTrouble | null {
  const codes = [...codesIn(error)];
  const trouble = byCode.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
  return trouble ?? (messagesIn(error).some((text) => withoutCode.test(text)) ? 'not-reachable' : null);
}

/** Whether a write failed because of the database rather than of what was written. */
export function isDatabaseFailure(error: unknown): boolean {
  return troubleOf(error) !== null;
}

/** Whether the database ended a transaction because of another one: it may be tried again. */
export function isConflict(error: unknown): boolean {
  return [...codesIn(error)].some((code) => /^(40001|40P01|P2034)$/.test(code));
}

function messagesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { originalMessage } = error as { originalMessage?: unknown };
  return [error.message, String(originalMessage ?? ''), ...messagesIn(error.cause)];
}
