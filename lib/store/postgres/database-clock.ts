import type pg from 'pg';

/** How long a measured difference is used, milliseconds: clocks drift by less than a millisecond in that time. */
const measuredFor = 60_000;

/**
 * The clock of the database, by which all processes agree on leases. What differs between it and the clock of this process is
 * measured now and then, and added to the times of this process.
 */
export class DatabaseClock {
  readonly #pool: pg.Pool;
  #ahead = 0;
  #measuredAt = Number.NEGATIVE_INFINITY;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A time of this process, milliseconds since the epoch, as the database would tell it. */
  async at(time: number): Promise<number> {
    if (performance.now() - this.#measuredAt > measuredFor) await this.#measure();
    return time + this.#ahead;
  }

  async #measure(): Promise<void> {
    const sent = Date.now();
    const { rows } = await this.#pool.query<{ now: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now',
    );
    // The database read its clock about halfway between the question and the answer.
    this.#ahead = Math.round(Number(rows[0]?.now) - (sent + Date.now()) / 2);
    this.#measuredAt = performance.now();
  }
}
