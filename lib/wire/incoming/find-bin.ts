import { hashKey, newKey } from '#lib/access/keys.ts';
import type { Gate } from '#lib/access/limits/request-limits.ts';
import type { ReplyingBin } from '#lib/model/bin.ts';
import { fail, failureCode } from '#lib/model/errors.ts';
import { slugShape } from '#lib/model/slug.ts';
import type { Store } from '#lib/store/store.ts';

/** The facts about a request that are known before its body is read. */
export type RequestHead = { readonly clientAddress: string; readonly headBytes: number };

/** Finds the bin of a request before its body is read. Fails with the errors of `Gate`, and with `bin-not-found`. */
export type FindBin = (slug: string, request: RequestHead) => Promise<ReplyingBin>;

/** The bin of a request that no limit concerns, if it is in memory. Null when `FindBin` has to be asked. */
export type KnownBin = (slug: string, clientAddress: string) => ReplyingBin | null;

export function knownBins({ store, gate, now }: Pick<Parts, 'store' | 'gate' | 'now'>): KnownBin {
  return (slug, clientAddress) => (gate.isOpenTo(slug, clientAddress, now()) ? store.knownBin(slug) : null);
}

type Parts = {
  store: Store;
  gate: Gate;
  /** Whether the first request to an unused slug creates the bin. */
  autoCreate: boolean;
  now: () => number;
};

export function binFinder({ store, gate, autoCreate, now }: Parts): FindBin {
  const creating = new Map<string, Promise<ReplyingBin>>();

  /** Creates a bin once, however many requests find none: those of this process share one promise. */
  function create(slug: string, address: string): Promise<ReplyingBin> {
    const underWay = creating.get(slug) ?? createOnce(slug, address).finally(() => creating.delete(slug));
    creating.set(slug, underWay);
    return underWay;
  }

  async function createOnce(slug: string, address: string): Promise<ReplyingBin> {
    await gate.countCreation(address);
    // Nobody gets this key: the admin creates a link to the bin.
    const bin = { slug, name: null, ownerKeyHash: hashKey(newKey()), now: now() };
    await store.addBin(bin).catch((error) => {
      // Another process has created the bin in the meantime.
      if (failureCode(error) !== 'slug-taken') throw error;
    });
    return (await store.findBin(slug)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
  }

  return async (slug, { clientAddress: address, headBytes }) => {
    gate.pass(slug, address, now());
    const found = await store.findBin(slug);
    if (found === null && !(autoCreate && slugShape.safeParse(slug).success))
      fail('bin-not-found', `No bin is called ${slug}.`);
    const bin = found ?? (await create(slug, address));
    await gate.count(bin, address, headBytes);
    return bin;
  };
}
