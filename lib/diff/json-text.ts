import { type JsonNode, jsonString } from '#lib/body/json/value-positions.ts';

/** A name as a step of a JSONPath (RFC 9535 §2.5.1): the short form where it is allowed. */
export function nameStep(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** What a value says, on one line and without white space between its tokens; escapes of strings undone and made anew. */
export function compact(text: string, node: JsonNode): string {
  if (node.kind === 'string') return JSON.stringify(jsonString(text, node));
  if (node.kind === 'number' || node.kind === 'literal') return text.slice(node.start, node.end);
  // Containers may be deeper than the stack: white space outside of strings goes, the rest stays.
  return text.slice(node.start, node.end).replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/gs, '$1');
}
