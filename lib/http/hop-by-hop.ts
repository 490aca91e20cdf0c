import type { Header } from '#lib/model/capture.ts';
import { all } from './header-lookup.ts';

/** Header fields that concern one connection and are not passed on (RFC 9110 §7.6.1, RFC 2616 §13.5.1, RFC 9113 §8.2.2). */
export const hopByHopFields: ReadonlySet<string> = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'upgrade',
]);

/** The fields that tell where a body ends, and what follows it. They are made anew where the body is framed anew. */
export const framingFields: ReadonlySet<string> = new Set(['trailer', 'transfer-encoding']);

/** Fields without which a message has no destination or no end: `Connection` cannot name them. */
const essential = new Set(['host', 'content-length', 'transfer-encoding']);

/** The names that `Connection` lists, in lower case: these fields are hop-by-hop in this message (RFC 9110 §7.6.1). */
export function namedByConnection(headers: readonly Header[]): ReadonlySet<string> {
  const names = all(headers, 'Connection').flatMap((line) => line.toLowerCase().split(/[\t ]*,[\t ]*/));
  return new Set(names.filter((name) => !essential.has(name)));
}
