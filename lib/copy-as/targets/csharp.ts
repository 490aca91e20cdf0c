import { csharpByteString, csharpString } from '../literals/csharp-string.ts';
import { originForm } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import { commentLines } from '../request/client-caveats.ts';
import { dotnetCaveats, dotnetHeaders, hasContent } from '../request/dotnet-headers.ts';
import type { CopyTarget } from '../target.ts';

/** The request as top-level statements for .NET 6 and newer. */
export const csharp: CopyTarget = {
  id: 'csharp',
  title: 'C# (HttpClient)',
  group: 'Code',
  mediaType: 'text/x-csharp; charset=utf-8',
  exact:
    'Method, header values and body are exact. .NET sends content headers after the others, joins repeated headers, may rewrite the target, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const { request, content } = dotnetHeaders(source, server);
    const text = bodyText(source.body);
    const bytes =
      text === null
        ? `Convert.FromBase64String("${base64(source.body)}")`
        : `Encoding.UTF8.GetBytes(${csharpString(text)})`;
    const add = (where: string) => (header: readonly [string, string]) =>
      `${where}.TryAddWithoutValidation(${csharpByteString(header[0])}, ${csharpByteString(header[1])});`;
    const lines = [
      'using System.Net;',
      'using System.Text;',
      '',
      'using var client = new HttpClient(new SocketsHttpHandler',
      '{',
      '    AllowAutoRedirect = false,',
      '    UseCookies = false,',
      '    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,',
      '});',
      `var request = new HttpRequestMessage(new HttpMethod(${csharpByteString(source.method)}), ${csharpByteString(server.origin + originForm(source.target))})`,
      '{',
      '    Version = HttpVersion.Version11,',
      '};',
      ...request.map(add('request.Headers')),
      ...(hasContent(source, content) ? [`request.Content = new ByteArrayContent(${bytes});`] : []),
      ...content.map(add('request.Content.Headers')),
      'var response = await client.SendAsync(request);',
      'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
    ];
    return commentLines('//', source, dotnetCaveats(source, server)) + lines.join('\n');
  },
};
