import { kindWord } from '../list/describe-row.ts';

/** A map: what nobody can read as a media type may be any word. */
const asWritten = new Map([
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

/** What a body is said to be, as people write it: `JSON`, `form`, `image/png`; nothing when nothing is said. */
export function sentKind(contentType: string | null): string {
  const word = kindWord(contentType);
  return asWritten.get(word) ?? word;
}
