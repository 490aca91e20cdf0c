import type { ProviderFacts, RequestFacts } from '../model/capture.ts';

/** What a provider is recognised by. */
export type Recognisable = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  /** The bytes kept of the body; empty when it is long. */
  readonly body: Uint8Array;
};

/** A service that sends webhooks. Every provider is a file of this shape, listed in `index.ts`. */
export type Provider = {
  readonly id: string;
  /** As the provider writes it. */
  readonly name: string;
  /** Null when the request is not this provider's. */
  recognise(request: Recognisable): Omit<ProviderFacts, 'id'> | null;
};
