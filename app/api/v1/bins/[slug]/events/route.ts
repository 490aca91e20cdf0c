import { failureCode, problemOf } from '#lib/model/errors.ts';
import { eventsShape, lastEventIdShape } from '#lib/model/input.ts';
import { shaped } from '#lib/model/read-json.ts';
import { withHeld } from '../../../../../with-held.ts';
import { type EventSink, eventStream } from '../../../../event-stream.ts';
import { apiHandler, type Call, queryOf, rejectMethods } from '../../../../handler.ts';
import { checkAccess, type Subscribed, subscribe } from '../../../../subscribe.ts';

type Params = { slug: string };

/** How often a stream shows that it is alive, milliseconds. */
const heartbeatMs = 15_000;
/** After which time a client should connect again, milliseconds: while the server runs, and while it drains. */
const reconnectMs = { usual: 1000, draining: 5000 };

/**
 * Server-Sent Events: `capture` for each capture that matches, with its seq as `id`. First those after `Last-Event-ID` or `after`, then
 * each as it is received. The last event is `end`, with a problem as data where the server ends the stream.
 */
export const GET = apiHandler<Params>(async (call) => {
  const { count = Number.POSITIVE_INFINITY, filter, after = 0 } = queryOf(call.request, eventsShape);
  const lastEventId = call.request.headers.get('last-event-id');
  const resumed = lastEventId ? shaped({ 'Last-Event-ID': lastEventId }, lastEventIdShape) : null;
  const from = resumed?.['Last-Event-ID'] ?? after;
  const subscribed = await subscribe(call, { filter, after: from });
  return eventStream(subscribed.subscription.ended(), (sink) => send(call, subscribed, count, sink));
});

/** Sends captures until there are `count`, or the subscription ends. */
async function send(
  call: Call<Params>,
  subscribed: Subscribed,
  count: number,
  sink: EventSink,
): Promise<void> {
  const { captures: view, subscription, bin } = subscribed;
  const heartbeat = setInterval(() => {
    // Another process may have revoked the link.
    checkAccess(call).catch((error) => subscription.end(error));
    sink.comment('alive');
  }, heartbeatMs);
  let left = count;
  try {
    sink.retry(reconnectMs.usual);
    for await (const { captures, isLate } of call.subscriptions.follow({ ...subscribed, view })) {
      for (const capture of captures) {
        // Of a capture that began to match later, the seq is not where to resume.
        const id = isLate ? undefined : String(capture.seq);
        await sink.event('capture', withHeld(bin.id, capture, call), id);
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

export const { HEAD, POST, PUT, PATCH, DELETE } = rejectMethods('GET');
