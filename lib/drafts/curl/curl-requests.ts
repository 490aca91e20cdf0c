import { readable, toBytes } from '#lib/http/byte-string.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import type { Draft, DraftNote, DraftOptions } from '../draft.ts';
import { failIfTooManyHeaders, mostDrafts } from '../limits.ts';
import { chunkedContent } from '../request/chunks.ts';
import { basicCredentials } from '../request/credentials.ts';
import { draftOf, mostNotes } from '../request/draft-of.ts';
import { type FormPart, multipartForm } from '../request/multipart-form.ts';
import type { CurlArgument } from './arguments.ts';
import { curlUrl } from './curl-url.ts';
import { type CurlData, curlData, fileNeeded, urlEncodedPiece } from './data.ts';
import { formParts } from './form.ts';
import { CurlHeaders, curlHeader } from './headers.ts';
import type { KnownFiles } from './known-files.ts';

/** What curl says of itself. Some receivers, such as GitHub, reject requests without a User-Agent. */
const curlUserAgent = 'curl/8.17.0';

/** What `--compressed` accepts, in a curl with all of its libraries. */
const compressed = 'deflate, gzip, br, zstd';

/** The most options of a command that are named in notes. */
const mostNamed = 10;

/** The drafts of the arguments up to the next `--next`: one for each URL. */
export function curlRequests(
  given: readonly CurlArgument[],
  files: KnownFiles,
  ownNotes: readonly DraftNote[],
): Draft[] {
  const notes: DraftNote[] = [...ownNotes];
  // Notes go to the draft of each URL, so that there are only as many as somebody reads.
  const note = (it: DraftNote) => {
    if (notes.length < mostNotes) notes.push(it);
  };
  const last = (effect: CurlArgument['effect']) =>
    given.findLast((argument) => argument.effect === effect)?.value ?? null;
  const has = (effect: CurlArgument['effect']) => given.some((argument) => argument.effect === effect);
  noteIgnored(given, note);

  const data = curlData(given, files, note);
  const parts = formParts(given, files, note);
  const upload = last('upload-file');
  const uploaded = upload === null ? null : uploadedFile(upload, files, note);
  const givenHeaders = new CurlHeaders(given.flatMap((argument) => headerOf(argument, note)));
  const isGet = has('get');
  const query = given
    .filter(({ effect }) => effect === 'url-query')
    .map(({ value }) => (value.startsWith('+') ? value.slice(1) : urlEncodedPiece(value, files, note)));
  const settings = {
    isGlobOff: has('globoff'),
    isPathAsIs: has('path-as-is'),
    requestTarget: last('request-target'),
    query: isGet && data ? [data.text, ...query] : query,
  };

  const content = isGet ? null : contentOf({ data, parts, uploaded }, givenHeaders);
  const headers = content?.given ?? givenHeaders;
  const framed = unchunked(headers.lines({ before: [], after: [] }), content?.body ?? '', headers, note);
  const shared = {
    method: methodOf({ given: last('request'), isHead: has('head'), isUpload: uploaded !== null }, content),
    httpVersion: versionOf(given),
    trailers: framed.trailers,
    body: toBytes(framed.body),
  };
  const own = {
    before: [
      ...optional('Range', rangeOf(last('range'))),
      ...optional('User-Agent', last('user-agent') ?? curlUserAgent),
      ['Accept', data?.isJson ? 'application/json' : '*/*'] as const,
      ...optional('Accept-Encoding', has('compressed') ? compressed : null),
      ...optional('Referer', last('referer')?.replace(/;auto$/, '') ?? null),
      ...optional('Cookie', cookieOf(given, note)),
    ],
    after: content?.added ?? [],
  };
  const options = optionsOf(given);
  const [user, bearer] = [last('user'), last('oauth2-bearer')];
  const urls = given.filter(({ effect }) => effect === 'url').slice(0, mostDrafts + 1);
  failIfTooMuch(Math.max(headers.count, framed.trailers.length), urls.length, settings.query);
  return urls.map(({ value: url }) => {
    const urlNotes: DraftNote[] = [];
    const address = curlUrl(url, settings, (it) => void urlNotes.push(it));
    // With other authentication, curl computes Authorization, most often from a response.
    const userAndPassword = has('other-auth') ? null : (user ?? address.credentials);
    const authorization = authorizationOf(userAndPassword, bearer);
    const lines = headers.lines({ ...own, before: [...authorization, ...own.before] });
    return draftOf({
      ...shared,
      name: null,
      address,
      headers: lines,
      options: { ...options, ...hostOption(headers, lines, address.host) },
      notes: [...notes, ...urlNotes],
    });
  });
}

/** The most header lines, and the longest queries, that are written out for all URLs of a command together. */
const mostLines = 100_000;
const longestQueries = 4 * 2 ** 20;

/** A command has one set of options for all of its URLs, so that a short text could ask for a long list. */
function failIfTooMuch(headers: number, urls: number, query: readonly string[]): void {
  failIfTooManyHeaders(headers);
  const length = query.reduce((sum, piece) => sum + piece.length, 0);
  if (urls > 1 && (headers * urls > mostLines || length * urls > longestQueries))
    fail('draft-too-long', 'The command has too many URLs for its headers or its query. Use fewer URLs.');
}

/** The version of HTTP that the last option for it asks for, such as `1.0` or `2`. */
function versionOf(given: readonly CurlArgument[]): string {
  const { name = '' } = given.findLast(({ effect }) => /^(?:http1\.[01]|other-version)$/.test(effect)) ?? {};
  return /^--http(\d(?:\.\d)?)/.exec(name)?.[1] ?? '1.1';
}

function methodOf(
  { given, isHead, isUpload }: { given: string | null; isHead: boolean; isUpload: boolean },
  content: Content | null,
): string {
  if (given !== null && given !== '') return given;
  if (isHead) return 'HEAD';
  if (isUpload) return 'PUT';
  return content === null ? 'GET' : 'POST';
}

/** The body, the headers that were given, and the lines about the body that curl writes after them. */
type Content = {
  readonly body: string;
  readonly given: CurlHeaders;
  readonly added: readonly Header[];
};

function contentOf(
  content: { data: CurlData | null; parts: readonly FormPart[]; uploaded: string | null },
  given: CurlHeaders,
): Content | null {
  const { data, parts, uploaded } = content;
  if (data !== null) {
    const type = data.isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    return { body: data.text, given, added: [...length(data.text, given), ['Content-Type', type]] };
  }
  if (parts.length > 0) {
    // Of the lines that were given, curl sends the first, after all others.
    const type = given.first('Content-Type');
    const form = multipartForm(parts, type?.value == null ? [] : [['Content-Type', type.value]]);
    return { body: form.body, given: given.withoutLines('Content-Type'), added: form.headers };
  }
  return uploaded === null ? null : { body: uploaded, given, added: length(uploaded, given) };
}

/** An empty body is told by its length alone; any other length is added when the request is sent. */
function length(body: string, headers: CurlHeaders): Header[] {
  return body === '' && headers.first('Transfer-Encoding') === null ? [['Content-Length', '0']] : [];
}

/**
 * After `Transfer-Encoding:`, curl sends the body as it is, and a further Transfer-Encoding line says that it is in chunked coding
 * already.
 */
function unchunked(
  lines: readonly Header[],
  body: string,
  headers: CurlHeaders,
  note: (note: DraftNote) => void,
): { body: string; trailers: readonly Header[] } {
  if (!isChunked(lines) || headers.first('Transfer-Encoding')?.value !== null) return { body, trailers: [] };
  return chunkedContent(body, note);
}

function optionsOf(given: readonly CurlArgument[]): DraftOptions {
  const has = (effect: CurlArgument['effect']) => given.some((argument) => argument.effect === effect);
  const seconds = Number(given.findLast(({ effect }) => effect === 'max-time')?.value ?? Number.NaN);
  return {
    ...(has('insecure') && { verifyCertificate: false as const }),
    ...(has('location') && { followRedirects: true }),
    ...(seconds > 0 && Number.isFinite(seconds) && { timeoutMs: Math.round(seconds * 1000) }),
  };
}

/** A Host that was given, or was removed on purpose, is sent instead of that of the destination. */
function hostOption(headers: CurlHeaders, lines: readonly Header[], host: string | null): DraftOptions {
  if (headers.first('Host') === null) return {};
  const hosts = lines.filter(([name]) => name.toLowerCase() === 'host');
  return hosts.length === 1 && hosts[0]![1] === host ? {} : { host: 'original' };
}

function headerOf({ effect, value }: CurlArgument, note: (note: DraftNote) => void) {
  if (effect !== 'header') return [];
  if (value.startsWith('@')) note(fileNeeded(value.slice(1), 'headers'));
  const header = value.startsWith('@') ? null : curlHeader(value);
  return header === null ? [] : [header];
}

function optional(name: string, value: string | null): Header[] {
  return value === null || value === '' ? [] : [[name, value]];
}

function authorizationOf(userAndPassword: string | null, bearer: string | null): Header[] {
  if (bearer !== null) return [['Authorization', `Bearer ${bearer}`]];
  if (userAndPassword === null) return [];
  const complete = userAndPassword.includes(':') ? userAndPassword : `${userAndPassword}:`;
  return [['Authorization', basicCredentials(complete)]];
}

function rangeOf(range: string | null): string | null {
  return range === null || range === '' ? null : `bytes=${range}`;
}

/** `--cookie` gives cookies if its value has `=`, else it names a file. */
function cookieOf(given: readonly CurlArgument[], note: (note: DraftNote) => void): string | null {
  const values = given.filter(({ effect }) => effect === 'cookie').map(({ value }) => value);
  for (const value of values) if (!value.includes('=') && value !== '') note(fileNeeded(value, 'cookies'));
  const cookies = values.filter((value) => value.includes('='));
  return cookies.length === 0 ? null : cookies.join('; ');
}

function uploadedFile(name: string, files: KnownFiles, note: (note: DraftNote) => void): string {
  const content = files.read(name === '.' ? '-' : name);
  if (content === null) note(fileNeeded(name, 'the body'));
  return content ?? '';
}

/** Notes for options that are not supported. */
function noteIgnored(given: readonly CurlArgument[], note: (note: DraftNote) => void): void {
  const names = (effect: CurlArgument['effect']) => [
    ...new Set(given.filter((argument) => argument.effect === effect).map(({ name }) => name)),
  ];
  for (const name of names('ignored').slice(0, mostNamed))
    note({ code: 'option-ignored', message: `The option ${name} is not supported and is left out.` });
  for (const name of names('unknown').slice(0, mostNamed))
    note({ code: 'option-unknown', message: `curl has no option ${readable(name)}. It is left out.` });
  for (const name of [...names('other-auth'), ...names('auth-setting')].slice(0, mostNamed))
    note({
      code: 'auth-unsupported',
      message: `The authentication of ${name} is not supported. Add an Authorization header.`,
    });
}
