import type { Header } from './capture.ts';
import type { AnswerBody, Delay, ShownSettings, WrittenSettings } from './reply-settings.ts';

/** Reply settings as programs write them: what has a default may be omitted. `reply-settings-shape.ts` reads them. */

export type ResponseInput = {
  /** 200 to 599. Default: 200. */
  readonly status?: number;
  /** Default: plain text where there is a body, else none. */
  readonly headers?: readonly Header[];
  /** Text, which is sent as its UTF-8, or bytes in base64. Default: empty. */
  readonly body?: string | AnswerBody;
  /** Whether body and header values are Liquid templates. Default: no. */
  readonly template?: boolean;
  /** Default: 0. */
  readonly delayMs?: Delay;
  readonly fault?: FaultInput | null;
  /** Hold the request for a manual response; this one is sent at the deadline. */
  readonly hold?: { readonly deadlineMs: number } | null;
};

export type FaultInput =
  | { readonly kind: 'reset' | 'close' | 'cut-body' | 'malformed-chunk' | 'garbage' }
  /** Default: 60,000. */
  | { readonly kind: 'hang'; readonly ms?: number }
  | { readonly kind: 'drip' | 'slow-headers'; readonly bytesPerSecond: number }
  | { readonly kind: 'wrong-length'; readonly by: number; readonly ms?: number };

export type PlaybookInput =
  /** Responses one after the other, counted for the bin (the default) or for each delivery. */
  | {
      readonly play: 'sequence';
      readonly per?: 'bin' | 'delivery';
      readonly steps: readonly ResponseInput[];
      /** After the last step: repeat it (the default), start again with the first, or choose a random one. */
      readonly end?: 'stay' | 'loop' | 'random';
    }
  /** One chosen at random, in proportion to the weights. */
  | {
      readonly play: 'chances';
      readonly chances: readonly { readonly weight?: number; readonly answer: ResponseInput }[];
    }
  /** `under` for the first `perSecond` requests in a second of the clock, `over` for the others. */
  | {
      readonly play: 'limit';
      readonly perSecond: number;
      readonly under?: ResponseInput;
      readonly over?: ResponseInput;
    };

export type RuleInput = {
  readonly id?: string;
  readonly name?: string;
  readonly enabled?: boolean;
  /** A filter; empty matches everything. */
  readonly when?: string;
  readonly answer: ResponseInput | PlaybookInput;
};

export type ReplySettingsInput = {
  /** The default response, sent when no rule matches. */
  readonly default?: ResponseInput | PlaybookInput;
  /** Evaluated from top to bottom. The first enabled rule that matches sends the response. */
  readonly rules?: readonly RuleInput[];
  readonly cors?: boolean;
  readonly override?: boolean;
  readonly handshakes?: WrittenSettings['handshakes'];
};

/** Settings that were read may be written back. */
export type WritableSettings = ReplySettingsInput | ShownSettings;
