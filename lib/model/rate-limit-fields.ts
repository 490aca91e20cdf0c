/** A rate limit and what is left of it. */
export type RateUse = {
  /** The name of the policy: what is limited. */
  readonly policy: string;
  /** So many in so many seconds. */
  readonly count: number;
  readonly seconds: number;
  /** What is counted, where that is not requests. */
  readonly unit?: 'content-bytes';
  readonly remaining: number;
  /** Seconds until the count begins anew. */
  readonly resetsIn: number;
};

/**
 * The fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), each a list with an item per limit; none where
 * nothing is limited.
 */
export function rateLimitFields(uses: readonly RateUse[]): (readonly [string, string])[] {
  // A call may be counted several times: the last count is the one that holds.
  const all = [...new Map(uses.map((use) => [use.policy, use])).values()];
  if (all.length === 0) return [];
  const policies = all.map(
    ({ policy, count, seconds, unit }) =>
      `"${policy}";q=${count};w=${seconds}${unit === undefined ? '' : `;qu="${unit}"`}`,
  );
  const states = all.map(({ policy, remaining, resetsIn }) => `"${policy}";r=${remaining};t=${resetsIn}`);
  return [
    ['RateLimit-Policy', policies.join(', ')],
    ['RateLimit', states.join(', ')],
  ];
}
