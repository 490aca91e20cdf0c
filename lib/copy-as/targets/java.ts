import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { javaString, javaText } from '../literals/java-string.ts';
import { uriForm } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import {
  type Caveat,
  changedTarget,
  commentLines,
  countOf,
  emptyBodyUntold,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf, isHostOf, isSendable } from '../request/client-headers.ts';
import { hasDuplicates, isAscii, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The request as a program for Java 12 and newer, run with `java SendRequest.java`. */
export const java: CopyTarget = {
  id: 'java',
  title: 'Java (HttpClient)',
  group: 'Code',
  mediaType: 'text/x-java; charset=utf-8',
  exact:
    'Method, ASCII header values and body are exact. Java sends headers in alphabetical order, adds missing Host, User-Agent and Connection headers, omits headers with non-ASCII bytes, percent-encodes characters that URIs do not allow, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = sentHeaders(source, server);
    const sayable = headers.filter(isAscii);
    const lines = [
      `HttpRequest.newBuilder(URI.create(${javaString(server.origin + uriForm(source.target))}))`,
      '.version(HttpClient.Version.HTTP_1_1)',
      `.method(${javaString(source.method)}, ${publisher(source)})`,
      ...sayable.map(([name, value]) => `.header(${javaString(name)}, ${javaString(value)})`),
      '.build();',
    ].join('\n            ');
    return `${commentLines('//', source, javaCaveats(source, headers))}import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = ${lines}
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}`;
  },
};

function sentHeaders(source: RequestSource, server: URL): Header[] {
  const own = ['Content-Length', 'Transfer-Encoding', ...(isHostOf(source.headers, server) ? ['Host'] : [])];
  return without(source.headers.filter(isSendable), own);
}

function publisher(source: RequestSource): string {
  if (framingOf(source) === 'none') return 'HttpRequest.BodyPublishers.noBody()';
  const text = bodyText(source.body);
  const bytes =
    text === null
      ? `Base64.getDecoder().decode(${javaText(base64(source.body))})`
      : `${javaText(text)}.getBytes(StandardCharsets.UTF_8)`;
  return `HttpRequest.BodyPublishers.ofByteArray(${bytes})`;
}

function javaCaveats(source: RequestSource, headers: readonly Header[]): Caveat[] {
  const unsayable = headers.filter((header) => !isAscii(header)).length;
  const sent = source.headers.filter(isSendable);
  const missing = ['Host', 'User-Agent', 'Connection'].filter(
    (name) => all(sent, name).filter((value) => !/[^\0-\x7f]/.test(value)).length === 0,
  );
  return [
    'Java sends headers in alphabetical order.',
    missing.length > 0 && `Java may add headers that were not sent: ${missing.join(', ')}.`,
    all(sent, 'Proxy-Connection').length > 0 && 'Java omits Proxy-Connection.',
    unsayable > 0 && `Omitted, because Java sends only ASCII: ${countOf(unsayable, 'header line')}.`,
    hasDuplicates(headers) && 'Java groups repeated headers.',
    framingOf(source) === 'chunked' &&
      'The body was sent with chunked encoding; Java sends Content-Length instead.',
    emptyBodyUntold(source, 'Java'),
    changedTarget(
      uriForm(source.target) !== source.target ||
        source.target.startsWith('//') ||
        source.target.endsWith('?'),
      'Java',
    ),
    framingOf(source) === 'none' && 'Java may add Content-Length: 0.',
    onlyHttp11(source, 'Java'),
    noTrailers(source, 'Java'),
  ];
}
