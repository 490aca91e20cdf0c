import type { Header, ProviderFacts } from '#lib/model/capture.ts';
import type { SigningTerms } from '#lib/providers/signature/sign.ts';
import type { Fresh } from './fresh.ts';

/** The sample events of a provider. Each provider is a file of this shape in `known/`, listed in `index.ts`. */
export type SampleProvider = {
  /** Of `lib/providers/index.ts`. */
  readonly id: string;
  /** Where the provider documents the payloads. */
  readonly source: string;
  readonly events: readonly SampleEvent[];
};

export type SampleEvent = {
  /** Unique within the provider, and usable in URLs: `invoice.paid`, `orders-create`. */
  readonly id: string;
  /** For menus: `Invoice paid`. */
  readonly title: string;
  /** The name that `recognise` gives the event; null when such requests have none. */
  readonly event: string | null;
  /** The request, with other IDs and times at each call. It is not signed. */
  readonly make: (fresh: Fresh, read: ReadGitHubExample) => SampleDraft | Promise<SampleDraft>;
};

export type SampleDraft = {
  /** POST, if it is left out. */
  readonly method?: 'GET' | 'OPTIONS';
  /** Begins with `?`; empty, if it is left out. */
  readonly query?: string;
  /** In the provider's order and spelling, without `Host`, `Content-Length` and `Connection`, which the sender adds. */
  readonly headers: readonly DraftHeader[];
  /** Text is sent as UTF-8. */
  readonly body?: string;
  /** Whether the provider never signs this request, though it signs others. */
  readonly isUnsigned?: true;
  /** The ID that stays the same when the provider retries; null or left out where it has none. */
  readonly deliveryId?: string | null;
};

/** A header; null as the value marks where the provider sends its signature. */
export type DraftHeader = readonly [name: string, value: string | null];

/** The JSON text of an example of GitHub's, by event and index (`@octokit/webhooks-examples`). */
export type ReadGitHubExample = (event: string, index: number) => Promise<string>;

/** A request to send as a sample. Header strings are byte strings. */
export type Sample = {
  readonly provider: ProviderFacts;
  readonly title: string;
  readonly request: {
    readonly method: string;
    /** To add to the destination; begins with `?`, or is empty. */
    readonly query: string;
    readonly headers: readonly Header[];
    readonly body: Uint8Array;
  };
  /** How it can be signed, or why it cannot be. */
  readonly signing: SigningTerms;
  /** The headers of the signature and their positions in the signed request, in ascending order. */
  readonly signatureHeaders: readonly { readonly name: string; readonly index: number }[];
};
