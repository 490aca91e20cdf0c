/** The parameters of a path: a list for `[...name]` and `[[...name]]`. */
export type RouteParams = Readonly<Record<string, string | readonly string[]>>;

/** A route handler, by its method. */
export type RouteModule = Readonly<
  Record<string, (request: Request, context: { params: Promise<RouteParams> }) => Promise<Response>>
>;

/** A folder of `app/` with a `route.ts`: `/api/v1/bins/[slug]`. */
export type Route = { readonly folder: string; readonly handlers: RouteModule };

/** Finds the handlers of a path as Next does: literal segments come before parameters, and those before the rest of a path. */
export function routeMatcher(routes: readonly Route[]) {
  const patterns = routes
    .map(({ folder, handlers }) => ({ ...patternOf(folder), handlers }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (path: string): { handlers: RouteModule; params: RouteParams } | null => {
    for (const { pattern, names, handlers } of patterns) {
      const found = pattern.exec(path);
      if (found) {
        const values = names.map(({ name, isList }, index) => [name, parameterOf(found[index + 1], isList)]);
        return { handlers, params: Object.fromEntries(values) };
      }
    }
    return null;
  };
}

function parameterOf(segment: string | undefined, isList: boolean): string | string[] {
  if (!isList) return decodeURIComponent(segment ?? '');
  return (segment ?? '').split('/').filter(Boolean).map(decodeURIComponent);
}

function patternOf(folder: string) {
  const names: { name: string; isList: boolean }[] = [];
  // Compared segment by segment: literals sort first.
  let rank = '';
  const pattern = folder
    .split('/')
    .slice(1)
    .map((segment) => {
      const [, optional, list, name] = /^\[(\[)?(\.\.\.)?(\w+)\]{1,2}$/.exec(segment) ?? [];
      rank += name === undefined ? '0' : list ? '2' : '1';
      if (name === undefined) return `/${segment.replace(/[.*+?^${}()|\\]/g, '\\$&')}`;
      names.push({ name, isList: list !== undefined });
      if (!list) return '/([^/]+)';
      return optional ? '(?:/(.*))?' : '/(.+)';
    })
    .join('');
  return { pattern: new RegExp(`^${pattern}/?$`), names, rank };
}
