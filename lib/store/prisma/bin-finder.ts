import { isDeepStrictEqual } from 'node:util';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { Bin, ReplyingBin } from '#lib/model/bin.ts';
import type { InstanceLimits } from '#lib/model/bin-limits.ts';
import type { Listeners } from '../listeners.ts';
import { type CacheLimits, LookupCache } from '../lookup-cache.ts';
import type { BinRow, PrismaDatabase } from './database.ts';
import { forwardOf } from './forward-row.ts';
import { settingsIn } from './read-settings.ts';
import { binOf, schemaOf, schemaOrder, secretOf, secretOrder } from './rows.ts';

/**
 * How long a bin found by its slug is cached. Another process may rename or delete it meanwhile, and its message may be lost: so it is
 * cached for a second, and for longer only while no other process writes to the database. `addCapture` notices a deleted one.
 */
const cached: CacheLimits = { milliseconds: 1000, unchangedMilliseconds: 60_000, capacity: 10_000 };
/** How long the version of the database is believed, milliseconds. */
const versionLasts = 100;

/** Finds bins by their slugs and caches them for a moment. Code that changes a bin calls `forget` or `reread`. */
export class BinFinder {
  readonly #client: PrismaDatabase['client'];
  readonly #limits: InstanceLimits;
  readonly #cipher: SecretCipher | null;
  readonly #listeners: Listeners;
  readonly #bySlug: LookupCache<string, ReplyingBin>;

  constructor(
    { client, writesOfOthers }: PrismaDatabase,
    limits: InstanceLimits,
    cipher: SecretCipher | null,
    listeners: Listeners,
  ) {
    this.#client = client;
    this.#listeners = listeners;
    this.#cipher = cipher;
    this.#limits = limits;
    this.#bySlug = new LookupCache(
      (slug, before) => this.#lookUp(slug, before),
      cached,
      forAMoment(writesOfOthers, versionLasts),
    );
  }

  /** The bin of a row, with the limits that hold for it. */
  of = (row: BinRow): Bin => binOf(row, this.#limits);

  find(slug: string): Promise<ReplyingBin | null> {
    return this.#bySlug.get(slug);
  }

  /** A bin that was found before; null when it has to be looked up. */
  known(slug: string): ReplyingBin | null {
    return this.#bySlug.peek(slug);
  }

  /** Bins of these slugs were changed by this process. */
  forget(slugs: readonly string[]): void {
    this.forgetOthers(slugs);
    if (slugs.length > 0) this.#listeners.binsChanged(slugs);
  }

  /** Bins of these slugs were changed by another process, which has told so. */
  forgetOthers(slugs: readonly string[]): void {
    for (const slug of slugs) this.#bySlug.forget(slug);
  }

  /** Reads a bin again and removes it from the cache. */
  async reread(binId: number): Promise<Bin | null> {
    this.forget(await this.slugsOf(binId));
    const row = await this.#client.bin.findUnique({ where: { id: binId } });
    return row && this.of(row);
  }

  /** The slug of a bin and those it had; none when there is no such bin. */
  async slugsOf(binId: number): Promise<string[]> {
    const row = await this.#client.bin.findUnique({
      where: { id: binId },
      select: { slug: true, aliases: { select: { slug: true } } },
    });
    return row ? [row.slug, ...row.aliases.map(({ slug }) => slug)] : [];
  }

  async #lookUp(slug: string, before: ReplyingBin | null): Promise<ReplyingBin | null> {
    const include = {
      reply: true,
      secrets: { orderBy: [...secretOrder] },
      schemas: { where: { enabled: true }, orderBy: schemaOrder },
    };
    const row =
      (await this.#client.bin.findUnique({ where: { slug }, include })) ??
      (await this.#client.binAlias.findUnique({ where: { slug }, include: { bin: { include } } }))?.bin;
    if (!row || row.deletedAt !== null) return null;
    const rules = await this.#client.forward.findMany({ where: { binId: row.id }, orderBy: { id: 'asc' } });
    const responders = rules
      .map(forwardOf)
      .filter(({ paused, respondWithinMs }) => paused === null && respondWithinMs !== null);
    return {
      ...this.of(row),
      reply: settingsIn(row.reply?.settings ?? null, { binId: row.id, cipher: this.#cipher }, before?.reply),
      secrets: sameUnlessChanged(row.secrets.map(secretOf), before?.secrets ?? none),
      schemas: sameUnlessChanged(row.schemas.map(schemaOf), before?.schemas ?? none),
      responders,
    };
  }
}

const none: readonly never[] = [];

/** The array `before` if these are what is in it. */
function sameUnlessChanged<T>(now: readonly T[], before: readonly T[]): readonly T[] {
  return isDeepStrictEqual(now, before) ? before : now;
}

/** The same value for some milliseconds, then it is read again. */
function forAMoment<T>(read: () => T, milliseconds: number): () => T {
  let value: T;
  let until = 0;
  return () => {
    const now = performance.now();
    if (now >= until) {
      value = read();
      until = now + milliseconds;
    }
    return value;
  };
}
