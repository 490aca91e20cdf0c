import { encodingOf } from './encoding-label.ts';
import { asWindows1252 } from './windows-1252.ts';

/** Decoded text, and the decisions made to decode it. */
export type DecodedText = {
  /** The text; a byte order mark is kept as U+FEFF, because it was sent. */
  readonly text: string;
  /** The encoding used, by its WHATWG name: `utf-8`, `windows-1252` … */
  readonly encoding: string;
  /** A declared charset that the WHATWG Encoding Standard does not know, so that UTF-8 was used; else null. */
  readonly unknownCharset: string | null;
  /** Whether the bytes begin with a byte order mark. It takes precedence over the declared charset (Encoding Standard §6). */
  readonly bom: boolean;
  /** Whether some bytes are invalid in that encoding and were replaced by U+FFFD. */
  readonly replaced: boolean;
};

/**
 * Decodes bytes by their byte order mark, else by the declared `charset`, else as UTF-8.
 *
 * `cut`: the bytes are truncated, so an incomplete character at the end is not an error.
 */
export function decodeText(body: Uint8Array, charset: string | null, { cut = false } = {}): DecodedText {
  const marked = encodingOfMark(body);
  const declared = marked ?? (charset === null ? 'utf-8' : encodingOf(charset));
  const encoding = declared ?? 'utf-8';
  const strict = decodeStrictly(body, encoding, cut);
  const text = strict ?? new TextDecoder(encoding, { ignoreBOM: true }).decode(body);
  return {
    text: encoding === 'windows-1252' ? asWindows1252(text) : text,
    encoding,
    unknownCharset: declared === null ? charset : null,
    bom: marked !== null,
    replaced: strict === null,
  };
}

function encodingOfMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return null;
}

function decodeStrictly(body: Uint8Array, encoding: string, cut: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body, { stream: cut });
  } catch {
    return null;
  }
}
