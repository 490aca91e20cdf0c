import type { Seen } from '#lib/filter/complete.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { rowAt } from '../feed/capture-rows.ts';
import type { Feed } from '../feed/feed-state.ts';

/** How many rows are searched for values. */
const maxRows = 500;

/** Common headers, suggested even before they have been seen. */
const commonHeaders = ['content-type', 'user-agent', 'authorization', 'x-github-event', 'stripe-signature'];

/** Values for completing a filter, from the newest rows and the opened captures; most frequent first. */
export function seenValues(feed: Feed, opened: Iterable<CaptureJson>): Seen {
  const counts = new Map<string, Map<string, number>>();
  const count = (key: string, value: string | null | undefined) => {
    if (!value) return;
    const values = counts.get(key) ?? new Map<string, number>();
    counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  };
  for (let index = 0; index < maxRows; index++) {
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
  for (const name of commonHeaders) count('header', name);
  return Object.fromEntries([...counts].map(([key, values]) => [key, byFrequency(values)]));
}

function byFrequency(values: ReadonlyMap<string, number>): string[] {
  return [...values].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
