import type { Forward, ForwardSettings } from '#lib/model/forward.ts';
import type { Forward as ForwardRow } from '../generated/sqlite/client.ts';

/** The rule of a row. */
export function forwardOf({
  publicId,
  createdAt,
  cursor,
  skippedUpTo,
  paused,
  breaker,
  settings,
}: ForwardRow): Forward {
  return {
    ...(JSON.parse(settings) as ForwardSettings),
    id: publicId,
    createdAt: Number(createdAt),
    cursor,
    skippedUpTo,
    paused: paused === null ? null : (JSON.parse(paused) as Forward['paused']),
    breaker: JSON.parse(breaker) as Forward['breaker'],
  };
}
