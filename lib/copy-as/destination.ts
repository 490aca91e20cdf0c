import type { CopyOptions } from './target.ts';

/** Where a copy is to send its request, as options. */
export type Destination = Pick<CopyOptions, 'origin' | 'basePath' | 'path' | 'host'>;

/**
 * The options for sending to a base URL: `http://localhost:8080` or `https://staging.example/hooks/stripe`. What said which
 * bin was meant is no part of that address, and its Host is its own. Null when the text is no such URL: one without a
 * scheme of HTTP, or with a query, a fragment or a name and password.
 */
export function destinationOf(baseUrl: string): Destination | null {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    return null;
  }
  const path = url.pathname.replace(/\/$/, '');
  return {
    origin: url.origin,
    path: 'without-prefix',
    host: 'of-origin',
    ...(path === '' ? {} : { basePath: path }),
  };
}
