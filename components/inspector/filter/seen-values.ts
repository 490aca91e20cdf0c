import type { Seen } from '#lib/filter/complete.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { rowAt } from '../capture-rows.ts';
import type { Feed } from '../feed.ts';

/** How many rows are looked at: completion is asked for with every letter. */
const looked = 500;

/** Headers people filter by, for before any has been seen. */
const usualHeaders = ['content-type', 'user-agent', 'authorization', 'x-github-event', 'stripe-signature'];

/** What the newest rows, and the captures that were opened, would offer to complete a filter. */
export function seenValues(feed: Feed, opened: Iterable<CaptureJson>): Seen {
  const counts = new Map<string, Map<string, number>>();
  const count = (key: string, value: string | null | undefined) => {
    if (!value) return;
    const values = counts.get(key) ?? new Map<string, number>();
    counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  };
  for (let index = 0; index < looked; index++) {
    const row = rowAt(feed.rows, index);
    if (!row) break;
    count('method', row.method);
    count('path', readable(row.path).split('?')[0]);
    count('type', row.contentType && parseMediaType(row.contentType)?.essence);
    count('status', row.reply && String(row.reply.status));
    count('from', (row.client ?? row.peer).address);
    count('provider', row.provider?.id);
    count('event', row.provider?.event);
  }
  for (const { headers } of opened) {
    for (const [name] of headers) count('header', name.toLowerCase());
  }
  for (const name of usualHeaders) count('header', name);
  return Object.fromEntries([...counts].map(([key, values]) => [key, mostSeen(values)]));
}

function mostSeen(values: ReadonlyMap<string, number>): string[] {
  return [...values].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
