import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import { fromReceipt } from './interval.ts';
import type { Inside, Reader } from './meaning.ts';

/** A JSON Web Token (RFC 7519 in the compact form of RFC 7515 §3.1), opened. Nothing in it is verified. */
export const jwt: Reader = ({ value, receivedAt }) => {
  const [, head, claims] = /^(?:Bearer\s+)?(eyJ[\w-]{5,})\.(eyJ[\w-]{2,}|)\.[\w-]*$/i.exec(value) ?? [];
  const header = head === undefined ? null : jsonOf(head);
  if (header === null) return null;
  const body = claims ? jsonOf(claims) : null;
  const note = 'not verified: anybody can write this';
  const inside: Inside[] = [{ title: 'Header', text: header.text, isJson: true, note: null }];
  if (body) inside.push({ title: 'Claims', text: body.text, isJson: true, note });
  const alg = header.value.alg;
  const words = [`JWT${typeof alg === 'string' ? `, ${alg.slice(0, 20)}` : ''}`];
  const exp = body?.value.exp;
  if (typeof exp === 'number' && Math.abs(exp) < 1e11)
    words.push(`exp ${fromReceipt(exp * 1000, receivedAt)}`);
  return { words: `${words.join(', ')}, not verified`, inside };
};

function jsonOf(part: string): { text: string; value: Record<string, unknown> } | null {
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
