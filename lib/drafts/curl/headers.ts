import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';

/** A value of `--header`: a line that is added, or a name whose line curl is told not to write by itself. */
type CurlHeader =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly value: null };

/**
 * Reads a value of `--header` (curl man page): `Name: value` and, for an empty value, `Name;` add a line; `Name:` removes the one that curl
 * would write. Null for anything else, which curl ignores.
 */
export function curlHeader(argument: string): CurlHeader | null {
  const colon = argument.indexOf(':');
  if (colon >= 0) {
    const value = withoutSpace(argument.slice(colon + 1));
    return { name: argument.slice(0, colon), value: value === '' ? null : value };
  }
  const end = argument.indexOf(';');
  return end < 0 || argument.slice(end + 1).trim() !== ''
    ? null
    : { name: argument.slice(0, end), value: '' };
}

/** The header lines of a command: curl's own, then those that were given, in its order. */
export class CurlHeaders {
  readonly #given: readonly CurlHeader[];

  constructor(given: readonly CurlHeader[]) {
    this.#given = given;
  }

  /** The headers without the given lines of a name. A removal of curl's own line stays. */
  withoutLines(name: string): CurlHeaders {
    const wanted = name.toLowerCase();
    return new CurlHeaders(
      this.#given.filter((header) => header.value === null || header.name.toLowerCase() !== wanted),
    );
  }

  /** How many were given. */
  get count(): number {
    return this.#given.length;
  }

  /** The first that was given with this name: the one that curl heeds. */
  first(name: string): CurlHeader | null {
    const wanted = name.toLowerCase();
    return this.#given.find((header) => header.name.toLowerCase() === wanted) ?? null;
  }

  /**
   * All lines. curl writes its own unless one of that name was given. The first Host that was given comes before everything else and
   * further ones are dropped, unless the first was `Host:`.
   */
  lines(own: { before: readonly Header[]; after: readonly Header[] }): Header[] {
    const host = this.first('Host');
    const isOwn = ([name]: Header) => this.first(name) === null;
    const given = this.#given.flatMap(({ name, value }): Header[] => {
      if (value === null) return [];
      return host?.value != null && name.toLowerCase() === 'host' ? [] : [[name, value]];
    });
    return [
      ...(host?.value != null ? [['Host', host.value] as const] : []),
      ...own.before.filter(isOwn),
      ...given,
      ...own.after.filter(isOwn),
    ];
  }
}
