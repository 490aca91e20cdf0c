import type { Header } from '#lib/model/capture.ts';
import { javascriptByteString, javascriptString } from '../literals/javascript-string.ts';
import { originForm, survivesUrlParser } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import {
  addsEmptyLength,
  changedTarget,
  commentLines,
  emptyBodyUntold,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf, isHostOf, isNamed, isSendable } from '../request/client-headers.ts';
import { hasDuplicates, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The names a page may not set (Fetch Standard, "forbidden request-header"), but for those of the address and framing. */
const forbidden = [
  ...['Accept-Charset', 'Accept-Encoding', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'],
  ...['Connection', 'Cookie', 'Cookie2', 'Date', 'DNT', 'Expect', 'Keep-Alive', 'Origin', 'Referer'],
  ...['Set-Cookie', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Via'],
];
const forbiddenPrefix = /^(?:proxy|sec)-/i;
const methodOverride = /^x-(?:http-method|http-method-override|method-override)$/i;

/** The request as a call of `fetch` in a browser. A page of another site needs the server's leave (CORS) for it. */
export const fetchTarget: CopyTarget = {
  id: 'fetch',
  title: 'fetch (browser)',
  group: 'Code',
  mediaType: 'text/javascript; charset=utf-8',
  exact:
    'Method, body and header values are exact. The browser writes header names in lower case, joins repeated headers, sorts them, adds its own, omits those that pages may not set, and may rewrite the target.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = settable(source);
    const body = bodyOf(source, headers);
    const lines = headers.map(
      ([name, value]) => `\n    [${javascriptByteString(name)}, ${javascriptByteString(value)}],`,
    );
    const options = [
      `method: ${javascriptByteString(source.method)},`,
      ...(lines.length > 0 ? [`headers: [${lines.join('')}\n  ],`] : []),
      ...(body ? [`body: ${body},`] : []),
      `credentials: 'omit',`,
      `referrerPolicy: 'no-referrer',`,
    ];
    const url = javascriptByteString(server.origin + originForm(source.target));
    const call = `const response = await fetch(${url}, {\n  ${options.join('\n  ')}\n});`;
    const comment = commentLines('//', source, fetchCaveats(source, server));
    return `${comment}${call}\nconsole.log(response.status, await response.text());`;
  },
};

function isForbidden(header: Header): boolean {
  return forbidden.some((name) => isNamed(header, name)) || forbiddenPrefix.test(header[0]);
}

function settable(source: RequestSource): Header[] {
  const own = source.headers.filter((header) => isSendable(header) && !isForbidden(header));
  return without(own, ['Host', 'Content-Length']);
}

function mayHaveBody({ method }: RequestSource): boolean {
  return !/^(?:GET|HEAD)$/i.test(method);
}

/** A string would bring a Content-Type along where the sender sent none; bytes do not. */
function bodyOf(source: RequestSource, headers: readonly Header[]): string | null {
  if (framingOf(source) === 'none' || !mayHaveBody(source)) return null;
  const text = bodyText(source.body);
  if (text === null) {
    return `Uint8Array.from(atob('${base64(source.body)}'), (character) => character.charCodeAt(0))`;
  }
  const typed = headers.some((header) => isNamed(header, 'Content-Type'));
  return typed ? javascriptString(text) : `new TextEncoder().encode(${javascriptString(text)})`;
}

function fetchCaveats(source: RequestSource, server: URL) {
  const sent = source.headers.filter(isSendable);
  const kept = forbidden.filter((name) => sent.some((header) => isNamed(header, name)));
  const prefixed = sent.filter(([name]) => forbiddenPrefix.test(name)).length;
  const hostDiffers = sent.some((header) => isNamed(header, 'Host')) && !isHostOf(sent, server);
  return [
    'A browser writes header names in lower case, sorts them, and adds headers of its own.',
    hasDuplicates(settable(source)) && 'A browser joins repeated headers.',
    sent.some((header) => isNamed(header, 'User-Agent')) && 'Some browsers send their own User-Agent.',
    kept.length > 0 && `Omitted, because a page may not set them: ${kept.join(', ')}.`,
    prefixed > 0 && `Omitted, because a page may not set them: ${prefixed} Sec- and Proxy- headers.`,
    hostDiffers && 'The Host header differs: the browser sends the host of the URL.',
    !sent.some((header) => isNamed(header, 'Host')) && 'A browser adds a Host header.',
    sent.some(([name]) => methodOverride.test(name)) &&
      'A browser drops headers that override the method with CONNECT, TRACE or TRACK.',
    /^(?:CONNECT|TRACE|TRACK)$/i.test(source.method) && 'A browser rejects this method: fetch will throw.',
    /^(?:delete|get|head|options|post|put)$/i.test(source.method) &&
      source.method !== source.method.toUpperCase() &&
      'A browser writes this method in upper case.',
    source.body.length > 0 &&
      !mayHaveBody(source) &&
      'Omitted, because a browser sends none with GET and HEAD: the body.',
    emptyBodyUntold(source, 'a browser'),
    changedTarget(!survivesUrlParser(source.target, server), 'A browser'),
    source.httpVersion === '2.0'
      ? 'The request was received as HTTP/2; a browser negotiates the version with the server.'
      : onlyHttp11(source, 'a browser'),
    addsEmptyLength(source, 'A browser'),
    noTrailers(source, 'fetch'),
  ];
}
