import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { type CaptureRows, indexOf, rowAt } from './capture-rows.ts';

/** Whether two requests are identical as far as lists know: method, path and query, provider and event, and body. */
export function isIdentical(one: CaptureSummary, other: CaptureSummary): boolean {
  return (
    one.method === other.method &&
    one.target === other.target &&
    one.body.sha256 === other.body.sha256 &&
    one.body.size === other.body.size &&
    one.malformed === other.malformed &&
    one.provider?.id === other.provider?.id &&
    one.provider?.event === other.provider?.event
  );
}

/** Requests in groups of identical ones that follow each other; flat, they are the same list again. */
export function groupIdentical(requests: Iterable<CaptureSummary>): CaptureSummary[][] {
  const groups: CaptureSummary[][] = [];
  let last: CaptureSummary | undefined;
  for (const request of requests) {
    if (last && isIdentical(last, request)) groups.at(-1)!.push(request);
    else groups.push([request]);
    last = request;
  }
  return groups;
}

/** The groups of each chunk of rows, which most updates of a list leave as it is. */
const groupsOfChunks = new WeakMap<readonly CaptureSummary[], CaptureSummary[][]>();

/** Like `groupIdentical`, of the rows from a seq up, the oldest first. Compares only rows of chunks that it has not seen. */
export function groupRows(rows: CaptureRows, from: number): CaptureSummary[][] {
  const groups: CaptureSummary[][] = [];
  let joined: CaptureSummary[] | null = null;
  for (const chunk of rows.chunks) {
    const isWhole = chunk.rows[0]!.seq >= from;
    const wanted = isWhole ? chunk.rows : chunk.rows.filter(({ seq }) => seq >= from);
    const own = (isWhole && groupsOfChunks.get(wanted)) || groupIdentical(wanted);
    if (isWhole) groupsOfChunks.set(wanted, own);
    const [first, ...others] = own;
    if (!first) continue;
    const last = groups.at(-1);
    if (last && isIdentical(last[0]!, first[0]!)) {
      // The groups of chunks are kept: a longer one is another.
      if (joined !== last) groups[groups.length - 1] = joined = [...last];
      joined.push(...first);
    } else groups.push(first);
    for (const group of others) groups.push(group);
  }
  return groups;
}

/** The requests around one that are identical to it and follow each other, the oldest first. */
export function groupOf(rows: CaptureRows, request: CaptureSummary): CaptureSummary[] {
  const from = indexOf(rows, request.seq);
  const walk = (step: 1 | -1) => {
    const found: CaptureSummary[] = [];
    for (let at = from + step; ; at += step) {
      const row = rowAt(rows, at);
      if (!row || !isIdentical(row, request)) return found;
      found.push(row);
    }
  };
  return [...walk(1).reverse(), request, ...walk(-1)];
}
