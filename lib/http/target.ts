import { readable } from './byte-string.ts';

/**
 * Reading a request-target (RFC 9112 §3.2). Its four forms:
 * - origin-form     `/b/slug/orders?id=1`
 * - absolute-form   `http://host/b/slug/orders?id=1`
 * - authority-form  `host:443`, with CONNECT alone
 * - asterisk-form   `*`, with OPTIONS alone
 */

/** One `name=value` of a query. `value` and `rawValue` are null when there is no `=`. */
export type QueryField = {
  name: string;
  value: string | null;
  /** As sent: a byte string, nothing decoded. */
  rawName: string;
  rawValue: string | null;
};

/**
 * The target without its first `prefixLength` characters, which only say which bin was meant: path, query and all,
 * undecoded, always starting with `/`. Authority-form and asterisk-form have an empty path (RFC 9112 §3.3).
 */
export function pathOf(target: string, prefixLength: number): string {
  const rest = prefixLength > 0 ? target.slice(prefixLength) : withoutAuthority(target);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** What `pathOf` left out, of its result: the path is the end of the target, but for a `/` that it may have added. */
export function prefixLengthOf(target: string, path: string): number {
  const end = [path, path.slice(1)].find((rest) => target.endsWith(rest));
  return end === undefined ? 0 : target.length - end.length;
}

function withoutAuthority(target: string): string {
  if (target === '*' || /^[^/?#]*:\d+$/.test(target)) return '';
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
}

/** The text after the first `?`, up to a `#`, as sent; null when there is no `?`. */
export function queryOf(target: string): string | null {
  return /^[^?#]*\?([^#]*)/.exec(target)?.[1] ?? null;
}

/** The fields of the query of a target; none when it has no query. */
export function fieldsOf(target: string): QueryField[] {
  const query = queryOf(target);
  return query === null ? [] : queryFields(query);
}

/**
 * The fields of a query in the order sent, duplicates apart, split and decoded as application/x-www-form-urlencoded
 * (URL Standard §5.1): empty pieces are skipped, `+` is a space. Other than there, what is not valid percent-encoded
 * UTF-8 stays as it was sent instead of turning into U+FFFD. `decode` reads names and values in another encoding.
 */
export function queryFields(query: string, decode = decoded): QueryField[] {
  return query
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const equals = piece.indexOf('=');
      const rawName = equals < 0 ? piece : piece.slice(0, equals);
      const rawValue = equals < 0 ? null : piece.slice(equals + 1);
      return {
        name: decode(rawName),
        value: rawValue === null ? null : decode(rawValue),
        rawName,
        rawValue,
      };
    });
}

const encodedCharacter =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}/gi;

function decoded(raw: string): string {
  return readable(raw)
    .replaceAll('+', ' ')
    .replace(encodedCharacter, (sequence) => {
      try {
        return decodeURIComponent(sequence);
      } catch {
        // An overlong form or a surrogate: the right shape, but not UTF-8.
        return sequence;
      }
    });
}
