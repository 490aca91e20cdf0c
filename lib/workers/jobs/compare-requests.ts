import { type Compared, diffRequests, type RequestDiff } from '#lib/diff/requests.ts';

/** The differences between two requests. */
export function compareRequests({ before, after }: { before: Compared; after: Compared }): RequestDiff {
  return diffRequests(before, after);
}
