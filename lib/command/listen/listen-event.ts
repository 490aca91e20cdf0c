import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** What a listener says while it runs. `behind`: how many requests wait or are being sent. */
export type ListenEvent = { readonly slug: string; readonly behind: number } & (
  | {
      readonly kind: 'listening';
      readonly captureUrl: string;
      readonly to: string;
      readonly name: string;
      /** Requests after this one are sent. */
      readonly cursor: number;
    }
  /** The server cannot be reached. Nothing is lost: what it receives meanwhile is sent later. */
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'connected' }
  /** The local server does not accept connections. The request is sent once it does. */
  | { readonly kind: 'waiting'; readonly seq: number; readonly message: string }
  | {
      readonly kind: 'sent';
      readonly capture: CaptureSummary;
      readonly status: number | null;
      readonly ms: number;
      readonly failure: string | null;
      /** Whether the sender got the response of the local server; null where it was not to. */
      readonly replied: boolean | null;
    }
  /** A request that cannot be sent. */
  | { readonly kind: 'skipped'; readonly seq: number; readonly message: string }
  | { readonly kind: 'note'; readonly message: string }
);

/** An event without what all have. */
export type ListenNews = ListenEvent extends infer Event
  ? Event extends ListenEvent
    ? Omit<Event, 'slug' | 'behind'>
    : never
  : never;
