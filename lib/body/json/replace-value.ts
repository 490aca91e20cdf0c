import { type JsonNode, jsonTree } from './value-positions.ts';

/** The source text of the value at a path of member names and indices; null if the text is not JSON or has no such value. */
export function sourceAt(text: string, path: readonly string[]): string | null {
  const node = nodeAt(jsonTree(text), path);
  return node && text.slice(node.start, node.end);
}

/**
 * The JSON text with another value at a path of member names and indices. Every other character stays as it is. Members that are
 * missing are added at the end of their object. Null if the text is not JSON, or the path leads elsewhere than through objects and
 * arrays. `source` is JSON.
 */
export function withSourceAt(text: string, path: readonly string[], source: string): string | null {
  let node = jsonTree(text);
  for (const [depth, step] of path.entries()) {
    const next: JsonNode | null = nodeAt(node, [step]);
    if (next === null) {
      if (node?.kind !== 'object') return null;
      const rest = path.slice(depth);
      const value = rest
        .reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, source)
        .slice(1, -1);
      const end = node.members.at(-1)?.value.end ?? node.start + 1;
      return `${text.slice(0, end)}${node.members.length > 0 ? ',' : ''}${value}${text.slice(end)}`;
    }
    node = next;
  }
  return node && text.slice(0, node.start) + source + text.slice(node.end);
}

/** The node at a path, of repeated names the last one, as in `JSON.parse`. */
function nodeAt(node: JsonNode | null, path: readonly string[]): JsonNode | null {
  let here: JsonNode | null = node;
  for (const step of path) {
    if (here?.kind === 'object') here = here.members.findLast(({ name }) => name === step)?.value ?? null;
    else if (here?.kind === 'array') here = here.items[Number(step)] ?? null;
    else return null;
  }
  return here;
}
