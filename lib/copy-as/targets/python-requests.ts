import { all } from '#lib/http/header-lookup.ts';
import { pythonBody, pythonByteString } from '../literals/python-string.ts';
import { originForm } from '../request/address.ts';
import {
  addsEmptyLength,
  changedTarget,
  commentLines,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf } from '../request/client-headers.ts';
import { hasDuplicates, joinedHeaders, wholeHeaders } from '../request/whole-headers.ts';
import type { CopyTarget } from '../target.ts';

/** The request as a program for Python 3 and requests 2.28 and newer (with urllib3 1.26 and newer). */
export const pythonRequests: CopyTarget = {
  id: 'python-requests',
  title: 'Python (requests)',
  group: 'Code',
  mediaType: 'text/x-python; charset=utf-8',
  exact:
    'Method, headers in their order and case, and body are exact. Repeated headers are joined, the target is percent-encoded again, and HTTP/1.1 is sent without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = wholeHeaders(source, server);
    const framing = framingOf(source);
    const silent = ['User-Agent', 'Accept-Encoding'].filter((name) => all(headers, name).length === 0);
    const body = framing === 'none' ? 'None' : pythonBody(source.body);
    const entries = [
      ...joinedHeaders(headers).map(
        ([name, value]) => `    ${pythonByteString(name)}: ${pythonByteString(value)},`,
      ),
      ...silent.map((name) => `    '${name}': urllib3.util.SKIP_HEADER,`),
    ];
    const comment = commentLines('#', source, [
      hasDuplicates(headers) && 'Repeated headers are joined, because requests supports one header per name.',
      all(headers, 'Host').length === 0 && 'requests adds a Host header.',
      changedTarget(!survivesRequests(source.target), 'requests'),
      onlyHttp11(source, 'requests'),
      addsEmptyLength(source, 'requests'),
      noTrailers(source, 'requests'),
    ]);
    const lines = [
      ...(body.startsWith('base64.') ? ['import base64'] : []),
      'import requests',
      ...(silent.length > 0 ? ['import urllib3'] : []),
      '',
      `request = requests.Request('GET', '${server.origin}').prepare()`,
      `request.method = ${pythonByteString(source.method)}`,
      `request.url = ${pythonByteString(server.origin + originForm(source.target))}`,
      `request.headers = requests.structures.CaseInsensitiveDict({`,
      ...entries,
      '})',
      `request.body = ${framing === 'chunked' ? `iter([${source.body.length > 0 ? body : ''}])` : body}`,
      'response = requests.Session().send(request, allow_redirects=False)',
      'print(response.status_code, response.text)',
    ];
    return comment + lines.join('\n');
  },
};

/** urllib3 encodes what RFC 3986 does not allow, writes percent-encodings in capitals and drops an empty query. */
export function survivesRequests(target: string): boolean {
  return /^\/(?:[\w!$&'()*+,\-./:;=@~?]|%[\dA-F]{2})*$/.test(target) && !/^[^?]*\?$/.test(target);
}
