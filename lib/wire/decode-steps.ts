import type { ContentCoding, ContentCodingName } from '../http/content-coding.ts';
import type { ByteSource } from './byte-source.ts';
import type { DecodeError } from './decode-fault.ts';
import { decodeGzip } from './decode-gzip.ts';
import { decodeBrotli, decodeDeflate } from './decode-single.ts';
import { decodeZstd, hasZstd } from './decode-zstd.ts';

/** One coding to undo. */
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

/** Codings on top of each other: two are rare already. The same number as urllib3's. */
export const mostCodings = 5;

/** The decoders for the codings that can be undone, in that order, and what keeps the one after them from it. */
export function decodeSteps(codings: readonly ContentCoding[]): {
  steps: DecodeStep[];
  refused: DecodeError | null;
} {
  const last = codings.at(-1);
  if (last !== undefined && codings.length > mostCodings) {
    const message = `${codings.length} codings are more than the ${mostCodings} that are undone`;
    return { steps: [], refused: { code: 'too-many-codings', coding: last.sent, message } };
  }
  const steps: DecodeStep[] = [];
  for (const { sent, name } of codings.toReversed()) {
    if (name === null) {
      const message = 'it is not a coding that is known here';
      return { steps, refused: { code: 'unknown-coding', coding: sent, message } };
    }
    if (name === 'zstd' && !hasZstd) {
      const message = `Node ${process.versions.node} has no decoder; 22.15 and newer have`;
      return { steps, refused: { code: 'unsupported-coding', coding: sent, message } };
    }
    steps.push({ sent, name, decode: decoders[name] });
  }
  return { steps, refused: null };
}
