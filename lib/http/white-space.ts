const isSpace = (code: number) => code === 0x20 || code === 0x09;
const isHttpWhitespace = (code: number) => isSpace(code) || code === 0x0a || code === 0x0d;

/**
 * A byte string without the optional white space around it (OWS, RFC 9110 §5.6.3). Not `trim`, which takes U+00A0 too:
 * in a byte string that is half of an `à`. Not a pattern either: one for the end of a text takes time that grows with the
 * square of the longest run of spaces.
 */
export function withoutSpace(byteString: string): string {
  return trimmed(byteString, isSpace);
}

/** A text without the HTTP whitespace (Fetch Standard §2.2) at its end: line breaks, too. MIME types are read like that. */
export function withoutTrailingHttpWhitespace(text: string): string {
  let end = text.length;
  while (end > 0 && isHttpWhitespace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A text without HTTP whitespace around it. */
export function withoutHttpWhitespace(text: string): string {
  return trimmed(text, isHttpWhitespace);
}

function trimmed(text: string, isTrimmed: (code: number) => boolean): string {
  let start = 0;
  let end = text.length;
  while (start < end && isTrimmed(text.charCodeAt(start))) start++;
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
