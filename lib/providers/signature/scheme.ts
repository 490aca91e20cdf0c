import type { Header } from '#lib/model/capture.ts';

/**
 * How providers sign: a header carries a signature over some bytes of the request, made with a secret. A scheme reads the
 * header and says which bytes those are; `verify.ts` does the rest.
 */

/** A request whose signature is looked at. */
export type Signed = {
  readonly method: string;
  /** The whole address as the provider was given it, query and all. Some sign it, byte for byte. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** The bytes of the body as they came, content coding untouched. */
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
 * How the bytes of a key are made from the text that people copy:
 * - `text`: its UTF-8
 * - `whsec`: base64 after `whsec_`, or after `whpk_` for public keys (Standard Webhooks)
 * - `hex`, `spki`: hexadecimal; a SubjectPublicKeyInfo in base64 or PEM
 */
export type KeyForm = 'text' | 'whsec' | 'hex' | 'spki';

export type Encoding = 'hex' | 'base64' | 'text';

/** A stretch of what was signed, and where it comes from: `timestamp`, `body`, or null for a sign between. */
export type Piece = { readonly from: string | null; readonly bytes: Uint8Array };

/** What a request says of its signature. */
export type Claim = {
  /** The header it stands in, and its value as sent. */
  readonly header: string;
  readonly value: string;
  /** What the value and the headers beside it say, part by part. */
  readonly parts: readonly (readonly [name: string, value: string])[];
  /** The signatures, of which one has to fit. */
  readonly signatures: readonly string[];
  /** What is signed. Where a provider is known to write it in more than one way, one has to fit. */
  readonly messages: readonly (readonly Piece[])[];
  /** When the provider signed, milliseconds since the epoch; null when it does not say. */
  readonly signedAt: number | null;
  /** The digest of the body, where the signature covers that in the body's place. */
  readonly bodyDigest?: {
    readonly hash: Hash;
    readonly encoding: Encoding;
    readonly text: string;
    readonly body: Uint8Array;
  };
  /** Where the header says how it was made. */
  readonly method?: Method;
};

export type Scheme = {
  /** In one line, for people: `HMAC-SHA256 of the body, in hexadecimal`. */
  readonly words: string;
  readonly method: Method;
  readonly encoding: Encoding;
  readonly key: KeyForm;
  /** What the provider calls the secret. */
  readonly secret: string;
  /** Whether the address is signed, so that it has to be known. */
  readonly signsUrl?: boolean;
  /** How many seconds the clock may be off, as the provider or its library has it; nothing where neither says. */
  readonly tolerance?: number;
  /** Which secrets are of this scheme, where the provider has another. */
  readonly accepts?: (secret: string) => boolean;
  /** Null when the request is not signed this way; a sentence when it is, but cannot be read. */
  read(request: Signed): Claim | string | null;
};

/** A signature that cannot be checked with a secret alone, and what is missing. */
export type Unverifiable = { readonly words: string; readonly header: string; readonly missing: string };
