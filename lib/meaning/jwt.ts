import { utf8OrNull } from '#lib/http/byte-string.ts';
import { base64Bytes } from './base64-bytes.ts';
import { fromReceipt } from './interval.ts';
import type { MeaningDetail, Reader } from './reader.ts';

/** A JSON Web Token (RFC 7519, in the compact form of RFC 7515 §3.1), decoded but not verified. */
export const jwt: Reader = ({ value, receivedAt }) => {
  const [, head, claims] = /^(?:Bearer\s+)?(eyJ[\w-]{5,})\.(eyJ[\w-]{2,}|)\.[\w-]*$/i.exec(value) ?? [];
  const header = head === undefined ? null : jsonOf(head);
  if (header === null) return null;
  const body = claims ? jsonOf(claims) : null;
  const note = 'Not verified: anyone can create such a token.';
  const details: MeaningDetail[] = [{ title: 'Header', text: header.text, isJson: true, note: null }];
  if (body) details.push({ title: 'Claims', text: body.text, isJson: true, note });
  const alg = header.value.alg;
  const words = [`JWT${typeof alg === 'string' ? `, ${alg.slice(0, 20)}` : ''}`];
  const exp = body?.value.exp;
  if (typeof exp === 'number' && Math.abs(exp) < 1e11)
    words.push(`exp ${fromReceipt(exp * 1000, receivedAt)}`);
  return { words: `${words.join(', ')}, not verified`, details };
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
