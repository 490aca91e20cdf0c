/** The body of a GraphQL request over HTTP: JSON with a query and, unless they are empty, its variables as they are written. */
export function graphqlBody(query: string, variables: string): string {
  const members = [`"query":${JSON.stringify(query)}`];
  if (variables.trim() !== '') members.push(`"variables":${variables.trim()}`);
  return `{${members.join(',')}}`;
}
