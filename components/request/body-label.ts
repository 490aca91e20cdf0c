import { kindWord } from './describe-request.ts';

/** Display names of the words of `kindWord`. A Map, because a malformed Content-Type may be any word. */
const displayNames = new Map([
  ['json', 'JSON'],
  ['xml', 'XML'],
  ['html', 'HTML'],
  ['pdf', 'PDF'],
  ['cbor', 'CBOR'],
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['msgpack', 'MessagePack'],
  ['graphql', 'GraphQL'],
]);

/** The kind of a body according to its Content-Type: `JSON`, `form`, `image/png`; empty without a Content-Type. */
export function sentKind(contentType: string | null): string {
  const word = kindWord(contentType);
  return displayNames.get(word) ?? word;
}
