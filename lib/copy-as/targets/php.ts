import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { phpByteString, phpString } from '../literals/php-string.ts';
import { originForm } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import {
  type Caveat,
  changedTarget,
  commentLines,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf } from '../request/client-headers.ts';
import { wholeHeaders, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The request as a program for PHP 7.1 and newer without extensions; its `http:` stream sends the lines it is told. */
export const php: CopyTarget = {
  id: 'php',
  title: 'PHP',
  group: 'Code',
  mediaType: 'text/x-php; charset=utf-8',
  exact:
    'Method, target, version, headers in their order and case including repeated ones, and body are exact. PHP adds missing Host and Connection headers, a missing Content-Type for a body, and sends neither chunks nor trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = sentHeaders(source, server);
    const { body } = source;
    const lines = headers.map(([name, value]) => `        ${phpByteString(`${name}: ${value}`)},\n`);
    return `<?php
${commentLines('//', source, phpCaveats(source, headers))}$context = stream_context_create(['http' => [
    'method' => ${phpByteString(source.method)},
    'header' => [
${lines.join('')}    ],
${body.length > 0 ? `    'content' => ${bodyExpression(body)},\n` : ''}    'protocol_version' => ${source.httpVersion === '1.0' ? '1.0' : '1.1'},
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents(${phpByteString(server.origin + originForm(source.target))}, false, $context);
echo $http_response_header[0], "\\n", $reply;`;
  },
};

/** PHP would send a Content-Length beside `Transfer-Encoding: chunked`, which servers take for an attack. */
function sentHeaders(source: RequestSource, server: URL): Header[] {
  return without(wholeHeaders(source, server), framingOf(source) === 'chunked' ? ['Transfer-Encoding'] : []);
}

function bodyExpression(body: Uint8Array): string {
  const text = bodyText(body);
  return text === null ? `base64_decode('${base64(body)}')` : phpString(text);
}

function phpCaveats(source: RequestSource, headers: readonly Header[]): Caveat[] {
  const added = ['Host', 'Connection', ...(source.body.length > 0 ? ['Content-Type'] : [])];
  const missing = added.filter((name) => all(headers, name).length === 0);
  return [
    missing.length > 0 && `PHP adds headers that were not sent: ${missing.join(', ')}.`,
    framingOf(source) === 'chunked' &&
      'The body was sent with chunked encoding; PHP sends Content-Length instead.',
    changedTarget(!source.target.startsWith('/') || /#|\?$/.test(source.target), 'PHP'),
    source.httpVersion === '2.0' && onlyHttp11(source, 'PHP'),
    noTrailers(source, 'PHP'),
  ];
}
