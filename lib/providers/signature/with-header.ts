import { setHeader } from '#lib/http/set-header.ts';
import type { Signed } from './scheme.ts';

/** The request with this value of a header, a byte string. */
export function withHeader(request: Signed, name: string, value: string): Signed {
  return { ...request, headers: setHeader(request.headers, name, value) };
}
