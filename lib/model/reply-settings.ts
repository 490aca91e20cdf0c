import type { Header } from './capture.ts';

/** What a bin answers, as it is kept and as the API shows it: everything is said. `reply-settings-shape.ts` reads it. */
export type ReplySettings = {
  /** What is answered where no rule matches. */
  readonly default: Answer | Playbook;
  /** The first that is enabled and matches answers. */
  readonly rules: readonly Rule[];
  /** Preflights of browsers are granted, and any page may read the answers. */
  readonly cors: boolean;
  /** The sender may ask for `?__status=503&__delay=2s`. */
  readonly override: boolean;
  /** By the provider's id (lib/providers): whether its verification is answered, and with which secret. */
  readonly handshakes: Readonly<Record<string, Handshake>>;
};

/** The longest body of one answer, bytes. */
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
  /** The sender waits for somebody to answer by hand, and gets this answer at the deadline. */
  readonly hold: { readonly deadlineMs: number } | null;
};

export type AnswerBody = { readonly text: string } | { readonly base64: string };

/** Milliseconds: so many, any between two, or drawn from a normal distribution and cut at 0 and 120,000. */
export type Delay =
  | number
  | { readonly min: number; readonly max: number }
  | { readonly mean: number; readonly sd: number };

/** Of the kinds of `Fault` in lib/reply/reply.ts, which says what each does. */
export type AnswerFault =
  | { readonly kind: 'reset' | 'close' | 'cut-body' | 'malformed-chunk' | 'garbage' }
  | { readonly kind: 'hang'; readonly ms: number }
  | { readonly kind: 'drip' | 'slow-headers'; readonly bytesPerSecond: number }
  | { readonly kind: 'wrong-length'; readonly by: number; readonly ms?: number | undefined };

export type Playbook =
  /** Answers one after the other, counted for the whole bin or for each delivery (a provider's id, else the body's hash). */
  | {
      readonly play: 'sequence';
      readonly per: 'bin' | 'delivery';
      readonly steps: readonly Answer[];
      /** After the last step: that one again and again, all of them from the first, or any of them by chance. */
      readonly end: 'stay' | 'loop' | 'random';
    }
  /** One of several, each as likely as its share of all weights. */
  | { readonly play: 'chances'; readonly chances: readonly { weight: number; answer: Answer }[] }
  /** `under` up to so many requests in a second of the clock, `over` beyond. */
  | { readonly play: 'limit'; readonly perSecond: number; readonly under: Answer; readonly over: Answer };

export type Handshake = {
  readonly enabled: boolean;
  /** Never shown, never logged. */
  readonly secret: string | null;
};

/** As people write settings: see `Handshake`, whose secret is kept when it is `true` or left out. */
export type WrittenSettings = Omit<ReplySettings, 'handshakes'> & {
  readonly handshakes: Readonly<
    Record<string, { readonly enabled: boolean; readonly secret?: string | boolean | null | undefined }>
  >;
};

/** As settings are shown: of a secret only whether there is one. Written again they change nothing. */
export type ShownSettings = Omit<ReplySettings, 'handshakes'> & {
  readonly handshakes: Readonly<Record<string, { readonly enabled: boolean; readonly secret: boolean }>>;
};

/** Every answer in the settings, those in playbooks included. */
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
