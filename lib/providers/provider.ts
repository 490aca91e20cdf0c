import type { Mark } from './recognise/marks.ts';
import type { Place } from './recognise/places.ts';
import type { Scheme, Unverifiable } from './signature/scheme.ts';

/**
 * A service that sends webhooks. Each provider is a file of this shape in `known/`, listed in `index.ts`. The response to its URL
 * verification is a file in `handshake/known/`, listed in `handshake/known-handshakes.ts` in another order, because the first match wins.
 */
export type Provider = {
  readonly id: string;
  /** The name in the provider's spelling. */
  readonly name: string;
  /** The documentation or source code of the provider. */
  readonly source: string;
  /** A request is recognized by any of these. */
  readonly marks: readonly Mark[];
  /** Where a request gives the event name. */
  readonly event?: Place;
  /** Where it gives an ID that stays the same across retries. Absent where none is known to. */
  readonly deliveryId?: Place;
  /** Its signature schemes, the newest first: the first one present is used. */
  readonly signatures?: readonly Scheme[];
  /** Sentences on secrets of this provider that are easily mixed up. */
  readonly secretMixUps?: string;
  /** It signs, but verifying needs more than a secret. */
  readonly unverifiable?: Unverifiable;
  /** It does not sign: a sentence on what to use instead. */
  readonly unsigned?: string;
  /** Its documented timeout and retries. */
  readonly patience?: { readonly waits?: string; readonly retries?: string };
};
