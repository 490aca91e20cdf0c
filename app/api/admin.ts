import { limitTokenGuesses } from '#lib/access/limits/token-guesses.ts';
import { bearerKey } from '#lib/access/open-bin.ts';
import { tokenMatches } from '#lib/access/token.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { BinUse } from '#lib/model/bin-use.ts';
import type { Block } from '#lib/model/block.ts';
import { fail } from '#lib/model/errors.ts';
import { apiHandler, type Call } from './handler.ts';

/** A route handler that requires the admin token. Responds with `not-found` where no admin token is set. */
export function adminHandler<Params>(handler: (call: Call<Params>) => Promise<Response>) {
  return apiHandler<Params>(async (call) => {
    const { adminToken } = call.config;
    if (adminToken === undefined)
      fail('not-found', 'The admin API is disabled because ADMIN_TOKEN is not set.');
    const token = bearerKey(call.request.headers.get('authorization'));
    await limitTokenGuesses(call.rateLimits, call.sender, token, () => {
      if (!tokenMatches(token, adminToken))
        fail('admin-only', token === null ? undefined : 'This token is not valid.');
    });
    return handler(call);
  });
}

/** The bin named in the URL. */
export async function binIn({ store, params }: Call<{ slug: string }>): Promise<Bin> {
  const slug = params.slug.toLowerCase();
  return (await store.findBin(slug)) ?? fail('bin-not-found', `The bin ${slug} does not exist.`);
}

/** The use of a bin as the API shows it; `rate` is in captures per second, to two decimals. */
export function binUseJson(
  { id, createdAt, ...use }: BinUse,
  { gate, declared, recentTraffic, now }: Call<unknown>,
) {
  return {
    ...use,
    createdAt: new Date(createdAt).toISOString(),
    rate: Math.round((recentTraffic.rates().get(id)?.rate ?? 0) * 100) / 100,
    declared: declared.has(use.slug),
    blocked: gate.isSlugBlocked(use.slug, now),
  };
}

export function blockJson({ createdAt, expiresAt, ...block }: Block) {
  return {
    ...block,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
}
