import type { Header } from '#lib/model/capture.ts';
import type { Recognisable } from '#lib/providers/recognise/reading.ts';

/** A request as a provider sends it to `/b/x7k2/hook`; `query` begins with `?`. A body that is an object is sent as JSON. */
export function request(
  headers: Record<string, string> | readonly Header[],
  body: unknown = '',
  { method = 'POST', query = '' } = {},
): Recognisable {
  const list = Array.isArray(headers) ? (headers as Header[]) : Object.entries(headers as object);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method,
    target: `/b/x7k2/hook${query}`,
    prefixLength: 7,
    headers: list,
    body: body instanceof Uint8Array ? body : new TextEncoder().encode(text),
  };
}

export const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };
