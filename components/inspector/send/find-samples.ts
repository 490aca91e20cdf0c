import type { SampleProviderJson } from '#lib/samples/sample-json.ts';

export type FoundSample = { readonly provider: string; readonly event: string; readonly title: string };
export type SampleGroup = { readonly value: string; readonly items: readonly FoundSample[] };

/** How many events are listed; GitHub alone has hundreds. */
const mostListed = 120;
/** How many of each provider are listed before something is entered, so that every provider is seen. */
const mostOfEach = 3;

/**
 * The events whose provider, ID or title contain every word of the query, by provider; `more` were found and are not listed. Without a query, the
 * first few of every provider.
 */
export function findSamples(
  providers: readonly SampleProviderJson[],
  query: string,
): { groups: readonly SampleGroup[]; more: number } {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  let listed = 0;
  const groups = providers.flatMap(({ id, title, events }): SampleGroup[] => {
    const items = events
      .filter((event) => {
        const text = `${id} ${title} ${event.id} ${event.title}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      })
      .map((event) => ({ provider: id, event: event.id, title: event.title }));
    found += items.length;
    const room = Math.min(wanted.length === 0 ? mostOfEach : mostListed, mostListed - listed);
    const some = items.slice(0, room);
    listed += some.length;
    return some.length === 0 ? [] : [{ value: title, items: some }];
  });
  return { groups, more: found - listed };
}
