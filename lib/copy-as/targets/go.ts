import { all, first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { goByteString, goString } from '../literals/go-string.ts';
import { originForm } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import {
  addsEmptyLength,
  type Caveat,
  changedTarget,
  commentLines,
  emptyBodyUntold,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf, isSendable } from '../request/client-headers.ts';
import { hasDuplicates, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** What `net/http` takes from fields of the request and not from its header map. */
const ownFields = ['Host', 'Content-Length', 'Transfer-Encoding', 'Trailer'];

/** With TLS, Go would agree with the server on HTTP/2, and write every name in lower case. */
const http11Alone = ', TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{}';

/** The request as a program for Go 1.16 and newer. */
export const go: CopyTarget = {
  id: 'go',
  title: 'Go (net/http)',
  group: 'Code',
  mediaType: 'text/x-go; charset=utf-8',
  exact:
    'Method, target, case and values of headers, and body are exact. Go writes Host and Transfer-Encoding itself, sends headers in alphabetical order, groups repeated ones, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const body = bodyExpression(source);
    const secure = server.protocol === 'https:';
    const imports = [
      ...(secure ? ['crypto/tls'] : []),
      ...(body.startsWith('base64.') ? ['encoding/base64'] : []),
      ...['fmt', 'io', 'net/http', 'net/url', 'strings'].filter((name) => body !== '' || name !== 'strings'),
    ];
    const headers = without(source.headers.filter(isSendable), ownFields);
    const isBase64 = body.startsWith('base64.');
    const host = first(source.headers.filter(isSendable), 'Host') ?? '';
    const fields = [
      `Method: ${goByteString(source.method)},`,
      // Opaque is sent as it is, unless it starts with two slashes: then Go writes an absolute-form.
      `URL: &url.URL{Scheme: "${server.protocol.slice(0, -1)}", Host: "${server.host}", Opaque: ${goByteString(originForm(source.target))}},`,
      ...(host ? [`Host: ${goByteString(host)},`] : []),
      `Header: http.Header{${headerMap(headers)}\n\t\t},`,
      ...(body === '' ? [] : ['Body: io.NopCloser(strings.NewReader(body)),', ...framing(source)]),
    ];
    const bodyLines = isBase64
      ? `\tdecoded, err := ${body}\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tbody := string(decoded)\n`
      : body && `\tbody := ${body}\n`;
    return `${commentLines('//', source, goCaveats(source, headers))}package main

import (
${imports.map((name) => `\t"${name}"\n`).join('')})

func main() {
${bodyLines}\trequest := &http.Request{
${fields.map((field) => `\t\t${field}\n`).join('')}\t}
	response, err := (&http.Transport{DisableCompression: true${secure ? http11Alone : ''}}).RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	reply, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(reply))
}`;
  },
};

/** An empty User-Agent is what keeps Go from sending one of its own. */
function headerMap(headers: readonly Header[]): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) values.set(name, [...(values.get(name) ?? []), goByteString(value)]);
  if (!values.has('User-Agent')) values.set('User-Agent', ['""']);
  return [...values].map(([name, list]) => `\n\t\t\t${goByteString(name)}: {${list.join(', ')}},`).join('');
}

function framing(source: RequestSource): string[] {
  return framingOf(source) === 'chunked' ? ['ContentLength: -1,'] : ['ContentLength: int64(len(body)),'];
}

function bodyExpression({ body }: RequestSource): string {
  if (body.length === 0) return '';
  const text = bodyText(body);
  return text === null ? `base64.StdEncoding.DecodeString("${base64(body)}")` : goString(text);
}

function goCaveats(source: RequestSource, headers: readonly Header[]): Caveat[] {
  const sent = source.headers.filter(isSendable);
  return [
    'Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.',
    hasDuplicates(headers) && 'Go groups repeated headers.',
    all(sent, 'Host').length > 1 && 'Go sends only the first Host header.',
    (first(sent, 'Host') ?? '') === '' && 'Go adds a Host header.',
    sent.some(([name, value]) => name === 'User-Agent' && value === '') &&
      'Omitted: the empty User-Agent header. In Go it means that none is sent.',
    emptyBodyUntold(source, 'Go'),
    changedTarget(!source.target.startsWith('/') || source.target.startsWith('//'), 'Go'),
    all(sent, 'Trailer').length > 0 && 'Omitted: the Trailer header.',
    addsEmptyLength(source, 'Go'),
    onlyHttp11(source, 'Go'),
    noTrailers(source, 'this program'),
  ];
}
