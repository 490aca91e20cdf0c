import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hashKey, newKey } from '../../access/key.ts';
import type { Config } from '../../config.ts';
import type { Announce } from '../../live/announce.ts';
import type { Bin } from '../../model/bin.ts';
import type { Store } from '../../store/store.ts';
import { BinsFileWrong, type DeclaredBin, readBinsFile } from './read-bins-file.ts';

/** The bins that the operator's file declares. */
export type DeclaredBins = {
  has(slug: string): boolean;
  /** Reads the file again. One that is wrong changes nothing: the log says what is wrong, and on which line. */
  readAgain(): Promise<void>;
};

export const nothingDeclared: DeclaredBins = { has: () => false, async readAgain() {} };

type Parts = {
  config: Pick<Config, 'binsFile'>;
  store: Store;
  announce: Announce;
  log: { info(facts: object, words: string): void; error(facts: object, words: string): void };
  now: () => number;
};

/** How links made for the file are called, by which they are found again when a key has changed. */
const label = 'Declared in the file of bins';

/**
 * Makes what `BINS_FILE` declares. The file has the last word on what it says, at every start and every time it is read;
 * what it does not say stays as people set it. A bin that is no longer declared stays too, with its captures and its key:
 * an edit must not be able to delete them.
 * @throws Error in plain words when the file cannot be used.
 */
export async function openDeclaredBins({ config, store, announce, log, now }: Parts): Promise<DeclaredBins> {
  const { binsFile } = config;
  if (binsFile === undefined) return nothingDeclared;
  let slugs: ReadonlySet<string> = new Set();
  let reading: Promise<unknown> = Promise.resolve();

  async function read(): Promise<void> {
    const text = await readFile(binsFile!, 'utf8').catch((error: Error) => {
      throw new Error(`BINS_FILE cannot be read: ${error.message}`);
    });
    const bins = readBinsFile(path.basename(binsFile!), text, process.env);
    await refuseStrangeKeys(bins);
    for (const bin of bins) await declare(bin);
    slugs = new Set(bins.map(({ slug }) => slug));
    log.info({ bins: bins.length }, 'bins declared');
  }

  /** Before anything is changed: a key that opens another bin would open two. */
  async function refuseStrangeKeys(bins: readonly DeclaredBin[]): Promise<void> {
    const complaints: string[] = [];
    for (const { slug, key, line } of bins) {
      const other = (await store.findLink(hashKey(key)))?.bin.slug ?? slug;
      if (other !== slug)
        complaints.push(
          `${path.basename(binsFile!)}:${line}: the key of ${slug} opens the bin ${other} already`,
        );
    }
    if (complaints.length > 0) throw new BinsFileWrong(complaints);
  }

  async function declare({ slug, key, settings }: DeclaredBin): Promise<void> {
    const bin = (await store.findBin(slug)) ?? (await addBin(slug));
    await giveKey(bin, key);
    await store.changeBin(bin.id, settings);
  }

  /** A bin comes with a key, but that has no label to be found by: nobody is told it, and it goes at once. */
  async function addBin(slug: string): Promise<Bin> {
    const bin = await store.addBin({ slug, name: null, ownerKeyHash: hashKey(newKey()), now: now() });
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
