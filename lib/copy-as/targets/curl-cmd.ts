import { toBytes } from '#lib/http/byte-string.ts';
import { chunkedBody } from '#lib/http/message.ts';
import { cmdWord, fitsCmdWord } from '../literals/cmd-word.ts';
import { inBase64Lines } from '../request/body-text.ts';
import { commentLines } from '../request/client-caveats.ts';
import { type CurlBody, curlBody } from '../request/curl-body.ts';
import { curlHeaders } from '../request/curl-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';
import { curlCaveats } from './curl.ts';

/** cmd.exe takes lines of up to 8,191 characters; carets and backslashes can double a text. */
const LONGEST_TEXT = 2000;

/** One option of curl, as its long name and its value as a byte string. */
type Option = readonly [name: string, value?: string];

/**
 * The request as a curl command for cmd.exe, on a command line and in a batch file (curl 7.69 and newer; Windows has it
 * since 2018). Plain requests are written out. Text that cmd.exe would change whatever is done, and bodies that are no
 * short plain text, come from files which certutil makes out of base64: a config file for curl, and the body.
 */
export const curlCmd: CopyTarget = {
  id: 'curl-cmd',
  title: 'curl (cmd.exe)',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, target, version, headers in their order and case, body and trailers are exact. curl places Host, Content-Length and Connection itself, and chunk boundaries are lost.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const body = curlBody(source);
    const bytes = body?.precoded ? chunkedBody(source.body, source.trailers) : source.body;
    const text = shortText(bytes);
    const options: Option[] = [
      ...address(source.target, server),
      ...version(source, server),
      ...method(source, body),
      ...curlHeaders(source, server, body).map((argument): Option => ['header', argument]),
      ...(body && text !== null ? [['data-raw', text] as const] : []),
    ];
    const inline = options.every(
      ([, value]) => value === undefined || (fitsCmdWord(value) && value.length <= LONGEST_TEXT),
    );
    const comment = commentLines('rem', source, curlCaveats(source, server, body));
    const fromFile = body && text === null ? bodyFile(bytes) : '';
    const data = fromFile ? ['--data-binary @"%TEMP%\\copy-body.bin"'] : [];
    if (inline) return crlf(`${comment}${fromFile}${command([...options.map(written), ...data])}`);
    const config = certutil('copy-config', toBytes(options.map(configured).join('')));
    return crlf(`${comment}${config}${fromFile}${command(['--config "%TEMP%\\copy-config.bin"', ...data])}`);
  },
};

function command(options: readonly string[]): string {
  return `curl ${options.join(' ^\n  ')}`;
}

function written([name, value]: Option): string {
  if (value === undefined) return `--${name}`;
  return `--${name} ${cmdWord(value)}`;
}

/** A line of a config file of curl: between quotes, a backslash escapes itself and the quote. */
function configured([name, value]: Option): string {
  return value === undefined ? `${name}\n` : `${name} = "${value.replace(/["\\]/g, '\\$&')}"\n`;
}

/** What curl could change on the way from a URL to the request line goes past the URL. */
function address(target: string, server: URL): Option[] {
  const plain = /^\/(?!.*\/\.{1,2}(?:[/?]|$))[\w\-.~$&'()*+,;=:@/?]*$/.test(target) && !/\?$/.test(target);
  if (plain) return [['url', server.origin + target]];
  return [
    ['url', server.origin],
    ['request-target', target],
  ];
}

function version({ httpVersion }: RequestSource, server: URL): Option[] {
  if (httpVersion === '1.0') return [['http1.0']];
  if (httpVersion === '2.0') return [[server.protocol === 'https:' ? 'http2' : 'http2-prior-knowledge']];
  return server.protocol === 'https:' ? [['http1.1']] : [];
}

function method({ method }: RequestSource, body: CurlBody | null): Option[] {
  if (method === (body ? 'POST' : 'GET')) return [];
  if (method !== 'HEAD') return [['request', method]];
  return body
    ? [
        ['request', method],
        ['max-time', '10'],
      ]
    : [['head']];
}

/** A body that can be an argument: short, and ASCII without controls. */
function shortText(bytes: Uint8Array): string | null {
  const plain = bytes.length <= LONGEST_TEXT && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return plain ? new TextDecoder().decode(bytes) : null;
}

function bodyFile(bytes: Uint8Array): string {
  return certutil('copy-body', bytes);
}

/** The redirection stands first: after the text, a digit before it would be the number of a handle. */
function certutil(name: string, bytes: Uint8Array): string {
  const file = `"%TEMP%\\${name}.b64"`;
  return `>${file} echo ${inBase64Lines(bytes).join(`\n>>${file} echo `)}\ncertutil -f -decode "%TEMP%\\${name}.b64" "%TEMP%\\${name}.bin" >nul\n`;
}

/** Batch files end their lines with CRLF. Nothing of a sender's in here has a line end. */
function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
