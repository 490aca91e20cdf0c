import { type JsonNode, jsonTree } from '#lib/body/json/value-positions.ts';
import { nameStep } from './json-text.ts';

/** The JSON text of a request; samples are compared in the order of `seq`. */
export type Sample = { readonly seq: number; readonly text: string };

/** A field that the first sample did not have, and the first sample with it. */
export type NewField = { readonly where: string; readonly since: number };

/** The most fields tracked: samples whose names are IDs have any number of them. */
const mostPlaces = 5000;

/** Fields that were added in later samples, as JSONPath (RFC 9535) with `[*]` for array elements. */
export function newFields(samples: readonly Sample[]): NewField[] {
  const known = new Set<string>();
  const found: NewField[] = [];
  samples.forEach(({ seq, text }, index) => {
    for (const where of placesOf(text)) {
      if (known.has(where) || known.size >= mostPlaces) continue;
      known.add(where);
      // A new field includes everything below it.
      if (index > 0 && !found.some((field) => isBelow(where, field.where))) found.push({ where, since: seq });
    }
  });
  return found;
}

function isBelow(where: string, other: string): boolean {
  return where.startsWith(other) && /^[.[]/.test(where.slice(other.length));
}

/** Every member of a text, parents first. */
function placesOf(text: string): string[] {
  const root = jsonTree(text);
  const places: string[] = [];
  const open: { node: JsonNode; where: string }[] = root ? [{ node: root, where: '$' }] : [];
  for (let at = 0; at < open.length && places.length < mostPlaces; at++) {
    const { node, where } = open[at]!;
    if (node.kind === 'object') {
      for (const { name, value } of node.members) {
        const place = `${where}${nameStep(name)}`;
        places.push(place);
        open.push({ node: value, where: place });
      }
    } else if (node.kind === 'array') {
      for (const item of node.items) open.push({ node: item, where: `${where}[*]` });
    }
  }
  return places;
}
