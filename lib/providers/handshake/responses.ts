import type { Given, Mac, Token } from './handshake.ts';

/** The token of the request, in a response. */
export const token: Token = { give: 'token' };

/** HMAC-SHA256 of the token with the secret, in a response: `prefix` and then the digest in this encoding. */
export function mac(encoding: Mac['encoding'], prefix = ''): Mac {
  return { give: 'hmac', encoding, prefix };
}

/** 200 with the token alone. */
export const tokenAsText: Given = { status: 200, body: token };

/** 200 without a body. */
export const emptyResponse: Given = { status: 200 };
