import type { ContentCoding, ContentCodingName } from '#lib/http/content-coding.ts';
import { decodeBrotli, decodeDeflate } from './brotli-deflate.ts';
import type { ByteSource } from './byte-source.ts';
import type { DecodeError } from './decode-error.ts';
import { decodeGzip } from './gzip.ts';
import { decodeZstd, hasZstd } from './zstd.ts';

/** The decoding of one content encoding. */
export type DecodeStep = {
  readonly sent: string;
  readonly name: ContentCodingName;
  readonly decode: Decoder;
};
type Decoder = (source: ByteSource) => AsyncIterable<Uint8Array>;

const decoders: Record<ContentCodingName, Decoder> = {
  gzip: decodeGzip,
  deflate: decodeDeflate,
  br: decodeBrotli,
  zstd: decodeZstd,
};

/** The most content encodings of a body: more than one is rare. The same limit as in urllib3. */
export const mostCodings = 5;

/** The decoders for the content encodings that can be decoded, in that order, and the error of the next one that cannot. */
export function decodeSteps(codings: readonly ContentCoding[]): {
  steps: DecodeStep[];
  refused: DecodeError | null;
} {
  const last = codings.at(-1);
  if (last !== undefined && codings.length > mostCodings) {
    const message = `${codings.length} content encodings are applied, and at most ${mostCodings} are decoded`;
    return { steps: [], refused: { code: 'too-many-codings', coding: last.sent, message } };
  }
  const steps: DecodeStep[] = [];
  for (const { sent, name } of codings.toReversed()) {
    if (name === null) {
      const message = 'not a known content encoding';
      return { steps, refused: { code: 'unknown-coding', coding: sent, message } };
    }
    if (name === 'zstd' && !hasZstd) {
      const message = `Node.js ${process.versions.node} has no decoder for it; use Node.js 22.15 or newer`;
      return { steps, refused: { code: 'unsupported-coding', coding: sent, message } };
    }
    steps.push({ sent, name, decode: decoders[name] });
  }
  return { steps, refused: null };
}
