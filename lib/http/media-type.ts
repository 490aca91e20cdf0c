import { withoutHttpWhitespace, withoutTrailingHttpWhitespace } from './white-space.ts';

/** A media type. `essence` and parameter names are in lower case, parameter values as sent, unquoted. */
export type MediaType = {
  /** `type/subtype` */
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
};

const token = /^[!#$%&'*+\-.^_`|~\da-z]+$/i;
const quotedStringText = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Parses the value of Content-Type as browsers do: the MIME Sniffing Standard's "parse a MIME type" (§4.4).
 * Null when there is no usable `type/subtype`. Of equal parameters the first counts, broken ones are left out.
 */
export function parseMediaType(value: string): MediaType | null {
  const trimmed = withoutHttpWhitespace(value);
  const [, type = '', subtypeAndSpace = '', rest = ''] = /^([^/]*)\/([^;]*)(.*)$/s.exec(trimmed) ?? [];
  const subtype = withoutTrailingHttpWhitespace(subtypeAndSpace);
  if (!token.test(type) || !token.test(subtype)) return null;
  return { essence: `${type}/${subtype}`.toLowerCase(), parameters: parseParameters(rest) };
}

function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const { name, value } of eachParameter(text)) {
    const usable = token.test(name) && quotedStringText.test(value) && !parameters.has(name);
    if (usable) parameters.set(name, value);
  }
  return parameters;
}

/** Steps 11.1 to 11.9 of the standard's algorithm: `;name=value` and `;name="quoted value" ignored`. */
function* eachParameter(text: string): Generator<{ name: string; value: string }> {
  const parameter = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\.)*\\?)[^;]*|([^;]*)))?/gsy;
  for (const [, name = '', quoted, plain = ''] of text.matchAll(parameter)) {
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? withoutTrailingHttpWhitespace(plain);
    if (quoted !== undefined || value !== '') yield { name: name.toLowerCase(), value };
  }
}
