/** A query of the parameters that have a value. */
export function queryString(query: Record<string, number | string | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
