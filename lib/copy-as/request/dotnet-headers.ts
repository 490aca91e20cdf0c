import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from '../target.ts';
import { survivesUrlParser } from './address.ts';
import { addsEmptyLength, type Caveat, changedTarget, noTrailers, onlyHttp11 } from './client-caveats.ts';
import { framingOf, isHostOf, isSendable } from './client-headers.ts';
import { hasDuplicates, without } from './whole-headers.ts';

/** Headers that .NET's HttpClient accepts only with the content (`HttpContentHeaders`). */
const contentNames = new Set([
  ...['allow', 'content-disposition', 'content-encoding', 'content-language', 'content-location'],
  ...['content-md5', 'content-range', 'content-type', 'expires', 'last-modified'],
]);

/** The header lines for .NET's HttpClient: those of the request, and those of its content. It writes the length on its own. */
export function dotnetHeaders(source: RequestSource, server: URL): { request: Header[]; content: Header[] } {
  const own = ['Content-Length', ...(isHostOf(source.headers, server) ? ['Host'] : [])];
  const headers = without(source.headers.filter(isSendable), own);
  const isContent = ([name]: Header) => contentNames.has(name.toLowerCase());
  return { request: headers.filter((header) => !isContent(header)), content: headers.filter(isContent) };
}

/** Whether the request needs content: content headers require it, even if it is empty. */
export function hasContent(source: RequestSource, content: readonly Header[]): boolean {
  return framingOf(source) !== 'none' || content.length > 0;
}

export function dotnetCaveats(source: RequestSource, server: URL): Caveat[] {
  const { content } = dotnetHeaders(source, server);
  return [
    '.NET reorders headers.',
    hasDuplicates(source.headers.filter(isSendable)) && '.NET joins repeated headers.',
    (first(source.headers, 'Host') ?? '') === '' && '.NET adds a Host header.',
    content.length > 0 &&
      framingOf(source) === 'none' &&
      '.NET adds Content-Length: 0, because it needs a body for content headers.',
    addsEmptyLength(source, '.NET'),
    changedTarget(!survivesUrlParser(source.target, server) || source.target.includes('%'), '.NET'),
    onlyHttp11(source, 'this copy'),
    noTrailers(source, '.NET'),
  ];
}
