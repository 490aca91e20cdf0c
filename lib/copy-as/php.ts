import { all } from '#lib/http/headers.ts';
import type { Header } from '#lib/model/capture.ts';
import { originForm } from './address.ts';
import { base64, bodyText } from './body-text.ts';
import { type Caveat, changedTarget, commented, noTrailers, onlyHttp11 } from './client-caveats.ts';
import { framingOf } from './client-headers.ts';
import { phpByteString, phpString } from './php-string.ts';
import type { CopyTarget, RequestSource } from './target.ts';
import { wholeHeaders, without } from './whole-headers.ts';

/** The request as a program for PHP 7.1 and newer without extensions; its `http:` stream sends the lines it is told. */
export const php: CopyTarget = {
  id: 'php',
  title: 'PHP',
  group: 'Code',
  mediaType: 'text/x-php; charset=utf-8',
  exact:
    'Method, target, version, header lines in their order, case and number, and body arrive as they were; PHP adds Host and Connection where there was none, and Content-Type where there was none with a body, and sends neither chunks nor trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = sentHeaders(source, server);
    const { body } = source;
    const lines = headers.map(([name, value]) => `        ${phpByteString(`${name}: ${value}`)},\n`);
    return `<?php
${commented('//', source, phpCaveats(source, headers))}$context = stream_context_create(['http' => [
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
    missing.length > 0 && `PHP adds lines that were not sent: ${missing.join(', ')}.`,
    framingOf(source) === 'chunked' && 'The body came in chunks; PHP sends its length instead.',
    changedTarget(!source.target.startsWith('/') || /#|\?$/.test(source.target), 'PHP'),
    source.httpVersion === '2.0' && onlyHttp11(source, 'PHP'),
    noTrailers(source, 'PHP'),
  ];
}
