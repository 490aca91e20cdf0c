import type { Header } from '#lib/model/capture.ts';

/**
 * How providers sign: a header contains a signature of some bytes of the request, computed with a secret. A scheme parses the
 * header and determines those bytes; `verify.ts` verifies the signature. It also writes the header; `sign.ts` computes what to write.
 */

/** A request whose signature is verified. */
export type Signed = {
  readonly method: string;
  /** The full webhook URL as configured at the provider, with its query. Some providers sign it, byte for byte. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** The body as received, with its content encoding. */
  readonly body: Uint8Array;
};

export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

export type Method =
  | { readonly kind: 'hmac'; readonly hash: Hash }
  /** The digest of the secret followed by the message. */
  | { readonly kind: 'digest'; readonly hash: Hash }
  /** The secret itself. */
  | { readonly kind: 'token' }
  | { readonly kind: 'ed25519' }
  /** ECDSA on P-256 with SHA-256, the signature in DER. */
  | { readonly kind: 'ecdsa' };

/**
 * How the bytes of a key are derived from the text of the secret:
 * - `text`: its UTF-8
 * - `whsec`: base64 after `whsec_`, or after `whpk_` for public keys (Standard Webhooks)
 * - `hex`, `spki`: hexadecimal; a SubjectPublicKeyInfo in base64 or PEM
 */
export type KeyForm = 'text' | 'whsec' | 'hex' | 'spki';

export type Encoding = 'hex' | 'base64' | 'text';

/** A piece of the signed content and its source: `timestamp`, `body`, or null for a separator. */
export type Piece = { readonly from: string | null; readonly bytes: Uint8Array };

/** The parsed signature of a request. */
export type Claim = {
  /** The header that contains it, and the header's value as received. */
  readonly header: string;
  readonly value: string;
  /** The parts of that value and of related headers. */
  readonly parts: readonly (readonly [name: string, value: string])[];
  /** The signatures, one of which has to be valid. */
  readonly signatures: readonly string[];
  /** The signed content; where a provider has several forms of it, one of them has to match. The first is what it signs today. */
  readonly messages: readonly (readonly Piece[])[];
  /** The timestamp of the signature, milliseconds since the epoch; null when there is none. */
  readonly signedAt: number | null;
  /** The digest of the body, where that is signed instead of the body. */
  readonly bodyDigest?: {
    readonly hash: Hash;
    readonly encoding: Encoding;
    readonly text: string;
    readonly body: Uint8Array;
  };
  /** The method, where the header names it. */
  readonly method?: Method;
};

export type Scheme = {
  /** The algorithm for users: `HMAC-SHA256 of the body, in hexadecimal`. */
  readonly words: string;
  readonly method: Method;
  readonly encoding: Encoding;
  readonly key: KeyForm;
  /** The provider's name for the secret. */
  readonly secret: string;
  /** What the secret begins with where that is part of the key: `whsec_` of Stripe. */
  readonly secretPrefix?: string;
  /** Whether the URL is signed, so that it has to be known. */
  readonly signsUrl?: boolean;
  /** The tolerance for timestamps of the provider or its library, seconds; undefined when it is not documented. */
  readonly tolerance?: number;
  /** Whether a secret belongs to this scheme, where the provider has several. */
  readonly accepts?: (secret: string) => boolean;
  /** Null when the request is not signed this way; a sentence when the signature cannot be parsed. */
  read(request: Signed): Claim | string | null;
  /** The request with these values where `read` finds them, in its headers, and for some providers in its URL or body. */
  write(request: Signed, fields: Fields): Signed;
};

/** The values that a scheme writes into a request to sign it. */
export type Fields = {
  /** The encoded signature. */
  readonly signature: string;
  /** The encoded digest of the body, for schemes that sign that instead of the body. */
  readonly bodyDigest: string;
  /** For the timestamp, milliseconds since the epoch. */
  readonly now: number;
  /** The delivery ID, for schemes that sign one and requests that have none. */
  readonly id: string;
};

/** A signature that cannot be verified with a secret alone. `missing` is a clause that says what is needed, with a full stop. */
export type Unverifiable = { readonly words: string; readonly header: string; readonly missing: string };
