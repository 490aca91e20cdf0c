import { type JsonNode, jsonTree } from '../body/json-tree.ts';
import { nameStep } from './json-text.ts';

/** A JSON text of a request, to be read in the order of their seqs. */
export type Sample = { readonly seq: number; readonly text: string };

/** A place that was not there in the first sample, and the first that had it. */
export type NewField = { readonly where: string; readonly since: number };

/** More places than this are not followed: a sample whose names are ids has no end of them. */
const mostPlaces = 5000;

/** The members that came with later samples: places as JSONPath (RFC 9535), all elements of an array as `[*]`. */
export function newFields(samples: readonly Sample[]): NewField[] {
  const known = new Set<string>();
  const found: NewField[] = [];
  samples.forEach(({ seq, text }, index) => {
    for (const where of placesOf(text)) {
      if (known.has(where) || known.size >= mostPlaces) continue;
      known.add(where);
      // What is new below something new is said with it.
      if (index > 0 && !found.some((field) => isBelow(where, field.where))) found.push({ where, since: seq });
    }
  });
  return found;
}

function isBelow(where: string, other: string): boolean {
  return where.startsWith(other) && /^[.[]/.test(where.slice(other.length));
}

/** Every member of a text, parents before what is in them. */
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
