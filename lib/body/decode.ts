/** Bytes read as text, and what had to be decided to do so. */
export type DecodedText = {
  /** The text; a byte order mark stays in it as U+FEFF, because it was sent. */
  readonly text: string;
  /** The encoding used, by its WHATWG name: `utf-8`, `windows-1252` … */
  readonly encoding: string;
  /** A charset that was declared but is not one the WHATWG Encoding Standard knows, so UTF-8 was used; else null. */
  readonly unknownCharset: string | null;
  /** True when the bytes begin with a byte order mark. It outranks the declared charset (Encoding Standard §6). */
  readonly bom: boolean;
  /** True when some bytes are not text in that encoding and U+FFFD stands in their place. */
  readonly replaced: boolean;
};

/**
 * Reads bytes as text by their byte order mark, else by the `charset` declared, else as UTF-8.
 *
 * `cut` says that the bytes end where somebody cut them, so a character left unfinished there is no fault.
 */
export function decodeText(body: Uint8Array, charset: string | null, { cut = false } = {}): DecodedText {
  const marked = encodingOfMark(body);
  const declared = marked ?? (charset === null ? 'utf-8' : encodingOf(charset));
  const encoding = declared ?? 'utf-8';
  const strict = decodeStrictly(body, encoding, cut);
  return {
    text: strict ?? new TextDecoder(encoding, { ignoreBOM: true }).decode(body),
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

/** The encoding a label means, or null. TextDecoder throws on labels it does not know. */
function encodingOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function decodeStrictly(body: Uint8Array, encoding: string, cut: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body, { stream: cut });
  } catch {
    return null;
  }
}
