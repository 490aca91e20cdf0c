import type { BinUse, BinUsePage } from '#lib/model/bin-use.ts';
import { fail } from '#lib/model/errors.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { binUsesShape } from '#lib/model/input.ts';
import { binUse } from '#lib/openapi/responses/operation.ts';
import { adminHandler, binUseJson } from '../../../admin.ts';
import { type Call, json, queryOf, rejectMethods } from '../../../handler.ts';

/** All bins, in an order: what they are called and how much they take. */
export const GET = adminHandler(async (call) => {
  const { by, order, slug, after: cursor, limit, fields } = queryOf(call.request, binUsesShape);
  checkFields(fields, binUse);
  const after = cursor === undefined ? null : placeOf(cursor);
  const page =
    by === 'rate'
      ? await byRate(call, { descending: order === 'desc', slug, after, limit })
      : await call.store.listBinUses({ order: { by, descending: order === 'desc' }, slug, after, limit });
  return json({
    bins: page.bins.map((bin) => onlyFields(binUseJson(bin, call), fields)),
    next: page.next && cursorOf(page.next),
  });
});

type RatePage = { descending: boolean; slug: string; after: BinUsePage['next']; limit: number };

/** The bins that get captures now. Only this process knows, and it changes from page to page. */
async function byRate(
  { store, recentTraffic }: Call<unknown>,
  { descending, slug, after, limit }: RatePage,
): Promise<BinUsePage> {
  const sign = descending ? -1 : 1;
  const compare = (a: Place, b: Place) => sign * (a.value - b.value || a.id - b.id);
  const places = [...recentTraffic.rates()].map(([id, { rank }]) => ({ id, value: rank })).sort(compare);
  const beyond = after ? places.filter((place) => compare(place, after as Place) > 0) : places;
  const found = new Map((await store.findBinUses(beyond.map(({ id }) => id))).map((bin) => [bin.id, bin]));
  const bins = beyond.flatMap(({ id, value }): { bin: BinUse; place: Place }[] => {
    const bin = found.get(id);
    return bin?.slug.startsWith(slug) ? [{ bin, place: { id, value } }] : [];
  });
  const shown = bins.slice(0, limit);
  return {
    bins: shown.map(({ bin }) => bin),
    next: bins.length > limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

type Place = { value: number; id: number };

/** An opaque cursor for the position where a page ended. */
function cursorOf({ value, id }: NonNullable<BinUsePage['next']>): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

function placeOf(cursor: string): NonNullable<BinUsePage['next']> {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (['number', 'string'].includes(typeof value) && Number.isSafeInteger(id))
      return { value: value as number | string, id: id as number };
  } catch {
    // Reported below.
  }
  return fail('invalid-input', 'after: must be the `next` of the previous page');
}

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
