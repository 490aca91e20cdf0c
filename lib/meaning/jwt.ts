import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import { fromReceipt } from './interval.ts';
import type { MeaningDetail, Reader } from './reader.ts';

/** A JSON Web Token (RFC 7519, in the compact form of RFC 7515 §3.1), decoded but not verified. */
export const jwt: Reader = ({ value, receivedAt }) => {
  const token = parsed(value);
  if (token === null) return null;
  const { header, body } = token;
  const note = 'Not verified: anyone can create such a token.';
  const details: MeaningDetail[] = [{ title: 'Header', text: header.text, isJson: true, note: null }];
  if (body) details.push({ title: 'Claims', text: body.text, isJson: true, note });
  const alg = header.value.alg;
  const words = [`JWT${typeof alg === 'string' ? `, ${alg.slice(0, 20)}` : ''}`];
  const expiry = expiryIn(token);
  if (expiry !== null) words.push(`exp ${fromReceipt(expiry, receivedAt)}`);
  return { words: `${words.join(', ')}, not verified`, details };
};

/** When a token expires, also one after `Bearer`; null where the value is not a token, or has no time. Milliseconds since the epoch. */
export function expiryOf(value: string): number | null {
  const token = parsed(value);
  return token && expiryIn(token);
}

type Part = { readonly text: string; readonly value: Readonly<Record<string, unknown>> };
type Token = { readonly header: Part; readonly body: Part | null };

function parsed(value: string): Token | null {
  const [, head, claims] = /^(?:Bearer\s+)?(eyJ[\w-]{5,})\.(eyJ[\w-]{2,}|)\.[\w-]*$/i.exec(value) ?? [];
  const header = head === undefined ? null : jsonOf(head);
  return header && { header, body: claims ? jsonOf(claims) : null };
}

function expiryIn({ body }: Token): number | null {
  const exp = body?.value.exp;
  return typeof exp === 'number' && Math.abs(exp) < 1e11 ? exp * 1000 : null;
}

function jsonOf(part: string): Part | null {
  const bytes = base64Bytes(part);
  const text = bytes && utf8OrNull(bytes);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { text, value: { ...value } } : null;
  } catch {
    return null;
  }
}
