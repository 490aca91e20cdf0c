import type { Header } from '../../model/capture.ts';

/**
 * How a provider makes sure that a URL is meant to receive its webhooks, and what it wants to hear. Everything is data:
 * `handshakes.ts` has the table, `shake.ts` reads it.
 */
export type Handshake = {
  /** The id of the provider, in `providers/index.ts`. */
  readonly provider: string;
  /** What has to be known to answer. Where it is not `needed` it is checked if there is one. */
  readonly secret?: { readonly name: string; readonly needed: boolean; readonly help: string };
  /** What is refused before any way is looked at. */
  readonly guard?: Guard;
  /** The first whose traits all hold answers. */
  readonly ways: readonly Way[];
  /** What else people should know before they switch it on. */
  readonly beware?: string;
};

/** A part of a request. `json` is a path in the body: `0.data.validationCode`. */
export type Part =
  | { readonly header: string }
  | { readonly query: string }
  | { readonly json: string }
  | { readonly form: string };

/** What a part says, or that it is not there; without either, that it is. */
export type Trait = Part & { readonly is?: string; readonly isMissing?: true };

/** Some senders test that a receiver refuses what is not theirs, and drop those that do not. */
export type Guard = {
  /** What has to be right, for people. */
  readonly checks: 'signature' | 'verify token';
  /** Of which requests. */
  readonly method: string;
  readonly traits: readonly Trait[];
  /** The signature has to be valid (`signatures` of the provider), or a part has to be the secret. */
  readonly by: 'signature' | Part;
  readonly refusal: 401 | 403;
};

export type Way = {
  /** What the provider calls it: `URL verification`. */
  readonly asks: string;
  /** What it is answered with, for people: `the challenge`. */
  readonly gives: string;
  readonly method: string;
  readonly traits: readonly Trait[];
  /** What is given back, or signed. */
  readonly token?: Part;
  readonly reply: Given;
};

/** What is answered. A body is text or JSON; nothing is an empty one. */
export type Given = {
  readonly status: 200 | 204;
  readonly headers?: readonly (readonly [name: string, value: string | Token])[];
  readonly body?: Token | { readonly json: Readonly<Record<string, number | Token | Mac>> };
};

/** The token itself. */
export type Token = { readonly give: 'token' };
/** HMAC-SHA256 of the token with the secret. */
export type Mac = { readonly give: 'hmac'; readonly encoding: 'hex' | 'base64'; readonly prefix: string };

/** A handshake answered. */
export type Shaken = {
  readonly provider: string;
  /** What was asked: `URL verification`; `signature check` where that was refused. */
  readonly step: string;
  readonly reply: {
    readonly status: number;
    readonly headers: readonly Header[];
    readonly body: Uint8Array;
  };
};
