/** Limits of forward rules. They hold for every bin, whatever its own limits are. */

/** How many forward rules a bin has at most. */
export const mostForwards = 20;

/** How long a request waits for its next attempt at most, counted from when it was queued, milliseconds. Then it is given up. */
export const forwardedWithin = 7 * 24 * 3_600_000;

/** How many requests of a rule that need no more attempts are remembered; and how many of those that were given up. */
export const mostEndedItems = 10_000;
export const mostDeadItems = 10_000;

/** How many requests of a rule may wait. Beyond them, the oldest are given up. */
export const mostQueuedItems = 20_000;

/** The most entries of the header that counts hops: a request that has as many is not forwarded. */
export const mostHops = 5;

/** The most attempts for one request, and the longest time between two, seconds. */
export const mostForwardAttempts = 20;
export const longestForwardDelay = 24 * 3600;

/** The longest time in which the response of a destination becomes that of the bin, milliseconds. */
export const longestResponseWait = 25_000;
