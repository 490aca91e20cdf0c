import { bearerKey } from '#lib/access/entry.ts';
import { withFewGuesses } from '#lib/access/guess.ts';
import { isToken } from '#lib/access/token.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { BinUse } from '#lib/model/bin-use.ts';
import type { Block } from '#lib/model/block.ts';
import { fail } from '#lib/model/errors.ts';
import { answering, type Call } from './answer.ts';

/** A route handler for whoever has the admin token. Without one set there is no admin, and no such address. */
export function administering<Params>(handler: (call: Call<Params>) => Promise<Response>) {
  return answering<Params>(async (call) => {
    const { adminToken } = call.config;
    if (adminToken === undefined) fail('not-found', 'There is no admin here: ADMIN_TOKEN is not set.');
    const token = bearerKey(call.request.headers.get('authorization'));
    await withFewGuesses(call.rateLimits, call.sender, token, () => {
      if (!isToken(token, adminToken))
        fail('admin-only', token === null ? undefined : 'This token is not the one.');
    });
    return handler(call);
  });
}

/** The bin in the address. */
export async function binIn({ store, params }: Call<{ slug: string }>): Promise<Bin> {
  const slug = params.slug.toLowerCase();
  return (await store.findBin(slug)) ?? fail('bin-not-found', `No bin is called ${slug}.`);
}

/** What a bin takes, as the API shows it: captures a second to two places. */
export function binUseJson({ id, createdAt, ...use }: BinUse, { gate, declared, pulse, now }: Call<unknown>) {
  return {
    ...use,
    createdAt: new Date(createdAt).toISOString(),
    rate: Math.round((pulse.rates().get(id)?.rate ?? 0) * 100) / 100,
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
