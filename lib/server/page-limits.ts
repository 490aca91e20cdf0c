import type { IncomingHttpHeaders } from 'node:http';

/**
 * What is kept from Next, which takes the square of their number to read them: 60,000 parameters held the event loop for 31
 * seconds, 9,000 cookies for 21. Bins take both as they are.
 */

/** Parameters of an address. The API has none with more than six. */
const mostParameters = 100;
/** Characters of a path, and of an address with its query: a filter of 4,000 characters has room in it, escaped. */
const longestPath = 4096;
const longestAddress = 48 * 1024;

/** Whether the address of a page or of the API is longer than any there is. */
export function isAddressTooLong(target: string): boolean {
  if (target.length > longestAddress) return true;
  const query = target.indexOf('?');
  if ((query < 0 ? target.length : query) > longestPath) return true;
  let parameters = 0;
  for (let at = query; at >= 0; at = target.indexOf('&', at + 1)) parameters += 1;
  return parameters > mostParameters;
}

/** Takes out cookies, which nothing here reads: no cookie carries authority. */
export function dropCookies(headers: IncomingHttpHeaders): void {
  delete headers.cookie;
}
