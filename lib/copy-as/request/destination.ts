import type { CopyOptions } from '../target.ts';

/** The destination of a copy, as options. */
export type Destination = Pick<CopyOptions, 'origin' | 'basePath' | 'path' | 'host'>;

/**
 * The options for sending to a base URL: `http://localhost:8080` or `https://staging.example/hooks/stripe`. The bin prefix is
 * removed and Host is that of the URL. Null when the text is not an HTTP URL, or has a query, a fragment or credentials.
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
