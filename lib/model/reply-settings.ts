import type { Header } from './capture.ts';

/** The reply settings of a bin, as they are stored: complete. `reply-settings-shape.ts` reads them. */
export type ReplySettings = {
  /** The default response, sent when no rule matches. */
  readonly default: Answer | Playbook;
  /** Evaluated from top to bottom. The first enabled rule that matches decides. */
  readonly rules: readonly Rule[];
  /** CORS preflights are allowed, and any page may read the responses. */
  readonly cors: boolean;
  /** The sender may choose the response with `?__status=503&__delay=2s`. */
  readonly override: boolean;
  /** By the provider's id (lib/providers): whether its URL verification is answered, and with which secret. */
  readonly handshakes: Readonly<Record<string, Handshake>>;
};

/** The longest body of one response, bytes. */
export const longestAnswerBody = 2 ** 20;

export type Rule = {
  /** Stays the same while the rule is edited: playbooks count under it. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** A filter (lib/filter); empty matches everything. */
  readonly when: string;
  readonly answer: Answer | Playbook;
};

export type Answer = {
  /** 200 to 599. */
  readonly status: number;
  /** Names and values as text, which is sent as its UTF-8, in this order and case. */
  readonly headers: readonly Header[];
  readonly body: AnswerBody;
  /** Whether body and header values are Liquid templates. */
  readonly template: boolean;
  readonly delayMs: Delay;
  readonly fault: AnswerFault | null;
  /** The request is held for a manual response, and gets this one at the deadline. */
  readonly hold: { readonly deadlineMs: number } | null;
};

export type AnswerBody = { readonly text: string } | { readonly base64: string };

/** Milliseconds: fixed, uniform between two values, or normally distributed and clamped to 0 to 120,000. */
export type Delay =
  | number
  | { readonly min: number; readonly max: number }
  | { readonly mean: number; readonly sd: number };

/** The kinds of `Fault`, described in lib/reply/response.ts. */
export type AnswerFault =
  | { readonly kind: 'reset' | 'close' | 'cut-body' | 'malformed-chunk' | 'garbage' }
  | { readonly kind: 'hang'; readonly ms: number }
  | { readonly kind: 'drip' | 'slow-headers'; readonly bytesPerSecond: number }
  | { readonly kind: 'wrong-length'; readonly by: number; readonly ms?: number | undefined };

export type Playbook =
  /** Responses one after the other, counted for the bin or for each delivery (the provider's id, else the hash of the body). */
  | {
      readonly play: 'sequence';
      readonly per: 'bin' | 'delivery';
      readonly steps: readonly Answer[];
      /** After the last step: repeat the last one, start again with the first, or choose a random one. */
      readonly end: 'stay' | 'loop' | 'random';
    }
  /** One chosen at random, in proportion to the weights. */
  | { readonly play: 'chances'; readonly chances: readonly { weight: number; answer: Answer }[] }
  /** `under` for the first `perSecond` requests in a second of the clock, `over` for the others. */
  | { readonly play: 'limit'; readonly perSecond: number; readonly under: Answer; readonly over: Answer };

export type Handshake = {
  readonly enabled: boolean;
  /** Never shown, never logged. */
  readonly secret: string | null;
  /** A secret as it is stored, in base64, where this server cannot decrypt it; `secret` is null then. */
  readonly encrypted?: string;
};

/** Settings as clients write them: a secret that is `true` or left out keeps its value. */
export type WrittenSettings = Omit<ReplySettings, 'handshakes'> & {
  readonly handshakes: Readonly<
    Record<
      string,
      {
        readonly enabled: boolean;
        readonly secret?: string | boolean | null | undefined;
        readonly readable?: boolean | undefined;
      }
    >
  >;
};

/**
 * Settings as they are shown: `secret` says only whether there is one. `readable` is false where the server cannot decrypt it, and
 * left out otherwise. Writing them back changes nothing.
 */
export type ShownSettings = Omit<ReplySettings, 'handshakes'> & {
  readonly handshakes: Readonly<
    Record<string, { readonly enabled: boolean; readonly secret: boolean; readonly readable?: false }>
  >;
};

/** All responses in the settings, including those in playbooks. */
export function answersOf({ default: fallback, rules }: Pick<ReplySettings, 'default' | 'rules'>): Answer[] {
  return [fallback, ...rules.map(({ answer }) => answer)].flatMap(answersIn);
}

export function answersIn(chosen: Answer | Playbook): readonly Answer[] {
  if (!('play' in chosen)) return [chosen];
  if (chosen.play === 'sequence') return chosen.steps;
  return chosen.play === 'chances' ? chosen.chances.map(({ answer }) => answer) : [chosen.under, chosen.over];
}

/** Bytes. */
export function bodyLength(body: AnswerBody): number {
  if ('text' in body) return new TextEncoder().encode(body.text).length;
  return (body.base64.length / 4) * 3 - (/={0,2}$/.exec(body.base64)?.[0].length ?? 0);
}
