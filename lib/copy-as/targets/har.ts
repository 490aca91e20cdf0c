import { readable, utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import type { Header } from '#lib/model/capture.ts';
import { base64 } from '../request/body-text.ts';
import { caveats } from '../request/caveats.ts';
import { isSendable } from '../request/client-headers.ts';
import { cookiePairs, cookieParts } from '../request/cookie-pairs.ts';
import { withoutHttp2Fields } from '../request/http2-fields.ts';
import { isPlainTarget, requestUrl } from '../request/request-url.ts';
import type { CopyOptions, CopySource, CopyTarget } from '../target.ts';

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). What it has no field for is in fields of our own, which
 * begin with `_` as the format asks:
 * - `postData._encoding: 'base64'`   the body is not UTF-8 and `text` is its base64
 * - header `_encoding: 'iso-8859-1'` the value is not UTF-8 and each character stands for one byte
 * - `request._target`                the request-target, a byte string, where `url` alone does not give it back
 * - `request._trailers`, `request._truncated`, `request._aborted`
 */
export const har: CopyTarget = {
  id: 'har',
  title: 'HAR 1.2',
  group: 'Tools',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, target, version, headers in their order and case, trailers and body are exact; binary bodies are in custom fields that begin with an underscore. The response has its status, headers and the first 64 KiB of its body.',
  copy: (source, options) => `${JSON.stringify(harLog([harEntry(source, options)]), null, 2)}\n`,
};

/** A log of such entries. */
export function harLog(entries: readonly HarEntry[]) {
  return { log: { version: '1.2', creator: harCreator, entries } };
}

export const harCreator = { name: 'Wirebin', version: '1' } as const;

export type HarEntry = ReturnType<typeof harEntry>;

/** One request as an entry of a HAR log. Throws a `TypeError` when `origin` is not a URL. */
export function harEntry(captured: CopySource, { origin }: Pick<CopyOptions, 'origin'>) {
  const source = withoutHttp2Fields(captured);
  const { seq, answered } = source;
  const comment = caveats(source).join(' ');
  return {
    startedDateTime: new Date(Math.floor(source.receivedAt / 1000)).toISOString(),
    time: answered ? answered.micros / 1000 : 0,
    request: harRequest(source, origin),
    response: harResponse(source),
    cache: {},
    timings: { send: 0, wait: answered ? answered.micros / 1000 : 0, receive: 0 },
    ...(comment === '' ? {} : { comment }),
    _seq: seq,
  };
}

/** The reply as it was sent, where that was recorded; else what browsers write for a request without a reply. */
function harResponse(source: CopySource) {
  const { answered } = source;
  const { headers = [], body, bodySize = 0 } = answered?.sent ?? {};
  const text = body && utf8OrNull(body);
  return {
    status: answered?.status ?? 0,
    statusText: '',
    httpVersion: versionOf(source),
    cookies: [],
    headers: headers.filter(isSendable).map(harHeader),
    content: {
      size: bodySize,
      mimeType: body ? readable(first(headers, 'Content-Type') ?? '') : 'x-unknown',
      ...(body && text !== null && { text }),
      ...(body && text === null && { text: base64(body), encoding: 'base64' }),
      ...(body && body.length < bodySize && { comment: 'Only the beginning of the body is stored.' }),
    },
    redirectURL: readable(first(headers, 'Location') ?? ''),
    headersSize: -1,
    bodySize: answered?.bodySent ?? -1,
  };
}

function harRequest(source: CopySource, origin: string) {
  const { target, headers, trailers } = source;
  return {
    method: source.method,
    url: requestUrl(target, origin),
    httpVersion: versionOf(source),
    cookies: cookiePairs(headers).map(cookieParts),
    headers: headers.filter(isSendable).map(harHeader),
    queryString: queryFields(queryOf(target) ?? '').map(({ name, value }) => ({ name, value: value ?? '' })),
    ...(source.body.length > 0 ? { postData: postData(source) } : {}),
    headersSize: -1,
    bodySize: source.bodySize,
    ...(isPlainTarget(target) ? {} : { _target: target }),
    ...(trailers.length > 0 ? { _trailers: trailers.filter(isSendable).map(harHeader) } : {}),
    ...(source.truncated ? { _truncated: true } : {}),
    ...(source.aborted ? { _aborted: true } : {}),
  };
}

function versionOf({ httpVersion }: CopySource): string {
  return `HTTP/${httpVersion}`;
}

function harHeader([name, value]: Header) {
  const text = readable(value);
  const isUtf8 = text !== value || !/[^\0-\x7f]/.test(value);
  return { name, value: text, ...(isUtf8 ? {} : { _encoding: 'iso-8859-1' }) };
}

/** `text` without `params`: HAR allows only one of them, and parameters would not give the bytes back. */
function postData({ headers, body }: CopySource) {
  const mimeType = readable(first(headers, 'Content-Type') ?? '');
  const text = utf8OrNull(body);
  return text === null ? { mimeType, text: base64(body), _encoding: 'base64' } : { mimeType, text };
}
