import type { RequestFacts } from '../model/capture.ts';
import type { Mark } from './marks.ts';
import type { Place } from './places.ts';
import type { Scheme, Unverifiable } from './signature/scheme.ts';

/** What a provider is recognised by. */
export type Recognisable = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  /** The bytes kept of the body; empty when it is long. */
  readonly body: Uint8Array;
};

/** A service that sends webhooks. Every provider is a file of this shape in `known/`, listed in `index.ts`. */
export type Provider = {
  readonly id: string;
  /** As the provider writes it. */
  readonly name: string;
  /** Where the provider, or the code that sends, says so. */
  readonly source: string;
  /** A request is the provider's when one of these holds. */
  readonly marks: readonly Mark[];
  /** Where a request says what happened, in the provider's words. */
  readonly event?: Place;
  /** Where it says what stays the same when the delivery is sent again. Nothing where that is not known to stay. */
  readonly deliveryId?: Place;
  /** How it signs, the newest way first: the first that a request shows counts. */
  readonly signatures?: readonly Scheme[];
  /** It signs, but a secret is not enough to check it. */
  readonly unverifiable?: Unverifiable;
  /** It does not sign: what it offers in place of it. */
  readonly unsigned?: string;
  /** How long it waits for an answer and what it does without one; only what is documented. */
  readonly patience?: { readonly waits?: string; readonly retries?: string };
};
