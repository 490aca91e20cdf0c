import type { Header } from '#lib/model/capture.ts';

/**
 * How a provider verifies a URL before it sends webhooks there, and the response it expects. All of it is data: each handshake is a
 * file of this shape in `known/`, listed in `known-handshakes.ts`; `respond.ts` evaluates them.
 */
export type Handshake = {
  /** The id of the provider, in `providers/index.ts`. */
  readonly provider: string;
  /** The secret that the response needs. One that is not `needed` is checked if it is set. */
  readonly secret?: { readonly name: string; readonly needed: boolean; readonly help: string };
  /** A check that comes before the ways: requests that fail it are rejected. */
  readonly guard?: Guard;
  /** The first way whose traits all hold responds. */
  readonly ways: readonly Way[];
  /** A warning to show before it is turned on. */
  readonly warning?: string;
};

/** A part of a request. `json` is a path in the body: `0.data.validationCode`. */
export type Part =
  | { readonly header: string }
  | { readonly query: string }
  | { readonly json: string }
  | { readonly form: string };

/** A condition on a part: that it has a value, that it is missing, or by default that it is present. */
export type Trait = Part & { readonly is?: string; readonly isMissing?: true };

/** Some providers test whether a receiver rejects requests with a wrong signature or token. */
export type Guard = {
  /** What is checked, in words. */
  readonly checks: 'signature' | 'verify token';
  /** The requests that are checked. */
  readonly method: string;
  readonly traits: readonly Trait[];
  /** The signature has to be valid (`signatures` of the provider), or a part has to be the secret. */
  readonly by: 'signature' | Part;
  readonly refusal: 401 | 403;
};

export type Way = {
  /** The provider's name for it: `URL verification`. */
  readonly asks: string;
  /** The content of the response, in words: `the challenge`. */
  readonly gives: string;
  readonly method: string;
  readonly traits: readonly Trait[];
  /** The part that is returned or signed. */
  readonly token?: Part;
  /** The provider never signs this POST, though it may sign others. Other methods are never signed. */
  readonly isUnsigned?: true;
  readonly reply: Given;
};

/** The response. A body is text or JSON; if it is missing, the response has none. */
export type Given = {
  readonly status: 200 | 204;
  readonly headers?: readonly (readonly [name: string, value: string | Token])[];
  readonly body?: Token | { readonly json: Readonly<Record<string, number | Token | Mac>> };
};

/** The token itself. */
export type Token = { readonly give: 'token' };
/** HMAC-SHA256 of the token with the secret. */
export type Mac = { readonly give: 'hmac'; readonly encoding: 'hex' | 'base64'; readonly prefix: string };

/** The response to a handshake. */
export type HandshakeResponse = {
  readonly provider: string;
  /** The name of the way, `URL verification`; or of the check that failed, `signature check`. */
  readonly step: string;
  readonly response: {
    readonly status: number;
    readonly headers: readonly Header[];
    readonly body: Uint8Array;
  };
};
