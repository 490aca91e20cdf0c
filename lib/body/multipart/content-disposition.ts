import { readable } from '#lib/http/byte-string.ts';
import { withoutSpace } from '#lib/http/white-space.ts';

/** The value of a Content-Disposition parameter, for display and as sent. */
export type DispositionValue = {
  /** Decoded for display. Never store under this name: it may be a path, or empty. */
  readonly text: string;
  /** A byte string: the text between the quotes, or the whole extended value (`UTF-8''%e2%82%ac`). */
  readonly raw: string;
};

/** The Content-Disposition of a part; absent values are null. */
export type Disposition = {
  readonly name: DispositionValue | null;
  readonly filename: DispositionValue | null;
  /** Content on which readers may disagree: `two filenames`. */
  readonly notes: readonly string[];
};

/** A parameter as sent, with its name in lower case. */
type Parameter = { readonly name: string; readonly raw: string };

/**
 * Reads the Content-Disposition of a part (RFC 2183, RFC 7578 §4.2), a byte string. The first of equal parameters is used,
 * and an extended one (`filename*`, RFC 8187) takes precedence over a plain one (RFC 6266 §4.3).
 */
export function readDisposition(value: string): Disposition {
  const parameters = [...eachParameter(value)];
  const notes: string[] = [];
  const read = (name: string): DispositionValue | null => {
    const plain = parameters.filter((parameter) => parameter.name === name);
    const extended = parameters.filter((parameter) => parameter.name === `${name}*`);
    if (plain.length > 1 || extended.length > 1) notes.push(`two ${name}s: the first is shown`);
    if (extended.length === 0) return plain[0] ? decodePlain(plain[0].raw) : null;
    const decoded = decodeExtended(extended[0]!.raw);
    if (decoded === null) notes.push(`${name}* is not valid (RFC 8187)`);
    else if (plain[0] && decodePlain(plain[0].raw).text !== decoded.text) {
      notes.push(`${name} and ${name}* differ: ${name}* is shown`);
    }
    return decoded ?? decodePlain((plain[0] ?? extended[0]!).raw);
  };
  return { name: read('name'), filename: read('filename'), notes };
}

/** Yields the parameters: `;name=value` and `;name="quoted value" ignored`. A quote that is never closed ends with the header. */
function* eachParameter(value: string): Generator<Parameter> {
  const parameter = /;[\t ]*([^;="]*)(?:=[\t ]*(?:"((?:[^"\\]|\\.)*\\?)("|$)[^;]*|([^;]*)))?/gsy;
  const rest = value.slice(/^[^;]*/.exec(value)![0].length);
  for (const [, name = '', quoted, closed, plain = ''] of rest.matchAll(parameter)) {
    const raw = quoted === undefined ? withoutSpace(plain) : closed ? quoted : quoted.replace(/"$/, '');
    if (name !== '') yield { name: withoutSpace(name).toLowerCase(), raw };
  }
}

/**
 * Decodes a plain value. Quotes are written in three ways: as `\"` (RFC 822, old curl), as `%22` (browsers, the HTML
 * Standard's "multipart/form-data encoding algorithm") or unescaped. Only `\"` and `\\` are read as escapes, since
 * browsers send `C:\new.txt` as it is.
 */
function decodePlain(raw: string): DispositionValue {
  const unescaped = raw.replace(/\\(["\\])/g, '$1');
  const text = unescaped.replace(/%(22|0D|0A)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { text: readable(text), raw };
}

/** Decodes `charset'language'value`, RFC 8187 §3.2.1; null if it does not have that form, or is invalid in its charset. */
function decodeExtended(raw: string): DispositionValue | null {
  const [, charset = '', value = ''] = /^([^']+)'[^']*'((?:%[\da-f]{2}|[^%'"\s])*)$/i.exec(raw) ?? [];
  const unescaped = value.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (charset === '' || /[^\0-\xff]/.test(unescaped)) return null;
  const bytes = Uint8Array.from(unescaped, (character) => character.charCodeAt(0));
  try {
    return { text: new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes), raw };
  } catch {
    // TextDecoder throws on unknown labels and on invalid bytes.
    return null;
  }
}
