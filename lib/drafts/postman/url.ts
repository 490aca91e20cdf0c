import { enabledIn, type JsonObject, listOf, objectOr, textOf } from '../json-access.ts';

/** The URL of a request: a text, its `raw` text, or its parts (`url` of the schema), with path variables and a query that is added. */
export function postmanUrl(url: unknown, fill: (text: unknown) => string, added: string | null): string {
  const object = objectOr(url);
  const raw = textOf(object ? object.raw : url);
  const written = withPathVariables(fill(raw !== '' ? raw : joined(object ?? {})), object?.variable, fill);
  if (added === null) return written;
  const fragment = written.indexOf('#');
  const [address, rest] =
    fragment < 0 ? [written, ''] : [written.slice(0, fragment), written.slice(fragment)];
  return `${address}${address.includes('?') ? '&' : '?'}${added}${rest}`;
}

function joined({ protocol, host, port, path, query }: JsonObject): string {
  const scheme = textOf(protocol).replace(/:?\/*$/, '') || 'http';
  const authority = Array.isArray(host) ? host.map(textOf).join('.') : textOf(host);
  const segments = Array.isArray(path)
    ? path.map((segment) => textOf(objectOr(segment)?.value ?? segment)).join('/')
    : textOf(path).replace(/^\//, '');
  const pairs = enabledIn(query).map(({ key, value }) =>
    value === null || value === undefined ? textOf(key) : `${textOf(key)}=${textOf(value)}`,
  );
  const start = /^\{\{/.test(authority) && textOf(protocol) === '' ? '' : `${scheme}://`;
  return `${start}${authority}${textOf(port) && `:${textOf(port)}`}/${segments}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** `/users/:id` with the values of `variable`. */
function withPathVariables(url: string, variable: unknown, fill: (text: unknown) => string): string {
  const values = new Map(
    listOf(variable).flatMap((it): [string, string][] => {
      const { key, id, value } = objectOr(it) ?? {};
      const name = textOf(key) || textOf(id);
      return name === '' || name.length > 200 || textOf(value) === '' ? [] : [[name, fill(value)]];
    }),
  );
  if (values.size === 0) return url;
  const queryAt = url.search(/[?#]/);
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  // Of a name that occurs more than once, the first counts: a path of many names would make a long text of a short one.
  const filled = path.replace(/\/:([^/]{1,200})/g, (written, name: string) => {
    const value = values.get(name);
    values.delete(name);
    return value === undefined ? written : `/${value}`;
  });
  return `${filled}${queryAt < 0 ? '' : url.slice(queryAt)}`;
}
