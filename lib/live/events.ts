import { failureCode, problemOf } from '#lib/model/errors.ts';
import { eventsShape, lastEventIdShape } from '#lib/model/input.ts';
import { shaped } from '#lib/model/read-json.ts';
import { shapedQuery } from '#lib/model/read-query.ts';
import { withHeld } from '#lib/summary/with-held.ts';
import { eventSink, type TextSink } from './event-sink.ts';
import { followCaptures } from './follow-captures.ts';
import { checkAccess, type FollowingCall, type FollowingParts, subscribe } from './subscribe.ts';

/** How often a stream shows that it is alive, milliseconds. */
const heartbeatMs = 15_000;
/** After which time a client should connect again, milliseconds: while the server runs, and while it drains. */
const reconnectMs = { usual: 1000, draining: 5000 };

/**
 * Sends an event `capture` for each capture that matches, with its seq as `id`: first those after `Last-Event-ID` or `after`, then each
 * as it is received. The last event is `end`, with a problem as data, where the server ends the stream. `open` begins the response: a
 * call that fails before gets a problem instead.
 */
export async function sendEvents(
  parts: FollowingParts,
  call: FollowingCall,
  open: () => TextSink,
): Promise<void> {
  const { count, filter, after = 0 } = shapedQuery(call.query, eventsShape);
  const subscribed = await subscribe(parts, call, { filter, after: resumedAt(call) ?? after });
  const { subscription, bin } = subscribed;
  const sink = eventSink(open(), subscription.ended());
  const heartbeat = setInterval(() => {
    // Another process may have revoked the link.
    checkAccess(parts, call).catch((error) => subscription.end(error));
    sink.comment('alive');
  }, heartbeatMs);
  let left = count ?? Number.POSITIVE_INFINITY;
  try {
    sink.retry(reconnectMs.usual);
    for await (const { captures, isLate } of followCaptures(subscribed)) {
      for (const capture of captures) {
        // Of a capture that began to match later, the seq is not where to resume.
        const id = isLate ? undefined : String(capture.seq);
        await sink.event('capture', withHeld(bin.id, capture, parts), id);
        left -= 1;
        if (left === 0) return;
      }
    }
  } catch (error) {
    if (failureCode(error) === null) throw error;
    if (failureCode(error) === 'draining') sink.retry(reconnectMs.draining);
    sink.last('end', problemOf(error, call.origin));
  } finally {
    clearInterval(heartbeat);
    subscription.close();
  }
}

/** The seq of the last event that the client has; null where it did not resume. */
function resumedAt({ lastEventId }: FollowingCall): number | null {
  return lastEventId ? shaped({ 'Last-Event-ID': lastEventId }, lastEventIdShape)['Last-Event-ID'] : null;
}
