import type { BinApi } from '#components/api/bins.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** How many requests before one are looked through for another of its kind. */
const lookedThrough = 200;

/** Whether two requests are of one kind: method and path, without the query, and what the provider says happened. */
export function isSameKind(one: CaptureSummary, other: CaptureSummary): boolean {
  return (
    one.method === other.method &&
    pathAlone(one) === pathAlone(other) &&
    one.provider?.id === other.provider?.id &&
    one.provider?.event === other.provider?.event
  );
}

/** What a request can be compared with: those before it, the nearest first, with the nearest of its kind marked. */
export type Candidates = {
  readonly earlier: readonly CaptureSummary[];
  readonly sameKind: number | null;
};

/** The requests before one, from the server: the list in the browser may be filtered, or not loaded so far. */
export async function earlierThan(
  api: BinApi,
  summary: CaptureSummary,
  signal: AbortSignal,
): Promise<Candidates> {
  const { captures } = await api.captures({ before: summary.seq, limit: lookedThrough }, signal);
  return { earlier: captures, sameKind: captures.find((other) => isSameKind(summary, other))?.seq ?? null };
}

function pathAlone({ path }: CaptureSummary): string {
  return path.replace(/\?.*$/s, '');
}
