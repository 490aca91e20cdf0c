import type {
  Bin as BinRow,
  Block as BlockRow,
  Link as LinkRow,
  Listener as ListenerRow,
  Prisma,
  PrismaClient,
  JsonSchema as SchemaRow,
  SigningSecret as SecretRow,
} from '../generated/sqlite/client.ts';

/**
 * What this folder needs of a database. Each database has a client of its own; their models have the same columns, so that
 * the types of one serve for all.
 */
export type PrismaDatabase = {
  readonly client: PrismaClient;
  /** A number that changes when another process writes to the database. */
  readonly writesOfOthers: () => number;
  /** Runs a write, and repeats it while the database is busy. */
  readonly retry: <T>(write: () => Promise<T>) => Promise<T>;
  /**
   * Runs reads and writes that depend on what some names stand for, such as which bins have or had some slugs: no other transaction with
   * one of these names comes in between. Repeats them while the database is busy.
   */
  readonly transactWithNames: <T>(
    names: readonly string[],
    work: (transaction: PrismaTransaction) => Promise<T>,
  ) => Promise<T>;
  /** The same for what belongs to one bin: nothing of the bin changes before they are committed. */
  readonly transactInBin: <T>(
    binId: number,
    work: (transaction: PrismaTransaction) => Promise<T>,
  ) => Promise<T>;
};

export type PrismaTransaction = Prisma.TransactionClient;
export type { BinRow, BlockRow, LinkRow, ListenerRow, SchemaRow, SecretRow };
