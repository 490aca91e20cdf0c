import { settingsIn } from '#lib/access/bin-settings.ts';
import { mayCreate } from '#lib/access/creation.ts';
import { withFewGuesses } from '#lib/access/guess.ts';
import { hashKey, newKey, newSlug } from '#lib/access/key.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import { fail, failureCode } from '#lib/model/errors.ts';
import type { NewBin } from '#lib/model/input.ts';
import type { NewBinRow, Store } from '#lib/store/store.ts';
import { type Call, json } from './answer.ts';
import { binJson } from './bin-json.ts';

/** Refuses who may not make bins here, with `token` or without one. Fails also with `rate-limited` and `sender-blocked`. */
export async function admitMaker(
  { gate, rateLimits, config, sender, now }: Call<unknown>,
  token: string | null,
): Promise<void> {
  gate.passAddress(sender, now);
  await withFewGuesses(rateLimits, sender, token, () => mayCreate(token, config));
}

/** Makes a bin, and answers with its key, which is told this once: only its hash is kept. */
export async function answerNewBin(
  { store, workers, config, gate, origin, sender, now }: Call<unknown>,
  { slug, reply: written, ...settings }: NewBin,
  asker: Asker,
  cloneOf?: number,
): Promise<Response> {
  if (slug !== undefined && gate.isSlugBlocked(slug, now)) fail('bin-blocked');
  await gate.countCreation(sender);
  const key = newKey();
  const reply =
    written && (await workers.run('readReply', { written, kept: null, field: 'reply' }, { asker }));
  const row = { ...settingsIn(settings, config.limits), reply, ownerKeyHash: hashKey(key), now, cloneOf };
  const bin = await addBin(store, row, slug);
  return json({ ...(await binJson(store, bin)), inspectUrl: `${origin}/i/${key}`, key }, 201, {
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
