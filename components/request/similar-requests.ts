import type { BinApi } from '#components/api/bins.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** How many earlier requests are searched. */
const searchedCount = 200;

/** Whether two requests have the same method, path (without query), provider and event. */
export function isSimilar(one: CaptureSummary, other: CaptureSummary): boolean {
  return (
    one.method === other.method &&
    pathWithoutQuery(one) === pathWithoutQuery(other) &&
    one.provider?.id === other.provider?.id &&
    one.provider?.event === other.provider?.event
  );
}

/** Earlier requests to compare one with, the latest first; `similar` is the seq of the latest similar one. */
export type Candidates = {
  readonly earlier: readonly CaptureSummary[];
  readonly similar: number | null;
};

/** Loads the requests before one from the server, since the list in the browser may be filtered or incomplete. */
export async function earlierThan(
  api: BinApi,
  summary: CaptureSummary,
  signal: AbortSignal,
): Promise<Candidates> {
  const { captures } = await api.captures({ before: summary.seq, limit: searchedCount }, signal);
  return { earlier: captures, similar: captures.find((other) => isSimilar(summary, other))?.seq ?? null };
}

function pathWithoutQuery({ path }: CaptureSummary): string {
  return path.replace(/\?.*$/s, '');
}
