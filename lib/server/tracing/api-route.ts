import { operationGroups } from '#lib/openapi/operations/index.ts';

/** The route of an API call, as in the OpenAPI document, and the IDs in its path. */
export type ApiRoute = {
  /** `/api/v1/bins/{slug}/captures/{seq}`; null where the API has no such path. */
  readonly route: string | null;
  readonly slug: string | undefined;
  readonly seq: string | undefined;
};

const unknown: ApiRoute = { route: null, slug: undefined, seq: undefined };

/** Reads the route of a path. Literal segments come before parameters. */
export function apiRoutes(): (path: string) => ApiRoute {
  const paths = new Set(operationGroups.flatMap(({ operations }) => operations.map(({ path }) => path)));
  const patterns = [...paths]
    .map((path) => ({
      route: `/api/v1${path}`,
      // The parameters of OpenAPI are the names of groups.
      pattern: new RegExp(`^/api/v1${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
      parameters: path.split('{').length - 1,
    }))
    .sort((one, other) => one.parameters - other.parameters);
  return (path) => {
    for (const { route, pattern } of patterns) {
      const found = pattern.exec(path);
      if (found) return { route, slug: found.groups?.slug, seq: found.groups?.seq };
    }
    return unknown;
  };
}
