import type { Gate } from '../access/gate.ts';
import { hashKey, newKey } from '../access/key.ts';
import type { ReplyingBin } from '../model/bin.ts';
import { fail, failureCode } from '../model/errors.ts';
import { slugShape } from '../model/slug.ts';
import type { Store } from '../store/store.ts';

/** What is asked about a request before its body is read: the address it came from, and how many bytes came so far. */
export type AtTheGate = { readonly from: string; readonly headBytes: number };

/** The bin a request may enter, before its body is read. Fails in the words of `Gate`, and with `bin-not-found`. */
export type Admit = (slug: string, request: AtTheGate) => Promise<ReplyingBin>;

type Parts = {
  store: Store;
  gate: Gate;
  /** Whether the first request to a slug nobody took makes the bin. */
  autoCreate: boolean;
  now: () => number;
};

export function admission({ store, gate, autoCreate, now }: Parts): Admit {
  const making = new Map<string, Promise<ReplyingBin>>();

  /** One bin, of however many requests that find none: those of this process wait for one making, another process takes the slug. */
  function make(slug: string, address: string): Promise<ReplyingBin> {
    const underWay = making.get(slug) ?? makeOnce(slug, address).finally(() => making.delete(slug));
    making.set(slug, underWay);
    return underWay;
  }

  async function makeOnce(slug: string, address: string): Promise<ReplyingBin> {
    await gate.countCreation(address);
    // Nobody is told this key: the admin makes a link to the bin.
    const bin = { slug, name: null, ownerKeyHash: hashKey(newKey()), now: now() };
    await store.addBin(bin).catch((error) => {
      // Another process was quicker: the bin is there all the same.
      if (failureCode(error) !== 'slug-taken') throw error;
    });
    return (await store.findBin(slug)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
  }

  return async (slug, { from: address, headBytes }) => {
    gate.pass(slug, address, now());
    const found = await store.findBin(slug);
    if (found === null && !(autoCreate && slugShape.safeParse(slug).success))
      fail('bin-not-found', `No bin is called ${slug}.`);
    const bin = found ?? (await make(slug, address));
    await gate.count(bin, address, headBytes);
    return bin;
  };
}
