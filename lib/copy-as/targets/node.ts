import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { javascriptByteString, javascriptString } from '../literals/javascript-string.ts';
import { base64, bodyText } from '../request/body-text.ts';
import { commentLines, onlyHttp11, trailersNeedChunks } from '../request/client-caveats.ts';
import { framingOf } from '../request/client-headers.ts';
import { isAscii, wholeHeaders, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The methods with which Node.js does not send a chunked body unless it is told one (`_http_client.js`). */
const bodyless = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

/** The request as an ECMAScript module for Node.js 18 and newer; `node:http` takes a header list as it is. */
export const node: CopyTarget = {
  id: 'node',
  title: 'Node.js',
  group: 'Code',
  mediaType: 'text/javascript; charset=utf-8',
  exact:
    'Target, headers in their order and case including repeated ones, body and trailers are exact. Node.js adds a missing Connection header, writes methods in upper case, and sends HTTP/1.1.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const whole = wholeHeaders(source, server);
    const garbled = garblesBytes(whole);
    const headers = garbled ? without(whole, ['Expect']) : whole;
    const emptyBodyTold = framingOf(source) === 'none' && !bodyless.includes(source.method.toUpperCase());
    const told: Header[] = emptyBodyTold ? [...headers, ['Content-Length', '0']] : headers;
    const comment = commentLines('//', source, [
      garbled && 'Omitted: Expect, because Node.js garbles non-ASCII header bytes with it.',
      all(headers, 'Connection').length === 0 && 'Node.js adds a Connection header.',
      emptyBodyTold &&
        'Content-Length: 0 is added, because Node.js would announce a chunked body without it.',
      source.method !== source.method.toUpperCase() && 'Node.js writes the method in upper case.',
      onlyHttp11(source, 'Node.js'),
      trailersNeedChunks(source),
    ]);
    return `${comment}import { request } from 'node:${server.protocol.slice(0, -1)}';

const call = request('${server.origin}', {
  method: ${javascriptByteString(source.method)},
  path: ${javascriptByteString(source.target)},
  headers: [${told.map(line).join('')}
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
${trailers(source)}call.end(${body(source)});`;
  },
};

/** With Expect, Node.js writes the header section at once and as UTF-8; without it, as latin-1 (`_storeHeader`). */
function garblesBytes(headers: readonly Header[]): boolean {
  return all(headers, 'Expect').length > 0 && !headers.every(isAscii);
}

function line([name, value]: Header): string {
  return `\n    [${javascriptByteString(name)}, ${javascriptByteString(value)}],`;
}

/** Bytes always: with a string, Node.js would write header and body together, in one encoding. */
function body({ body }: RequestSource): string {
  if (body.length === 0) return '';
  const text = bodyText(body);
  return text === null
    ? `Buffer.from('${base64(body)}', 'base64')`
    : `Buffer.from(${javascriptString(text)})`;
}

function trailers(source: RequestSource): string {
  if (framingOf(source) !== 'chunked' || source.trailers.length === 0) return '';
  return `call.addTrailers([${source.trailers.map(line).join('')}\n]);\n`;
}
