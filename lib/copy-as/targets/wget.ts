import { all } from '#lib/http/header-lookup.ts';
import { bashTextWord, bashWord } from '../literals/bash-word.ts';
import { originForm } from '../request/address.ts';
import { base64Lines, bodyText } from '../request/body-text.ts';
import {
  addsEmptyLength,
  changedTarget,
  commentLines,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf, isHostOf, isSendable } from '../request/client-headers.ts';
import { hasDuplicates, joinedHeaders, without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** Longer text goes through a file, as what is no text does: systems bound the length of an argument. */
const LONGEST_ARGUMENT = 16_384;

/** The request as a command for bash and GNU Wget 1.15 and newer. */
export const wget: CopyTarget = {
  id: 'wget',
  title: 'wget',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, case and values of headers, and body are exact. Wget reorders headers, joins repeated ones, adds missing Accept, Accept-Encoding and Connection headers and Content-Type for a body, percent-encodes the target again, and sends HTTP/1.1 without trailers or chunks.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const framing = framingOf(source);
    const headers = sentHeaders(source, server);
    const body = framing === 'none' ? null : bodyOption(source.body);
    const command = [
      `wget ${bashWord(server.origin + originForm(source.target))}`,
      '--quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri',
      `--method=${/^[A-Z]+$/.test(source.method) ? source.method : bashWord(source.method)}`,
      ...(all(headers, 'User-Agent').length === 0 ? ["--user-agent=''"] : []),
      ...headers.map(([name, value]) => `--header=${bashWord(`${name}: ${value}`)}`),
      ...(body ? [body.option] : []),
    ].join(' \\\n  ');
    const added = ['Accept', 'Accept-Encoding', 'Connection', ...(body ? ['Content-Type'] : [])];
    const missing = added.filter((name) => all(headers, name).length === 0);
    const comment = commentLines('#', source, [
      'Wget reorders headers.',
      missing.length > 0 && `Wget adds headers that were not sent: ${missing.join(', ')}.`,
      hasDuplicates(source.headers.filter(isSendable)) &&
        'Repeated headers are joined, because Wget supports one header per name.',
      framing === 'chunked' && 'The body was sent with chunked encoding; Wget sends Content-Length instead.',
      source.method !== source.method.toUpperCase() && 'Wget writes the method in upper case.',
      changedTarget(!survivesWget(source.target), 'Wget'),
      onlyHttp11(source, 'Wget'),
      addsEmptyLength(source, 'Wget'),
      noTrailers(source, 'Wget'),
    ]);
    return comment + (body?.before ?? '') + command + (body?.after ?? '');
  },
};

function sentHeaders(source: RequestSource, server: URL) {
  const framing = [
    'Content-Length',
    'Transfer-Encoding',
    ...(isHostOf(source.headers, server) ? ['Host'] : []),
  ];
  return joinedHeaders(without(source.headers.filter(isSendable), framing));
}

/** Wget takes a body from an argument or from a file whose length it can ask for, and from no pipe. */
function bodyOption(body: Uint8Array): { before: string; option: string; after: string } {
  const text = bodyText(body);
  if (text !== null && body.length <= LONGEST_ARGUMENT) {
    return { before: '', option: `--body-data=${bashTextWord(text)}`, after: '' };
  }
  return {
    before: `body=$(mktemp) && echo '${base64Lines(body)}' | base64 -d > "$body"\n`,
    option: '--body-file="$body"',
    after: '\nrm "$body"',
  };
}

/** Wget resolves dot segments, drops fragments and escapes what it finds unsafe (`url.c`). */
function survivesWget(target: string): boolean {
  return (
    /^\/(?:[\w!$&'()*+,\-./:;=@~?]|%[\dA-F]{2})*$/.test(target) &&
    !/\/\/|\/\.{1,2}(?:[/?]|$)|%(?:2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])|\?$/.test(target)
  );
}
