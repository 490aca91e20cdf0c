import { utf8OrNull } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { deceptive } from '../literals/bash-word.ts';
import { originForm, survivesUrlParser } from '../request/address.ts';
import { changedTarget, commentLines, countOf, noTrailers, onlyHttp11 } from '../request/client-caveats.ts';
import { framingOf, isHostOf, isSendable } from '../request/client-headers.ts';
import { isAscii, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/**
 * The request as a `.http` file for the HTTP client of JetBrains' editors and for REST Client in Visual Studio Code.
 * The format has no way to quote: `{{` is a variable, `###` ends a request, a line that starts with `<` reads a file. So
 * `{{` is written through a variable, and a body that is not plain lines comes from a file which the person saves.
 */
export const httpFile: CopyTarget = {
  id: 'http-file',
  title: '.http file',
  group: 'Raw',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, headers and a plain text body are exact in the file. Any other body has to be saved next to the file first. Editors differ in what they add, reorder or rewrite.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = sentHeaders(source, server);
    const sayable = headers.filter(isSayable);
    const bodyLines = framingOf(source) === 'none' ? null : plainLines(source.body);
    const fromFile = framingOf(source) !== 'none' && source.body.length > 0 && bodyLines === null;
    const url = server.origin + originForm(source.target).replace(/[^!-~]/g, percentEncoded);
    const head = [
      `${source.method} ${quoted(url)} HTTP/1.1`,
      ...sayable.map(([name, value]) => `${name}:${value && ' '}${quoted(value)}`),
    ].join('\n');
    const comment = commentLines('#', source, [
      fromFile && 'Save the body of the request next to this file as body.bin first.',
      headers.length > sayable.length &&
        `Omitted, because this format cannot express them: ${countOf(headers.length - sayable.length, 'header line')}.`,
      framingOf(source) === 'chunked' &&
        'The body was sent with chunked encoding; editors send Content-Length instead.',
      changedTarget(!survivesUrlParser(source.target, server), 'An editor'),
      onlyHttp11(source, 'an editor'),
      noTrailers(source, 'this format'),
    ]);
    const variable = head.includes('{{brace}}') ? '@brace = {\n\n' : '';
    const body = fromFile ? '\n\n< ./body.bin' : bodyLines && `\n\n${bodyLines}`;
    return `${variable}### \n${comment}${head}${body ?? ''}\n`.replace('### \n', '###\n');
  },
};

function sentHeaders(source: RequestSource, server: URL): Header[] {
  const own = ['Content-Length', 'Transfer-Encoding', ...(isHostOf(source.headers, server) ? ['Host'] : [])];
  return without(source.headers.filter(isSendable), own);
}

/** A line that starts with `#` is a comment, and bytes outside ASCII come out in whatever encoding the editor likes. */
function isSayable(header: Header): boolean {
  return isAscii(header) && !header[0].startsWith('#') && !/[\t\x7f]/.test(header[1]);
}

/** What is put in for a variable is not read again. */
function quoted(text: string): string {
  return text.replaceAll('{{', '{{brace}}{').replace(/\{(?=\{\{brace)/g, '{{brace}}');
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** The body when it is lines in which an editor sees nothing but text, and whose ends it does not trim; else null. */
function plainLines(body: Uint8Array): string | null {
  const text = utf8OrNull(body);
  if (text === null || text === '' || deceptive.test(text)) return null;
  // Of white space there are spaces and line feeds alone. None is passed over from one line to the next, or each line would be
  // gone through again for each before it.
  const special = /\{\{|^ *(?:[<>#@]|\/\/|\?|&|\{%|%\})| $|^$/m;
  return text.startsWith(' ') || special.test(text) ? null : text;
}
