import { createHash } from 'node:crypto';
import { fail } from '#lib/model/errors.ts';
import type { NewIdempotentCall } from '#lib/store/contracts/idempotency.ts';
import { secretCipher } from './secrets/secret-cipher.ts';

/** How long the response of a call is remembered, milliseconds. */
export const rememberedFor = 24 * 3_600_000;
/** After this time a call without a response is taken for one whose process has ended, milliseconds. Longer than any call takes. */
const heldFor = 600_000;

/** What makes a call the same as an earlier one. */
type Called = {
  readonly key: string;
  /** The key or the token of the caller, or its address. */
  readonly caller: string;
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly body: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** A response that is remembered. */
export type RememberedResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Null where it was too long. */
  readonly body: string | null;
};

/**
 * The key in an `Idempotency-Key` field: a string in quotation marks (draft-ietf-httpapi-idempotency-key-header), or the same without them.
 * Null when there is none. Fails with `invalid-input` for one that others may have chosen too.
 */
export function idempotencyKey(field: string | null): string | null {
  if (field === null) return null;
  const key = /^"(.*)"$/.exec(field.trim())?.[1] ?? field.trim();
  if (!/^[\x21\x23-\x5b\x5d-\x7e]{16,128}$/.test(key))
    fail('invalid-input', 'Idempotency-Key: must be 16 to 128 characters without spaces, such as a UUID');
  return key;
}

/** The hashes under which a call is stored. Only who has its key and that of the caller can compute them. */
export function hashesOf({ key, caller, method, target, body, now }: Called): NewIdempotentCall {
  const [path] = target.split('?');
  return {
    name: hash(`${method} ${path}\n${caller}\n${key}`),
    caller: hash(`caller\n${caller}`).subarray(0, 16),
    fingerprint: hash(`${target}\n`, body),
    now,
    heldUntil: now + heldFor,
  };
}

/**
 * Encrypts and decrypts the response of a call with a key derived from its `Idempotency-Key` and the key of the caller, neither of which is
 * stored: it may have a new key of a bin.
 */
export function responseCipher({ key, caller }: Pick<Called, 'key' | 'caller'>, name: Uint8Array) {
  const cipher = secretCipher({ current: `idempotent call\n${caller}\n${key}` });
  const context = Buffer.from(name).toString('hex');
  return {
    encrypt: (response: RememberedResponse) => cipher.encrypt(JSON.stringify(response), context),
    decrypt(encrypted: Uint8Array): RememberedResponse | null {
      const text = cipher.decrypt(encrypted, context);
      return text === null ? null : (JSON.parse(text) as RememberedResponse);
    },
  };
}

function hash(text: string, bytes: Uint8Array = new Uint8Array()): Buffer {
  return createHash('sha256').update(text).update(bytes).digest();
}
