import type { CaptureFacts } from '#lib/model/capture.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';
import { bodyOf, checkSendable, type DeliveryContext, newDelivery } from './new-delivery.ts';

/** The delivery of a capture, and the check before it is sent, which fails where it cannot be. */
export type ReplayedCapture = { readonly delivery: NewDelivery; readonly check: () => void };

type Options = {
  readonly context: DeliveryContext;
  /** Signs the capture anew for a target; null where it is sent with the signature it has. Fails with `signing-failed`. */
  readonly sign: ((target: string) => Promise<SignedAnew>) | null;
  readonly maxBodyBytes: number;
};

/** A signed request, and its request-target: some signatures are part of it. */
export type SignedAnew = Signed & { readonly target: string };

/** The delivery of a capture of a bulk replay. One that could not be signed is to be recorded as failed. */
export async function replayedCapture(
  capture: CaptureFacts,
  { context, sign, maxBodyBytes }: Options,
): Promise<ReplayedCapture> {
  const received = { capture, body: bodyOf(undefined, capture) };
  const delivery = newDelivery(received, context);
  const unchanged = { delivery, check: () => checkSendable(delivery, received, maxBodyBytes) };
  // The stored part of a truncated body is not sent, signed or not.
  if (sign === null || capture.truncated) return unchanged;
  let request: SignedAnew;
  try {
    request = await sign(delivery.target);
  } catch (error) {
    if (failureCode(error) !== 'signing-failed') throw error;
    return {
      delivery,
      check() {
        throw error;
      },
    };
  }
  const content = {
    capture,
    request: { headers: request.headers.map(([name, value]): [string, string] => [name, value]) },
    body: bodyOf({ base64: Buffer.from(request.body).toString('base64') }, capture),
  };
  const signed = { ...newDelivery(content, context), target: request.target };
  return { delivery: signed, check: () => checkSendable(signed, content, maxBodyBytes) };
}
