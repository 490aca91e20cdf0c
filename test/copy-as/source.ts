import type { CopySource } from '#lib/copy-as/target.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';

/** Text as a byte string: its UTF-8 bytes. */
export function utf8(text: string): string {
  return fromBytes(new TextEncoder().encode(text));
}

export type Parts = Partial<Omit<CopySource, 'body'>> & { body?: string | Uint8Array };

/** A stored request, whole unless told otherwise. A body in a string stands for its UTF-8 bytes. */
export function sourceOf(
  parts: Partial<Omit<CopySource, 'body'>> & { body?: string | Uint8Array },
): CopySource {
  const body =
    typeof parts.body === 'string' ? new TextEncoder().encode(parts.body) : (parts.body ?? new Uint8Array());
  return {
    method: 'POST',
    target: '/b/x7k2',
    httpVersion: '1.1',
    headers: [],
    trailers: [],
    bodySize: body.length,
    truncated: false,
    aborted: false,
    prefixLength: 0,
    receivedAt: 1_795_428_000_123_456,
    peer: { address: '192.0.2.7', port: 50312 },
    scheme: 'http',
    seq: 42,
    answered: null,
    ...parts,
    body,
  };
}

/** The request with the lines that make it a valid message to this server: Host first, Content-Length last. */
export function framedFor(authority: string, { headers = [], ...parts }: Parts): CopySource {
  const source = sourceOf(parts);
  const length: Header[] = source.body.length > 0 ? [['Content-Length', `${source.body.length}`]] : [];
  return { ...source, headers: [['Host', authority], ...headers, ...length] };
}
