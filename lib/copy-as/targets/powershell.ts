import { powershellString } from '../literals/powershell-string.ts';
import { originForm, uriForm } from '../request/address.ts';
import { base64, bodyText } from '../request/body-text.ts';
import { commentLines, countOf } from '../request/client-caveats.ts';
import { dotnetCaveats, dotnetHeaders, hasContent } from '../request/dotnet-headers.ts';
import { isAscii } from '../request/whole-headers.ts';
import type { CopyTarget } from '../target.ts';

/**
 * The request as commands for PowerShell 5.1 and newer. They use .NET's HttpClient: `Invoke-WebRequest` knows one line
 * for each name and refuses many names.
 */
export const powershell: CopyTarget = {
  id: 'powershell',
  title: 'PowerShell',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, ASCII header values and body are exact. .NET sends content headers after the others, joins repeated headers, may rewrite the target, omits headers with non-ASCII bytes, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const { request, content } = dotnetHeaders(source, server);
    const unsayable = [...request, ...content].filter((header) => !isAscii(header)).length;
    const target = /^[!-~]*$/.test(source.target) ? originForm(source.target) : uriForm(source.target);
    const add = (where: string) => (header: readonly [string, string]) =>
      `[void]${where}.TryAddWithoutValidation(${powershellString(header[0])}, ${powershellString(header[1])})`;
    const lines = [
      'Add-Type -AssemblyName System.Net.Http',
      `$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new(${powershellString(source.method)}), ${powershellString(server.origin + target)})`,
      `$request.Version = '1.1'`,
      ...request.filter(isAscii).map(add('$request.Headers')),
      ...(hasContent(source, content)
        ? [
            `$body = ${bodyExpression(source.body)}`,
            '$request.Content = [System.Net.Http.ByteArrayContent]::new($body)',
          ]
        : []),
      ...content.filter(isAscii).map(add('$request.Content.Headers')),
      '$handler = [System.Net.Http.HttpClientHandler]::new()',
      '$handler.AllowAutoRedirect = $false',
      '$handler.UseCookies = $false',
      '$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()',
      '"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"',
    ];
    const comment = commentLines('#', source, [
      unsayable > 0 && `Omitted, because this client sends only ASCII: ${countOf(unsayable, 'header line')}.`,
      ...dotnetCaveats(source, server),
    ]);
    return comment + lines.join('\n');
  },
};

/** What is not ASCII goes as base64: Windows PowerShell reads a script in the code page of the machine. */
function bodyExpression(body: Uint8Array): string {
  const text = bodyText(body);
  const plain = text !== null && /^[ -~]*$/.test(text);
  return plain
    ? `[System.Text.Encoding]::ASCII.GetBytes(${powershellString(text)})`
    : `[System.Convert]::FromBase64String('${base64(body)}')`;
}
