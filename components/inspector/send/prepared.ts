import type { Header } from '#lib/model/capture.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import { Failure } from '#lib/model/errors.ts';
import { type Change, changeReasons } from '#lib/outgoing/change.ts';
import { prepareOutgoing } from '#lib/outgoing/prepare-outgoing.ts';
import { hostOf } from '../destination/destination-error.ts';
import type { SendTo } from '../destination/remembered.ts';
import { requestTarget } from '../destination/sent-target.ts';
import { bodyBytes, type Draft, sentHeaders } from './draft.ts';
import { targetOf } from './send-order.ts';

export type Prepared =
  | {
      readonly is: 'ready';
      /** The headers that are sent, in their order. */
      readonly headers: readonly Header[];
      readonly changes: readonly (Change & { readonly because: string })[];
    }
  | { readonly is: 'unsendable'; readonly why: string }
  /** The destination or the body is not valid yet. */
  | { readonly is: 'unknown' };

/** What a new connection changes in a draft, and why, as the server will do it. */
export function preparedChanges(
  draft: Draft,
  { to, options, captureUrl }: { to: SendTo; options: DeliveryOptions; captureUrl: string },
): Prepared {
  const host = hostOf(to, captureUrl);
  const bytes = bodyBytes(draft);
  if (host === null || bytes === 'wrong') return { is: 'unknown' };
  const { base, method } = draft;
  const unread = { length: base.bodySize, read: () => nothing() };
  try {
    const { headers, changes } = prepareOutgoing(
      {
        method,
        target: requestTarget(to, targetOf({ draft, to }), captureUrl),
        // The headers are already those of HTTP/1.1.
        httpVersion: base.httpVersion === '1.0' ? '1.0' : '1.1',
        headers: sentHeaders(draft),
        trailers: base.trailers,
        body: bytes ?? unread,
      },
      { host, choice: options.host },
    );
    return {
      is: 'ready',
      headers,
      changes: changes.map((change) => ({ ...change, because: changeReasons[change.why] })),
    };
  } catch (error) {
    if (error instanceof Failure) return { is: 'unsendable', why: error.message };
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
