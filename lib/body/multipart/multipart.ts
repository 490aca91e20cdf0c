import type { MediaType } from '#lib/http/media-type.ts';
import type { BodyKind, Found, Glimpse } from '../body-kind.ts';
import type { Rows } from '../rows.ts';
import { declaredCharsets } from './declared-charsets.ts';
import { type CharsetOfField, type MultipartPart, readPart, withoutBrackets } from './part.ts';
import { MultipartSplit } from './split.ts';

/** Bytes of a multipart body that are in no part. */
export type MultipartRest = {
  /**
   * - `preamble`: before the first boundary; the whole body if it has none
   * - `epilogue`: after the closing boundary
   * - `rest`: after the most parts that are listed
   */
  readonly kind: 'preamble' | 'epilogue' | 'rest';
  readonly offset: number;
  readonly length: number;
};

/** A part, or a range outside the parts. */
export type MultipartRow = MultipartPart | MultipartRest;

/** A multipart body, read on demand. */
export type MultipartReading = Rows<MultipartRow> & {
  /** The boundary at which it is split, a byte string; null if nothing was read yet, or there is none. */
  readonly boundary: string | null;
  /** Problems of the body as a whole found so far, in sentences. */
  readonly notes: readonly string[];
};

/** The most parts listed, and the most header bytes of a part: hostile input must not fill memory. */
export type MultipartLimits = { readonly parts: number; readonly headBytes: number };
const usualLimits: MultipartLimits = { parts: 10_000, headBytes: 16 * 1024 };

/**
 * Reads multipart (RFC 2046 §5.1; RFC 7578 for forms): its parts in the order sent, and what is before and after them.
 * Content stays in the body; `contentOf` returns it. Every byte is in a row, in the header lines of a part, or in a
 * delimiter.
 */
export function readMultipart(
  body: Uint8Array,
  mediaType: MediaType | null,
  limits: MultipartLimits = usualLimits,
): MultipartReading {
  const split = new MultipartSplit(body, mediaType, limits.parts);
  const { stretches, notes } = split;
  const isForm = mediaType?.essence === 'multipart/form-data';
  const isRelated = mediaType?.essence === 'multipart/related';
  const start = mediaType?.parameters.get('start');
  const startId = start === undefined ? null : withoutBrackets(start);
  let charsetOf: CharsetOfField | null = null;

  function isStart({ number, contentId }: MultipartPart): boolean {
    return isRelated && (startId === null ? number === 1 : contentId === startId);
  }

  return {
    get count() {
      return stretches.length;
    },
    get done() {
      return split.done;
    },
    get boundary() {
      return split.split?.boundary ?? null;
    },
    notes,
    readUpTo(count) {
      while (stretches.length < count && !split.done) split.next();
      return stretches.length;
    },
    row(index) {
      const { kind, start, end } = stretches[index]!;
      if (kind !== 'part') return { kind, offset: start, length: end - start };
      const number = stretches[0]!.kind === 'preamble' ? index : index + 1;
      if (isForm) charsetOf ??= declaredCharsets(body, mediaType);
      const part = readPart(body, number, { start, end }, limits.headBytes, charsetOf ?? undefined);
      return { ...part, isStart: isStart(part) };
    },
  };
}

/** The bytes of a row, as a view of the body without copying. */
export function contentOf(body: Uint8Array, { offset, length }: MultipartRow): Uint8Array {
  return body.subarray(offset, offset + length);
}

/** The parts of a multipart body. */
export const multipart = {
  id: 'multipart',
  title: 'Multipart',
  fits: (glimpse) => ({
    named: glimpse.mediaType?.essence.startsWith('multipart/') ?? false,
    found: foundMultipart(glimpse),
  }),
  read: (body, mediaType) => readMultipart(body, mediaType),
} satisfies BodyKind<'multipart', MultipartReading>;

/** Many texts begin with two hyphens and a word; only a part header on the next line identifies multipart. */
const firstPart =
  /^(?:\r?\n){0,2}--[\w'()+,\-./:=?]{1,70}[\t ]*\r?\nContent-(?:Disposition|ID|Length|Transfer-Encoding|Type)[\t ]*:/i;

function foundMultipart({ mediaType, text, whole }: Glimpse): Found {
  if (firstPart.test(text)) return 'certain';
  const boundary = mediaType?.parameters.get('boundary') ?? '';
  const isThere = boundary !== '' && (text.startsWith(`--${boundary}`) || text.includes(`\n--${boundary}`));
  return isThere || !whole ? 'possible' : 'no';
}
