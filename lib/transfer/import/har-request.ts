import { z } from 'zod';
import { base64Text } from '#lib/http/base64-text.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';

const fields = z.array(z.object({ name: z.string(), value: z.string(), _encoding: z.string().nullish() }));

/** `request` of an entry in a HAR file, with the fields that our copies add (`copy-as/targets/har.ts`). */
export const harRequestShape = z.object({
  method: z.string().min(1),
  url: z.string(),
  httpVersion: z.string().nullish(),
  headers: fields.default([]),
  postData: z
    .object({
      text: z.string().nullish(),
      params: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
      encoding: z.string().nullish(),
      _encoding: z.string().nullish(),
    })
    .nullish(),
  _target: z.string().nullish(),
  _trailers: fields.nullish(),
});

export type HarRequest = z.infer<typeof harRequestShape>;

/** A request as it was sent, as far as HAR records it. Strings are byte strings. */
export function requestOfHar({
  method,
  url,
  httpVersion,
  headers,
  postData,
  _target,
  _trailers,
}: HarRequest) {
  return {
    method: bytesOf(method),
    target: isByteString(_target) ? _target : targetOf(url),
    httpVersion: versionOf(httpVersion ?? ''),
    headers: harHeaders(headers),
    trailers: harHeaders(_trailers ?? []),
    body: harBody(postData),
  };
}

/** Header lines of a HAR file as byte strings. */
export function harHeaders(headers: z.infer<typeof fields>): Header[] {
  return headers.map(({ name, value, _encoding }): Header => {
    const isBytes = _encoding === 'iso-8859-1' && isByteString(value);
    return [bytesOf(name), isBytes ? value : bytesOf(value)];
  });
}

/** The text of a body, or the form of the name-value pairs that some programs write instead. */
export function harBody(postData: HarRequest['postData']): Uint8Array {
  if (!postData) return new Uint8Array();
  const { text, params, encoding, _encoding } = postData;
  if (typeof text === 'string') {
    const decoded = [encoding, _encoding].includes('base64') ? base64Text(text) : null;
    return decoded === null ? new TextEncoder().encode(text) : toBytes(decoded);
  }
  const pairs = (params ?? []).map(({ name, value }) => [name, value ?? '']);
  return new TextEncoder().encode(new URLSearchParams(pairs).toString());
}

/** Text as a byte string of its UTF-8. */
function bytesOf(text: string): string {
  return fromBytes(new TextEncoder().encode(text));
}

function isByteString(text: string | null | undefined): text is string {
  return typeof text === 'string' && text !== '' && !/[^\0-\xff]/.test(text);
}

function targetOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  return bytesOf(rest.startsWith('/') ? rest : `/${rest}`);
}

/** `HTTP/1.1`, `h2`, `http/2.0`, `h3` … as a capture has it. */
function versionOf(text: string): string {
  const [, major = '1', minor] = /(\d)(?:\.(\d))?\s*$/.exec(text) ?? [];
  return `${major}.${minor ?? (major === '1' ? '1' : '0')}`;
}
