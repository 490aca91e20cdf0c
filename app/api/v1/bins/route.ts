import { hashKey, newKey, newSlug } from '#lib/access/key.ts';
import type { Bin } from '#lib/model/bin.ts';
import { failureCode } from '#lib/model/errors.ts';
import { type NewBin, newBinShape } from '#lib/model/input.ts';
import type { Store } from '#lib/store/store.ts';
import { captureUrl } from '../../../origin.ts';
import { answering, inputOf, json, refusing } from '../../answer.ts';
import { binJson } from '../../bin-json.ts';

/** Makes a bin. The key in the answer is told this once: only its hash is kept. */
export const POST = answering(async ({ request, store, origin, now }) => {
  const wanted = await inputOf(request, newBinShape);
  const key = newKey();
  const bin = await addBin(store, wanted, hashKey(key), now);
  const address = await captureUrl(bin.slug);
  return json({ ...binJson(bin, address), inspectUrl: `${origin}/i/${key}`, key }, 201, {
    Location: `${origin}/api/v1/bins/${bin.slug}`,
  });
});

async function addBin(
  store: Pick<Store, 'addBin'>,
  { slug, name = null }: NewBin,
  ownerKeyHash: Uint8Array,
  now: number,
) {
  const add = (free: string): Promise<Bin> => store.addBin({ slug: free, name, ownerKeyHash, now });
  if (slug !== undefined) return add(slug);
  // A random slug is as good as never taken; once more is enough to be sure.
  return add(newSlug()).catch((error) => {
    if (failureCode(error) !== 'slug-taken') throw error;
    return add(newSlug());
  });
}

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
