import { mayCreate } from '#lib/access/creation.ts';
import { bearerKey } from '#lib/access/entry.ts';
import { withFewGuesses } from '#lib/access/guess.ts';
import { hashKey, newKey, newSlug } from '#lib/access/key.ts';
import type { Bin } from '#lib/model/bin.ts';
import { fail, failureCode } from '#lib/model/errors.ts';
import { type NewBin, newBinShape } from '#lib/model/input.ts';
import type { Store } from '#lib/store/store.ts';
import { captureUrl } from '../../../origin.ts';
import { answering, inputOf, json, refusing } from '../../answer.ts';
import { binJson } from '../../bin-json.ts';

/** Makes a bin. The key in the answer is told this once: only its hash is kept. */
export const POST = answering(async (call) => {
  const { request, store, config, gate, limits, sender, origin, now } = call;
  const token = bearerKey(request.headers.get('authorization'));
  gate.passAddress(sender, now);
  await withFewGuesses(limits, sender, token, () => mayCreate(token, config));
  const wanted = await inputOf(request, newBinShape);
  if (wanted.slug !== undefined && gate.isSlugBlocked(wanted.slug, now)) fail('bin-blocked');
  await gate.countCreation(sender);
  const key = newKey();
  const bin = await addBin(store, wanted, hashKey(key), now);
  const address = await captureUrl(bin.slug);
  return json({ ...binJson(bin, address), inspectUrl: `${origin}/i/${key}`, key }, 201, {
    Location: `${origin}/api/v1/bins/${bin.slug}`,
  });
});

async function addBin(store: Store, { slug, name = null }: NewBin, ownerKeyHash: Uint8Array, now: number) {
  const add = (free: string): Promise<Bin> => store.addBin({ slug: free, name, ownerKeyHash, now });
  if (slug !== undefined) return add(slug);
  // A random slug is as good as never taken; once more is enough to be sure.
  return add(newSlug()).catch((error) => {
    if (failureCode(error) !== 'slug-taken') throw error;
    return add(newSlug());
  });
}

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
