import { readable } from '#lib/http/byte-string.ts';
import { queryOf } from '#lib/http/target.ts';

/** The text between two `&` of a query, not decoded. `value` is null if there is no `=`. */
export type QueryPiece = { readonly name: string; readonly value: string | null };

/** The pieces of a target's query in the order sent. Empty pieces are included, so that joining all with `&` gives the query. */
export function queryPieces(target: string): QueryPiece[] {
  const query = queryOf(target);
  if (query === null) return [];
  return query.split('&').map((piece) => {
    const equals = piece.indexOf('=');
    if (equals < 0) return { name: readable(piece), value: null };
    return { name: readable(piece.slice(0, equals)), value: readable(piece.slice(equals + 1)) };
  });
}
