import type { Header } from '#lib/model/capture.ts';
import { originForm, survivesUrlParser } from './address.ts';
import { base64, bodyText } from './body-text.ts';
import {
  addsEmptyLength,
  changedTarget,
  commented,
  emptyBodyUntold,
  noTrailers,
  onlyHttp11,
} from './client-caveats.ts';
import { framingOf, isHostOf, isNamed, isSendable } from './client-headers.ts';
import { javascriptByteString, javascriptString } from './javascript-string.ts';
import type { CopyTarget, RequestSource } from './target.ts';
import { hasDuplicates, without } from './whole-headers.ts';

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
    'Method, body and header values arrive as they were; the browser lower-cases, joins and orders the header names, adds its own lines, sends none of those it keeps for itself, and may rewrite the target.',
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
    const comment = commented('//', source, fetchCaveats(source, server));
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
    'A browser writes header names in lower case, orders them, and adds lines of its own.',
    hasDuplicates(settable(source)) && 'A browser joins header lines of one name.',
    sent.some((header) => isNamed(header, 'User-Agent')) && 'Some browsers send their own User-Agent.',
    kept.length > 0 && `Left out, as a page may not set them: ${kept.join(', ')}.`,
    prefixed > 0 && `Left out, as a page may not set them: ${prefixed} Sec- and Proxy- headers.`,
    hostDiffers && 'The Host line was another one: the browser sends the host of the URL.',
    !sent.some((header) => isNamed(header, 'Host')) && 'A browser adds a Host line.',
    sent.some(([name]) => methodOverride.test(name)) &&
      'A browser drops headers that override the method with CONNECT, TRACE or TRACK.',
    /^(?:CONNECT|TRACE|TRACK)$/i.test(source.method) && 'A browser refuses this method: fetch will throw.',
    /^(?:delete|get|head|options|post|put)$/i.test(source.method) &&
      source.method !== source.method.toUpperCase() &&
      'A browser writes this method in capitals.',
    source.body.length > 0 &&
      !mayHaveBody(source) &&
      'Left out, as a browser sends none with GET and HEAD: the body.',
    emptyBodyUntold(source, 'a browser'),
    changedTarget(!survivesUrlParser(source.target, server), 'A browser'),
    source.httpVersion === '2.0'
      ? 'The request came as HTTP/2; a browser agrees with the server on the version.'
      : onlyHttp11(source, 'a browser'),
    addsEmptyLength(source, 'A browser'),
    noTrailers(source, 'fetch'),
  ];
}
