import { createHash } from 'node:crypto';
import type { Bin } from '#lib/model/bin.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import type { DeliveryHop } from '#lib/model/delivery.ts';
import { storedOfDeliveryResponse } from '#lib/model/delivery-limits.ts';
import type { ListenerDeliveryOrder } from '#lib/model/listener-delivery.ts';
import { type ChangeReason, changeReasons } from '#lib/outgoing/change.ts';
import type { EndedAttempt, EndState, NewDelivery } from '#lib/store/contracts/deliveries.ts';
import { isPrivateHop } from '#lib/summary/delivery-summary.ts';
import { bodyOf, newDelivery, optionsOf } from './new-delivery.ts';

/** A delivery that a listener has made, as it is recorded. */
export type ListenerRecord = {
  readonly delivery: NewDelivery;
  readonly state: EndState;
  readonly attempt: EndedAttempt;
};

/** The ID of a delivery that a listener reports: always the same, so that one that is reported again is recorded once. */
export function listenerDeliveryId(binId: number, name: string, id: string): string {
  const digest = createHash('sha256').update(`${binId} ${name} ${id}`).digest('base64url');
  return `dlv_${digest.slice(0, 21)}`;
}

/** What is recorded of a capture that a listener has sent, and of its response. */
export function listenerRecord(
  bin: Pick<Bin, 'id'>,
  name: string,
  { id, url, host, startedAt, ms, exchange }: ListenerDeliveryOrder,
  capture: CaptureFacts,
  { owner, binDomain, now }: { owner: string; binDomain: string | undefined; now: number },
): ListenerRecord {
  const context = {
    destination: { url },
    options: optionsOf({ host }),
    replayId: null,
    owner,
    binDomain,
    now,
  };
  const made = newDelivery({ capture, body: bodyOf(undefined, capture) }, context);
  const delivery: NewDelivery = {
    ...made,
    id: listenerDeliveryId(bin.id, name, id),
    source: { kind: 'listener', name, seq: capture.seq },
    target: exchange.target,
  };
  const { response } = exchange;
  const body = response && Buffer.from(response.body.base64, 'base64').subarray(0, storedOfDeliveryResponse);
  const failure = exchange.failure && { ...exchange.failure, reason: null };
  const hop: DeliveryHop = {
    ...exchange,
    changes: exchange.changes.flatMap((change) =>
      isReason(change.why) ? [{ ...change, why: change.why }] : [],
    ),
    viaProxy: false,
    tls: null,
    failure,
    response: response && {
      ...response,
      body: {
        received: response.body.received,
        kept: body?.length ?? 0,
        isComplete: response.body.isComplete,
      },
    },
  };
  return {
    delivery,
    state: failure === null ? 'answered' : 'failed',
    attempt: {
      number: 1,
      startedAt: Date.parse(startedAt),
      ms,
      status: response?.status ?? null,
      isPrivate: isPrivateHop(hop),
      failure,
      hops: [hop],
      response: body,
    },
  };
}

function isReason(why: string): why is ChangeReason {
  return Object.hasOwn(changeReasons, why);
}
