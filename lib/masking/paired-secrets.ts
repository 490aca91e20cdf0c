import { type JsonNode, jsonString, jsonTree } from '#lib/body/json/value-positions.ts';
import type { Search } from './search.ts';
import { isSecretHeader } from './secret-names.ts';
import type { Span } from './span.ts';

/** Names of members that contain a name, and of those beside them that contain its value. */
const forNames = new Set([
  'field',
  'header',
  'headername',
  'key',
  'k',
  'name',
  'param',
  'parameter',
  'variable',
]);
const forValues = new Set(['content', 'data', 'text', 'v', 'val', 'value', 'values']);

const replacement = '"[redacted]"';

/**
 * Finds the secrets of a JSON text (byte string) whose names are values too: `{"name": "password", "value": "x"}` and
 * `["Authorization", "x"]`, as HAR files, collections of requests and lists of variables have them. None if the text is not valid JSON.
 */
export function pairedSecrets(text: string, search: Search): Span[] {
  const spans: Span[] = [];
  const tree = jsonTree(text.replace(/^\xef\xbb\xbf/, '   '));
  const open: JsonNode[] = tree ? [tree] : [];
  const isSecretName = (node: JsonNode | undefined) => {
    if (node?.kind !== 'string' || node.end - node.start > 202) return false;
    const name = jsonString(text, node);
    if (!/^[\w .-]+$/.test(name)) return false;
    return search.nameKind(name).secret || isSecretHeader(name);
  };
  const mask = (node: JsonNode | undefined) => {
    if (node === undefined || node.end - node.start <= '""'.length) return;
    spans.push({ start: node.start, end: node.end, replacement });
    if (node.kind === 'string') search.found(jsonString(text, node));
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'array') {
      const [name, value] = node.items;
      if (node.items.length === 2 && isSecretName(name) && value?.kind === 'string') mask(value);
      for (const item of node.items) open.push(item);
    } else if (node.kind === 'object') {
      const { members } = node;
      const isPair = members.some(
        ({ name, value }) => forNames.has(name.toLowerCase()) && isSecretName(value),
      );
      for (const { name, value } of members) {
        if (isPair && forValues.has(name.toLowerCase())) mask(value);
        else open.push(value);
      }
    }
  }
  return spans;
}
