import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { settingsIn } from '#lib/access/bin-settings.ts';
import { hashKey, newKey } from '#lib/access/keys.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { readSettings } from '#lib/reply/read-settings.ts';
import type { BinSettings } from '#lib/store/contracts/bins.ts';
import type { Store } from '#lib/store/store.ts';
import { BinsFileWrong, type DeclaredBin, parseBinsFile } from './parse-bins-file.ts';

/** The bins declared in the operator's file. */
export type DeclaredBins = {
  has(slug: string): boolean;
  /** Reads the file again. An invalid file changes nothing; its errors are logged with their lines. */
  readAgain(): Promise<void>;
};

export const nothingDeclared: DeclaredBins = { has: () => false, async readAgain() {} };

type Parts = {
  config: Pick<Config, 'binsFile' | 'limits'>;
  store: Store;
  announce: Announce;
  log: { info(facts: object, words: string): void; error(facts: object, words: string): void };
  now: () => number;
};

/** The changes for a declared bin: the existing bin with its key or slug, or a new one. */
type Plan = {
  readonly declared: DeclaredBin;
  readonly bin: Bin | undefined;
  readonly settings: Partial<BinSettings>;
  /** Null for the default response; undefined if the file does not set one. */
  readonly reply: ReplySettings | null | undefined;
};

/** The label of links created for the file; it identifies them when a key has changed. */
const label = 'Declared in the bins file';

/**
 * Creates and updates the bins declared in `BINS_FILE`. A bin is identified by its key: with another slug in the file it is
 * renamed. Settings in the file override those of the bin each time it is read; other settings stay. A bin that is no longer
 * declared stays too, with its captures and its key: an edit of the file must not delete them.
 * @throws Error with a sentence for the operator when the file is invalid.
 */
export async function openDeclaredBins({ config, store, announce, log, now }: Parts): Promise<DeclaredBins> {
  const { binsFile } = config;
  if (binsFile === undefined) return nothingDeclared;
  const name = path.basename(binsFile);
  let slugs: ReadonlySet<string> = new Set();
  let reading: Promise<unknown> = Promise.resolve();

  async function read(): Promise<void> {
    const text = await readFile(binsFile!, 'utf8').catch((error: Error) => {
      throw new Error(`The file in BINS_FILE cannot be read: ${error.message}`);
    });
    const bins = parseBinsFile(name, text, process.env);
    const plans = await Promise.all(bins.map(plan));
    const complaints = plans.flatMap((planned) => (typeof planned === 'string' ? [planned] : []));
    if (complaints.length > 0) throw new BinsFileWrong(complaints);
    for (const planned of plans) if (typeof planned !== 'string') await carryOut(planned);
    slugs = new Set(bins.map(({ slug }) => slug));
    log.info({ bins: bins.length }, 'The bins file was applied.');
  }

  /** The changes for a bin, or an error. Nothing is changed before every bin is planned. */
  async function plan(declared: DeclaredBin): Promise<Plan | string> {
    const { slug, key, line } = declared;
    const wrong = (words: string) => `${name}:${line}: ${words}`;
    const [byKey, bySlug] = [(await store.findLink(hashKey(key)))?.bin, await inUse(slug)];
    if (byKey && bySlug && byKey.id !== bySlug.id)
      return wrong(`the key of ${slug} already belongs to the bin ${byKey.slug}`);
    const bin = byKey ?? bySlug;
    const { reply: written, ...said } = declared.settings;
    try {
      const settings = { expiresAfter: null, ...settingsIn(said, config.limits) };
      const reply =
        written && (await readSettings(written, bin ? await store.readReplySettings(bin.id) : null, 'reply'));
      return { declared, bin, settings, reply };
    } catch (error) {
      return wrong((error as Error).message);
    }
  }

  /** The bin with this current slug, former slugs excluded. */
  async function inUse(slug: string): Promise<Bin | undefined> {
    const bin = await store.findBin(slug);
    return bin?.slug === slug ? bin : undefined;
  }

  async function carryOut({ declared: { slug, key }, bin: known, settings, reply }: Plan): Promise<void> {
    const bin = known ?? (await addBin(slug));
    if (bin.deletedAt !== null) await store.restoreBin(bin.id);
    if (bin.slug !== slug) await store.renameBin(bin.id, slug, now());
    await giveKey(bin, key);
    await store.changeBin(bin.id, settings);
    if (reply !== undefined) await store.writeReplySettings(bin.id, reply);
    announce.settings(bin.id);
  }

  /** Adding a bin creates an owner link without a label; it is removed at once, and its key is never disclosed. */
  async function addBin(slug: string): Promise<Bin> {
    const bin = await store.addBin({ slug, ownerKeyHash: hashKey(newKey()), now: now() });
    for (const { id } of await store.listLinks(bin.id)) await store.removeLink(bin.id, id);
    return bin;
  }

  async function giveKey(bin: Bin, key: string): Promise<void> {
    const keyHash = hashKey(key);
    const owner = { binId: bin.id, role: 'owner', label, keyHash, expiresAt: null, now: now() } as const;
    const own = (await store.findLink(keyHash))?.link ?? (await store.addLink(owner));
    for (const { id, label: said } of await store.listLinks(bin.id)) {
      if (said !== label || id === own.id) continue;
      await store.removeLink(bin.id, id);
      announce.revoked(id);
    }
  }

  await read();
  return {
    has: (slug) => slugs.has(slug),
    readAgain() {
      // Read the file once at a time.
      reading = reading
        .then(read)
        .catch((error: Error) => log.error({}, `${error.message}\nThe bins were not changed.`));
      return reading as Promise<void>;
    },
  };
}
