/** Parses header fields, one per line. `invalidLine` is the number of the first line that is not a field, or null. */
export function headerLines(text: string): {
  headers: [name: string, value: string][];
  invalidLine: number | null;
} {
  const headers: [string, string][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    // RFC 9110 §5.6.2: a name is a token.
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t\r]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return { headers, invalidLine: index + 1 };
    headers.push([name, value]);
  }
  return { headers, invalidLine: null };
}
