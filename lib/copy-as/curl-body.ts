import { first } from '#lib/http/headers.ts';
import { chunkedBody } from '#lib/http/message.ts';
import { bashTextWord } from './bash-word.ts';
import { base64Lines, bodyText } from './body-text.ts';
import { framingOf } from './client-headers.ts';
import type { RequestSource } from './target.ts';

/** How a curl command gets its body. */
export type CurlBody = {
  /** The command that the body is piped from, `|` and line break included; empty when it is an argument. */
  readonly pipe: string;
  /** The curl option. */
  readonly option: string;
  /** How many bytes curl is given. */
  readonly size: number;
  /** The bytes are in the chunked coding already, and curl must not count them. */
  readonly precoded: boolean;
};

/**
 * Text longer than this is piped: the shortest limit of any system, on a command line of Windows, is 32,767 characters
 * (Linux: 128 KiB for one argument). `printf` and `echo` are part of bash and have none.
 */
const LONGEST_ARGUMENT = 16_384;

/** Null when the request has no body and no header speaks of one. */
export function curlBody(source: RequestSource): CurlBody | null {
  const framing = framingOf(source);
  if (framing === 'none' || (framing === 'length' && isBodylessHead(source))) return null;
  const precoded = framing === 'chunked' && !chunksByItself(source);
  const bytes = precoded ? chunkedBody(source.body, source.trailers) : source.body;
  return { ...written(bytes), size: bytes.length, precoded };
}

/** curl has no way to send data with `--head`; `Content-Length: 0` it sends as an ordinary header. */
function isBodylessHead(source: RequestSource): boolean {
  return source.method === 'HEAD' && source.body.length === 0;
}

/**
 * What curl makes of a body when it is told `Transfer-Encoding: chunked`. Other codings beside it confuse some versions
 * (8.14 does not see `chunked` in `gzip, chunked`; all look at the first of several lines only), trailers it has none, and
 * after `Expect: 100-continue` it never ends a body without bytes (7.88).
 */
function chunksByItself({ headers, trailers, body }: RequestSource): boolean {
  const waits = body.length === 0 && first(headers, 'Expect') !== null;
  return first(headers, 'Transfer-Encoding')?.toLowerCase() === 'chunked' && trailers.length === 0 && !waits;
}

function written(bytes: Uint8Array): Pick<CurlBody, 'pipe' | 'option'> {
  const text = bodyText(bytes);
  if (text === null) {
    return { pipe: `echo '${base64Lines(bytes)}' | base64 -d |\n`, option: '--data-binary @-' };
  }
  const word = bashTextWord(text);
  if (bytes.length <= LONGEST_ARGUMENT) return { pipe: '', option: `--data-raw ${word}` };
  return { pipe: `printf %s ${word} |\n`, option: '--data-binary @-' };
}
