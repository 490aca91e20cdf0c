import { settingsIn } from '#lib/access/bin-settings.ts';
import { hashKey, newKey, newSlug } from '#lib/access/keys.ts';
import { limitTokenGuesses } from '#lib/access/limits/token-guesses.ts';
import { checkBinCreation } from '#lib/access/may-create-bins.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import { fail, failureCode } from '#lib/model/errors.ts';
import type { NewBin } from '#lib/model/input.ts';
import type { NewBinRow } from '#lib/store/contracts/bins.ts';
import type { Store } from '#lib/store/store.ts';
import { binJson } from './bin-json.ts';
import { type Call, json } from './handler.ts';

/** Fails where the sender may not create bins, with `token` or without one. Also fails with `rate-limited` and `sender-blocked`. */
export async function checkBinCreationBy(
  { gate, rateLimits, config, sender, now }: Call<unknown>,
  token: string | null,
): Promise<void> {
  gate.passAddress(sender, now);
  await limitTokenGuesses(rateLimits, sender, token, () => checkBinCreation(token, config));
}

/** Creates a bin and responds with its key, which is shown only this once: only its hash is stored. */
export async function answerNewBin(
  { store, workers, config, gate, origin, sender, now, noteRate }: Call<unknown>,
  { slug, reply: written, ...settings }: NewBin,
  asker: Asker,
  cloneOf?: number,
): Promise<Response> {
  if (slug !== undefined && gate.isSlugBlocked(slug, now)) fail('bin-blocked');
  noteRate(await gate.countCreation(sender));
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
  // A random slug is practically never taken; one more attempt is enough.
  return add(newSlug()).catch((error) => {
    if (failureCode(error) !== 'slug-taken') throw error;
    return add(newSlug());
  });
}
