import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { settingsIn } from '../../access/bin-settings.ts';
import { hashKey, newKey } from '../../access/key.ts';
import type { Config } from '../../config.ts';
import type { Announce } from '../../live/announce.ts';
import type { Bin } from '../../model/bin.ts';
import type { ReplySettings } from '../../model/reply-settings.ts';
import { replyIn } from '../../reply/reply-in.ts';
import type { BinSettings, Store } from '../../store/store.ts';
import { BinsFileWrong, type DeclaredBin, readBinsFile } from './read-bins-file.ts';

/** The bins that the operator's file declares. */
export type DeclaredBins = {
  has(slug: string): boolean;
  /** Reads the file again. One that is wrong changes nothing: the log says what is wrong, and on which line. */
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

/** What is to be done for a bin: with the one that its key opens, or its slug names, or a new one. */
type Plan = {
  readonly declared: DeclaredBin;
  readonly bin: Bin | undefined;
  readonly settings: Partial<BinSettings>;
  /** Null for the usual answer; nothing where the file does not say. */
  readonly reply: ReplySettings | null | undefined;
};

/** How links made for the file are called, by which they are found again when a key has changed. */
const label = 'Declared in the file of bins';

/**
 * Makes what `BINS_FILE` declares. A bin is known by its key: with another slug in the file it gets another slug. The file has the last word on what it says, at every start and every time it is read;
 * what it does not say stays as people set it. A bin that is no longer declared stays too, with its captures and its key:
 * an edit must not be able to delete them.
 * @throws Error in plain words when the file cannot be used.
 */
export async function openDeclaredBins({ config, store, announce, log, now }: Parts): Promise<DeclaredBins> {
  const { binsFile } = config;
  if (binsFile === undefined) return nothingDeclared;
  const name = path.basename(binsFile);
  let slugs: ReadonlySet<string> = new Set();
  let reading: Promise<unknown> = Promise.resolve();

  async function read(): Promise<void> {
    const text = await readFile(binsFile!, 'utf8').catch((error: Error) => {
      throw new Error(`BINS_FILE cannot be read: ${error.message}`);
    });
    const bins = readBinsFile(name, text, process.env);
    const plans = await Promise.all(bins.map(plan));
    const complaints = plans.flatMap((planned) => (typeof planned === 'string' ? [planned] : []));
    if (complaints.length > 0) throw new BinsFileWrong(complaints);
    for (const planned of plans) if (typeof planned !== 'string') await carryOut(planned);
    slugs = new Set(bins.map(({ slug }) => slug));
    log.info({ bins: bins.length }, 'bins declared');
  }

  /** What is to be done for a bin, or why it cannot be. Nothing is changed before all of it is known. */
  async function plan(declared: DeclaredBin): Promise<Plan | string> {
    const { slug, key, line } = declared;
    const wrong = (words: string) => `${name}:${line}: ${words}`;
    const [byKey, bySlug] = [(await store.findLink(hashKey(key)))?.bin, await inUse(slug)];
    if (byKey && bySlug && byKey.id !== bySlug.id)
      return wrong(`the key of ${slug} opens the bin ${byKey.slug} already`);
    const bin = byKey ?? bySlug;
    const { reply: written, ...said } = declared.settings;
    try {
      const settings = { expiresAfter: null, ...settingsIn(said, config.limits) };
      const reply = written && (await replyIn(written, bin ? await store.reply(bin.id) : null, 'reply'));
      return { declared, bin, settings, reply };
    } catch (error) {
      return wrong((error as Error).message);
    }
  }

  /** The bin of a slug; one it had before is not its own. */
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
    if (reply !== undefined) await store.setReply(bin.id, reply);
    announce.settings(bin.id);
  }

  /** A bin comes with a key, but that has no label to be found by: nobody is told it, and it goes at once. */
  async function addBin(slug: string): Promise<Bin> {
    const bin = await store.addBin({ slug, ownerKeyHash: hashKey(newKey()), now: now() });
    for (const { id } of await store.links(bin.id)) await store.removeLink(bin.id, id);
    return bin;
  }

  async function giveKey(bin: Bin, key: string): Promise<void> {
    const keyHash = hashKey(key);
    const owner = { binId: bin.id, role: 'owner', label, keyHash, expiresAt: null, now: now() } as const;
    const own = (await store.findLink(keyHash))?.link ?? (await store.addLink(owner));
    for (const { id, label: said } of await store.links(bin.id)) {
      if (said !== label || id === own.id) continue;
      await store.removeLink(bin.id, id);
      announce.revoked(id);
    }
  }

  await read();
  return {
    has: (slug) => slugs.has(slug),
    readAgain() {
      // One reading at a time, however often it is asked for.
      reading = reading
        .then(read)
        .catch((error: Error) => log.error({}, `${error.message}\nThe bins stay as they were.`));
      return reading as Promise<void>;
    },
  };
}
