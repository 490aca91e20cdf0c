import type { ReplyingBin } from '#lib/model/bin.ts';
import type { Recognised } from '#lib/model/capture.ts';
import type { ChosenResponse } from '#lib/reply/respond-to.ts';

/**
 * The response of the destination that a bin forwards a request to and whose responses it passes on. Null when there is none in time. Never
 * fails.
 */
export type RespondFromUpstream = (
  bin: Pick<ReplyingBin, 'id' | 'responders'>,
  request: Recognised,
  seq: number,
) => Promise<ChosenResponse | null>;
