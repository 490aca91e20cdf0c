import type { Provider } from '../provider.ts';
import type { Signed } from '../signature/scheme.ts';
import { readSignature } from '../signature/verify.ts';

/** A check of the receiver that a request fails when it is sent again unchanged. Times are milliseconds since the epoch. */
export type FailingCheck =
  | {
      readonly check: 'timestamp';
      /** The header of the signature. */
      readonly header: string;
      readonly signedAt: number;
      /** Seconds that the provider or its library allows; five minutes where it documents none. */
      readonly tolerance: number;
      readonly isDocumented: boolean;
      /** Since when the timestamp is too old. */
      readonly since: number;
    }
  /** The signature covers the URL, and the request goes to another one. */
  | { readonly check: 'url'; readonly header: string; readonly signedUrl: string };

/** What a receiver will say to a request that is sent again unchanged, apart from whether its secret is the right one. */
export type UnchangedReplay = {
  readonly failing: readonly FailingCheck[];
  /** Until when the timestamp is accepted, milliseconds since the epoch; null when there is none. */
  readonly acceptedUntil: number | null;
};

/** The tolerance that receivers usually have where the provider documents none, seconds. */
const usualTolerance = 300;

/**
 * The checks of a receiver that fail when a captured request is sent again unchanged. `request.url` is the URL it was received at, `sentTo`
 * the URL it goes to, and `now` when, in milliseconds since the epoch.
 */
export function failingChecks(
  { signatures = [] }: Provider,
  request: Signed,
  { sentTo, now }: { sentTo: string; now: number },
): UnchangedReplay {
  const reading = readSignature(signatures, request, now);
  if (reading?.state !== 'claimed') return { failing: [], acceptedUntil: null };
  const { scheme, claim } = reading;
  const failing: FailingCheck[] = [];
  let acceptedUntil: number | null = null;
  if (claim.signedAt !== null) {
    const tolerance = scheme.tolerance ?? usualTolerance;
    acceptedUntil = claim.signedAt + tolerance * 1000;
    if (now > acceptedUntil) {
      failing.push({
        check: 'timestamp',
        header: claim.header,
        signedAt: claim.signedAt,
        tolerance,
        isDocumented: scheme.tolerance !== undefined,
        since: acceptedUntil,
      });
    }
  }
  if (scheme.signsUrl && sentTo !== request.url) {
    failing.push({ check: 'url', header: claim.header, signedUrl: request.url });
  }
  return { failing, acceptedUntil };
}
