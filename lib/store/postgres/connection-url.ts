/** How the server connects to its database. */
export type Connection = {
  readonly url: string;
  /** How many connections a process has at most. */
  readonly most: number;
  /** The address without user and password, for messages. */
  readonly shown: string;
};

/** Connections of a process unless the URL has `connection_limit`. PostgreSQL allows 100 in all by default. */
const usualConnections = 10;
/** Captures, their responses, searches and everything else must not wait for each other. */
const fewestConnections = 4;

/**
 * Reads `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?connection_limit=10`. Other parameters are those of the driver, such as `sslmode`.
 * @throws Error with a sentence for the operator, without the password.
 */
export function readConnectionUrl(text: string): Connection {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url)
    throw new Error(
      'DATABASE_URL is not a URL. It has to be like postgresql://user:password@host:5432/database.',
    );
  if (url.pathname.length < 2)
    throw new Error(
      'DATABASE_URL does not name a database: it has to end with one, like postgresql://host/wirebin.',
    );
  const limit = url.searchParams.get('connection_limit');
  const most = limit === null ? usualConnections : Number(limit);
  if (!Number.isInteger(most) || most < fewestConnections || most > 1000)
    throw new Error(
      `connection_limit in DATABASE_URL is ${limit}. It has to be a number from ${fewestConnections} to 1000.`,
    );
  url.searchParams.delete('connection_limit');
  return { url: url.href, most, shown: `${url.host}${url.pathname}` };
}
