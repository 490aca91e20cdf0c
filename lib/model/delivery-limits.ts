/** Limits of deliveries. They hold for every bin, whatever its own limits are. */

/** How many deliveries a bin keeps. When there are more, those that ended are removed, oldest first. */
export const mostDeliveries = 1000;

/** How many bytes of deliveries a bin keeps: their own request bodies, headers, records of attempts and response bodies. */
export const mostDeliveryBytes = 64 * 2 ** 20;

/** How many attempts a delivery has at most. */
export const mostDeliveryAttempts = 50;

/** How much of a response body is stored, bytes. */
export const storedOfDeliveryResponse = 2 ** 20;

/** How many deliveries of one bin may wait or be sent at the same time. */
export const mostUnderWay = 200;

/** How long repeats and bulk replays wait until the sending limits allow a request, milliseconds. */
export const longestWaitToSend = 120_000;

/** How many requests of a bulk replay are sent at the same time. */
export const replayParallelism = 8;

/** The longest gap that a bulk replay keeps, milliseconds. */
export const longestReplayGap = 60_000;

/** How many bulk replays a bin may run at the same time. */
export const mostReplays = 3;
