import type pg from 'pg';
import type { Connection } from './connection-url.ts';
import type { Driver } from './driver.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { Statements } from './statements.ts';
import { restoringTexts, storable } from './text-with-nul.ts';

/** How long a statement waits for a connection that is free, or for one to open, milliseconds. */
export const connectingMs = 15_000;
/** How long a connection that is not used stays open, milliseconds. */
const idleMs = 30_000;
/** How long a statement may take, milliseconds: one that reads, and one that writes, which may wait for others. */
const longestRead = 15_000;
const longestWrite = 30_000;
/** How much longer the server waits for the answer: the database may be gone without a word. */
const longestSilence = 5000;

/** Connections that only captures and their responses use, so that they never wait for one. One transaction of these is written at a time. */
const forCaptures = 1;

type Commit = {
  /** Whether the commit waits until it is on the disk. */
  readonly durable: boolean;
};

/**
 * The connections of a process: one for captures, some for reads, and the others for Prisma's client and all other writes. None
 * of these waits for another.
 */
export class Connections {
  readonly captures: pg.Pool;
  readonly reads: pg.Pool;
  readonly others: pg.Pool;

  constructor({ pg: driver }: Driver, { url, most }: Connection) {
    class Client extends driver.Client {
      /** All statements pass here, those of Prisma's client too. */
      // biome-ignore lint/suspicious/noExplicitAny: the driver's method has a dozen overloads.
      override query(...given: any[]): any {
        const [config, values] = given;
        if (Array.isArray(values)) given[1] = values.map(storableValue);
        else if (Array.isArray(config?.values))
          given[0] = {
            ...config,
            values: config.values.map(storableValue),
            types: config.types && restoringTexts(config.types),
          };
        return (super.query as (...all: unknown[]) => unknown)(...given);
      }
    }
    const pool = (max: number, longest: number) => {
      const made = new driver.Pool({
        connectionString: url,
        max,
        Client,
        application_name: 'wirebin',
        connectionTimeoutMillis: connectingMs,
        idleTimeoutMillis: idleMs,
        statement_timeout: longest,
        query_timeout: longest + longestSilence,
        keepAlive: true,
      } as pg.PoolConfig);
      // A connection that is lost while nobody uses it: the next statement opens another.
      made.on('error', () => {});
      return made;
    };
    const forReads = Math.ceil((most - forCaptures) / 2);
    this.captures = pool(forCaptures, longestWrite);
    this.reads = pool(forReads, longestRead);
    this.others = pool(most - forCaptures - forReads, longestWrite);
  }

  /**
   * Runs work as one transaction that sees at each statement what was committed before it. The work first locks what it depends on.
   * Repeats it when the database ended it because of another one.
   */
  transact<T>(
    work: (statements: Statements) => Promise<T>,
    { durable, pool = this.others }: Commit & { pool?: pg.Pool } = { durable: true },
  ): Promise<T> {
    return retryConflicts(() => once(pool, work, durable));
  }

  /** The same for removals and what may be done again: its commit does not wait for the disk. The next one puts both there. */
  transactUnsynced<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    return this.transact(work, { durable: false });
  }

  /** Runs one statement, which is a transaction of its own. */
  readonly statement = <T>(work: (statements: Statements) => Promise<T>, pool = this.others): Promise<T> =>
    retryConflicts(async () => {
      const client = await pool.connect();
      return ended(client, () => work(new Statements(client)));
    });

  async close(): Promise<void> {
    await Promise.all([this.captures, this.reads, this.others].map((pool) => pool.end()));
  }
}

async function once<T>(
  pool: pg.Pool,
  work: (statements: Statements) => Promise<T>,
  durable: boolean,
): Promise<T> {
  const client = await pool.connect();
  return ended(client, async () => {
    await client.query(durable ? 'BEGIN' : 'BEGIN; SET LOCAL synchronous_commit = off');
    try {
      const result = await work(new Statements(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // Without an answer the connection is closed, which rolls back too.
      await client.query('ROLLBACK').catch(() => {
        throw new Error('The transaction was not rolled back.', { cause: error });
      });
      throw error;
    }
  });
}

/** Gives a connection back after the work. One that is broken is closed. */
async function ended<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  const noteBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', noteBroken);
  try {
    return await work();
  } catch (error) {
    // After an answer of the database the connection is as before; otherwise its state is unknown.
    if (!isAnswer(error)) broken ??= error as Error;
    throw error;
  } finally {
    client.off('error', noteBroken);
    client.release(broken);
  }
}

/** Whether the database has answered with an error that leaves the connection open. */
function isAnswer(error: unknown): boolean {
  const { severity } = error as { severity?: unknown };
  return severity === 'ERROR';
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  return Array.isArray(value) ? value.map(storableValue) : value;
}
