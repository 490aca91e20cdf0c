import { first } from '#lib/http/header-lookup.ts';
import { chunkedBody } from '#lib/http/message.ts';
import { bashTextWord } from '../literals/bash-word.ts';
import type { RequestSource } from '../target.ts';
import { base64Lines, bodyText } from './body-text.ts';
import { framingOf } from './client-headers.ts';

/** How a curl command gets its body. */
export type CurlBody = {
  /** The command that pipes the body, with `|` and line break; empty when the body is an argument. */
  readonly pipe: string;
  /** The curl option. */
  readonly option: string;
  /** How many bytes curl gets. */
  readonly size: number;
  /** The bytes are already in chunked coding, so curl must not add a length. */
  readonly precoded: boolean;
};

/**
 * The longest text passed as an argument; longer text is piped. The lowest limit of any system is 32,767 characters for a
 * command line on Windows (Linux: 128 KiB for one argument). `printf` and `echo` are part of bash and have none.
 */
const LONGEST_ARGUMENT = 16_384;

/** Null when the request has no body and no header about one. */
export function curlBody(source: RequestSource): CurlBody | null {
  const framing = framingOf(source);
  if (framing === 'none' || (framing === 'length' && isBodylessHead(source))) return null;
  const precoded = framing === 'chunked' && !canCurlChunk(source);
  const bytes = precoded ? chunkedBody(source.body, source.trailers) : source.body;
  return { ...written(bytes), size: bytes.length, precoded };
}

/** curl cannot send data with `--head`; it sends `Content-Length: 0` as an ordinary header. */
function isBodylessHead(source: RequestSource): boolean {
  return source.method === 'HEAD' && source.body.length === 0;
}

/**
 * Whether curl itself can encode the body with `Transfer-Encoding: chunked`. Other transfer codings confuse some versions
 * (8.14 does not see `chunked` in `gzip, chunked`; all read only the first of several lines), it cannot send trailers, and
 * after `Expect: 100-continue` it never ends an empty body (7.88).
 */
function canCurlChunk({ headers, trailers, body }: RequestSource): boolean {
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
