import { all } from '#lib/http/headers.ts';
import { originForm } from './address.ts';
import { bashTextWord, bashWord } from './bash-word.ts';
import { base64Lines, bodyText } from './body-text.ts';
import { addsEmptyLength, changedTarget, commented, noTrailers, onlyHttp11 } from './client-caveats.ts';
import { framingOf, isHostOf, isSendable } from './client-headers.ts';
import type { CopyTarget, RequestSource } from './target.ts';
import { hasDuplicates, joinedHeaders, without } from './whole-headers.ts';

/** Longer text goes through a file, as what is no text does: systems bound the length of an argument. */
const LONGEST_ARGUMENT = 16_384;

/** The request as a command for bash and GNU Wget 1.15 and newer. */
export const wget: CopyTarget = {
  id: 'wget',
  title: 'wget',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, case and values of header lines, and body arrive as they were; Wget orders them its own way, knows one line for each name, adds Accept, Accept-Encoding, Connection and for a body Content-Type where there was none, escapes the target afresh, and sends HTTP/1.1 without trailers or chunks.',
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
    const comment = commented('#', source, [
      'Wget orders header lines by itself.',
      missing.length > 0 && `Wget adds lines that were not sent: ${missing.join(', ')}.`,
      hasDuplicates(source.headers.filter(isSendable)) &&
        'Header lines of one name are joined: Wget knows one for each name.',
      framing === 'chunked' && 'The body came in chunks; Wget sends its length instead.',
      source.method !== source.method.toUpperCase() && 'Wget writes the method in capitals.',
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
