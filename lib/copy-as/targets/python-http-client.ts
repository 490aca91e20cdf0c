import { chunkedBody } from '#lib/http/message.ts';
import { pythonBody, pythonByteString } from '../literals/python-string.ts';
import { uriForm } from '../request/address.ts';
import { bodyText } from '../request/body-text.ts';
import { commentLines, onlyHttp11, trailersNeedChunks } from '../request/client-caveats.ts';
import { framingOf } from '../request/client-headers.ts';
import { wholeHeaders } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The request as a program for Python 3.6 and newer, without packages; `http.client` sends the lines it is told. */
export const pythonHttpClient: CopyTarget = {
  id: 'python-http-client',
  title: 'Python (http.client)',
  group: 'Code',
  mediaType: 'text/x-python; charset=utf-8',
  exact:
    'Everything is exact: method, target, version, headers in their order and case including repeated ones, body and trailers. Chunk boundaries are lost, and non-ASCII bytes in the target are percent-encoded.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const secure = server.protocol === 'https:';
    const connection = secure ? 'HTTPSConnection' : 'HTTPConnection';
    const bytes = sentBody(source);
    const target = targetOf(source);
    const comment = commentLines('#', source, [
      target !== source.target &&
        'Non-ASCII bytes in the target are percent-encoded, because http.client rejects them.',
      source.httpVersion === '2.0' && onlyHttp11(source, 'http.client'),
      trailersNeedChunks(source),
    ]);
    const lines = [
      ...(bodyText(bytes) === null ? ['import base64'] : []),
      `from http.client import ${connection}`,
      '',
      `connection = ${connection}('${hostOf(server)}', ${server.port || (secure ? 443 : 80)})`,
      ...(source.httpVersion === '1.0' ? [`connection._http_vsn_str = 'HTTP/1.0'`] : []),
      `connection.putrequest(${pythonByteString(source.method)}, ${pythonByteString(target)}, skip_host=True, skip_accept_encoding=True)`,
      ...wholeHeaders(source, server).map(
        ([name, value]) => `connection.putheader(${pythonByteString(name)}, ${pythonByteString(value)})`,
      ),
      `connection.endheaders(${bytes.length > 0 ? pythonBody(bytes) : ''})`,
      'response = connection.getresponse()',
      'print(response.status, response.read())',
    ];
    return comment + lines.join('\n');
  },
};

function sentBody(source: RequestSource): Uint8Array {
  return framingOf(source) === 'chunked' ? chunkedBody(source.body, source.trailers) : source.body;
}

function targetOf({ target }: RequestSource): string {
  return /^[!-~]*$/.test(target) ? target : uriForm(target);
}

/** The host without the brackets an IPv6 address has in a URL. */
function hostOf(server: URL): string {
  return server.hostname.replace(/^\[|\]$/g, '');
}
