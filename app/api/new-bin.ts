import { hashKey, newKey, newSlug } from '#lib/access/key.ts';
import type { Bin } from '#lib/model/bin.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { NewBin } from '#lib/model/input.ts';
import type { NewBinRow, Store } from '#lib/store/store.ts';
import { type Call, json } from './answer.ts';
import { binJson } from './bin-json.ts';
import { settingsIn } from './bin-settings.ts';

/** Makes a bin, and answers with its key, which is told this once: only its hash is kept. */
export async function answerNewBin(
  { store, config, origin, now }: Call<unknown>,
  { slug, ...settings }: NewBin,
  cloneOf?: number,
): Promise<Response> {
  const key = newKey();
  const row = { ...settingsIn(settings, config.limits), ownerKeyHash: hashKey(key), now, cloneOf };
  const bin = await addBin(store, row, slug);
  return json({ ...(await binJson(bin)), inspectUrl: `${origin}/i/${key}`, key }, 201, {
    Location: `${origin}/api/v1/bins/${bin.slug}`,
  });
}

async function addBin(
  store: Pick<Store, 'addBin'>,
  row: Omit<NewBinRow, 'slug'>,
  slug: string | undefined,
): Promise<Bin> {
  const add = (free: string): Promise<Bin> => store.addBin({ ...row, slug: free });
  if (slug !== undefined) return add(slug);
  // A random slug is as good as never taken; once more is enough to be sure.
  return add(newSlug()).catch((error) => {
    if (failureCode(error) !== 'slug-taken') throw error;
    return add(newSlug());
  });
}
