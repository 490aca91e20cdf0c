/** A query of the parameters that have a value. */
export function queryString(
  query: Readonly<Record<string, number | string | boolean | null | undefined>>,
): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
