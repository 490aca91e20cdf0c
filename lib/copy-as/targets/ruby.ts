import { all } from '#lib/http/header-lookup.ts';
import { rubyByteString, rubyString } from '../literals/ruby-string.ts';
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
import { hasDuplicates, joinedHeaders, wholeHeaders } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The request as a program for Ruby 2.5 and newer, without gems. */
export const ruby: CopyTarget = {
  id: 'ruby',
  title: 'Ruby (net/http)',
  group: 'Code',
  mediaType: 'text/x-ruby; charset=utf-8',
  exact:
    'Method, target, header values and body are exact. Ruby capitalizes header names, joins repeated headers, adds a missing Host, and Content-Type for a body, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = joinedHeaders(wholeHeaders(source, server));
    const chunked = framingOf(source) === 'chunked';
    const body = source.body.length > 0 || chunked ? bodyExpression(source.body) : null;
    const lines = [
      `require 'net/http'`,
      ...(chunked ? [`require 'stringio'`] : []),
      '',
      `request = Net::HTTPGenericRequest.new(${rubyByteString(source.method)}, ${body !== null}, ${source.method !== 'HEAD'}, ${rubyByteString(originForm(source.target))})`,
      `%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }`,
      ...headers.map(
        ([name, value]) => `request.add_field(${rubyByteString(name)}, ${rubyByteString(value)})`,
      ),
      ...(body === null
        ? []
        : [chunked ? `request.body_stream = StringIO.new(${body})` : `request.body = ${body}`]),
      `response = Net::HTTP.start('${server.hostname}', ${server.port || (server.protocol === 'https:' ? 443 : 80)}${server.protocol === 'https:' ? ', use_ssl: true' : ''}) { |http| http.request(request) }`,
      'puts response.code, response.body',
    ];
    return commentLines('#', source, rubyCaveats(source, headers, body !== null)) + lines.join('\n');
  },
};

function bodyExpression(body: Uint8Array): string {
  const text = bodyText(body);
  return text === null ? `'${base64(body)}'.unpack1('m')` : rubyString(text);
}

function rubyCaveats(source: RequestSource, headers: RequestSource['headers'], hasBody: boolean): Caveat[] {
  const added = ['Host', ...(hasBody ? ['Content-Type'] : [])];
  const missing = added.filter((name) => all(headers, name).length === 0);
  return [
    'Ruby capitalizes header names.',
    headers.some(([name]) => name.endsWith('-')) && 'Ruby drops hyphens at the end of a header name.',
    missing.length > 0 && `Ruby adds headers that were not sent: ${missing.join(', ')}.`,
    hasDuplicates(source.headers) && 'Ruby joins repeated headers.',
    changedTarget(!source.target.startsWith('/'), 'Ruby'),
    onlyHttp11(source, 'Ruby'),
    noTrailers(source, 'Ruby'),
  ];
}
