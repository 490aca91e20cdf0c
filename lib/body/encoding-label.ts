/**
 * The encoding of a label, by its WHATWG name (`latin1` is `windows-1252`); null if the Encoding Standard does not know it.
 * TextDecoder throws on labels it does not know.
 */
export function encodingOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
