import { bodyFileName } from '#lib/http/body-file-name.ts';
import { readable, utf8OrNull } from '#lib/http/byte-string.ts';
import { all, first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Header } from '#lib/model/capture.ts';
import { isHostOf, isNamed, isSendable } from '../request/client-headers.ts';
import { documentCaveats } from '../request/document-caveats.ts';
import { withoutHttp2Fields } from '../request/http2-fields.ts';
import { queryPieces } from '../request/query-pieces.ts';
import { rawPathOf, requestUrl } from '../request/request-url.ts';
import type { CopyOptions, CopySource, CopyTarget } from '../target.ts';

/** Postman Collection v2.1 (https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html). */
export const postman: CopyTarget = {
  id: 'postman',
  title: 'Postman collection v2.1',
  group: 'Tools',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, URL, headers in their order and case including repeated ones, and text bodies are exact in the file. Postman writes Host and Content-Length itself, has no setting for the HTTP version or trailers in a collection, takes binary bodies only from a file, and treats double braces as variables.',
  copy(source, options) {
    const collection = postmanCollection(`Wirebin capture ${source.seq}`, [postmanItem(source, options)]);
    return `${JSON.stringify(collection, null, 2)}\n`;
  },
};

/** A collection of such items. `name` is shown by Postman; it must not be text a sender wrote. */
export function postmanCollection(name: string, item: readonly PostmanItem[]) {
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  return { info: { name, schema }, item };
}

export type PostmanItem = ReturnType<typeof postmanItem>;

/** One request as an item of a Postman collection. Throws a `TypeError` when `origin` is not a URL. */
export function postmanItem(captured: CopySource, { origin }: Pick<CopyOptions, 'origin'>) {
  const source = withoutHttp2Fields(captured);
  const server = new URL(origin);
  const isHostAdded = isHostOf(source.headers, server);
  const header = source.headers
    .filter(isSendable)
    .filter((line) => !isNamed(line, 'Content-Length') && !isNamed(line, 'Transfer-Encoding'))
    .filter((line) => !(isHostAdded && isNamed(line, 'Host')))
    .map(([name, value]) => ({ key: name, value: readable(value) }));
  const body = postmanBody(source);
  const url = postmanUrl(source.target, server);
  const description = postmanCaveats(source, { header, body, url }).join('\n');
  return {
    name: `${source.seq} ${source.method}`,
    ...(description === '' ? {} : { description }),
    protocolProfileBehavior: {
      disableBodyPruning: true,
      disableUrlEncoding: true,
      disabledSystemHeaders: unsent(source.headers),
    },
    request: { method: source.method, header, ...(body ? { body } : {}), url },
    response: [],
  };
}

/** The header lines Postman would add although the sender sent none. */
function unsent(headers: readonly Header[]): Record<string, true> {
  const added = ['accept', 'accept-encoding', 'connection', 'content-type', 'user-agent'];
  return Object.fromEntries(
    added.filter((name) => all(headers, name).length === 0).map((name) => [name, true]),
  );
}

function postmanUrl(target: string, server: URL) {
  const query = queryPieces(target).map(({ name, value }) => ({ key: name, value }));
  return {
    raw: requestUrl(target, server.origin),
    protocol: server.protocol.slice(0, -1),
    host: [server.hostname],
    ...(server.port === '' ? {} : { port: server.port }),
    path: readable(rawPathOf(target)).slice(1).split('/'),
    ...(query.length > 0 ? { query } : {}),
  };
}

function postmanBody({ headers, body, seq }: CopySource) {
  if (body.length === 0) return null;
  const contentType = first(headers, 'Content-Type');
  const raw = utf8OrNull(body);
  if (raw === null) return { mode: 'file', file: { src: bodyFileName(seq, contentType) } };
  return { mode: 'raw', raw, options: { raw: { language: languageOf(contentType) } } };
}

function languageOf(contentType: string | null): 'json' | 'xml' | 'html' | 'text' {
  const essence = parseMediaType(contentType ?? '')?.essence ?? '';
  if (/[/+]json$/.test(essence)) return 'json';
  if (/[/+]xml$/.test(essence)) return 'xml';
  return essence === 'text/html' ? 'html' : 'text';
}

/** There is no way to write two braces in a collection that Postman does not read as the beginning of a variable. */
function postmanCaveats(source: CopySource, written: object): string[] {
  const own = [
    utf8OrNull(source.body) === null &&
      'The body is not text, so a collection cannot contain it. Download it from the bin and select that file under Body.',
    JSON.stringify(written).includes('{{') &&
      'Caution: this request contains double braces, which Postman treats as a variable. If a variable of that name exists, its value is sent.',
    source.httpVersion === '2.0' &&
      'The request was received as HTTP/2; Postman uses the version selected in its settings.',
    all(source.headers, 'Transfer-Encoding').length > 0 && 'Postman sends Content-Length instead of chunks.',
  ].filter((sentence) => sentence !== false);
  return [...documentCaveats(source), ...own];
}
