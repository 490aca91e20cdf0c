import type { HeaderRow } from './draft.ts';
import type { Prepared } from './prepared.ts';
import { headerTable as words } from './words.ts';

/** What becomes of a header that the delivery sets itself. */
export type ConnectionRow = {
  /** The value that is sent; null if the header is not sent, or the value is not known yet. */
  readonly value: string | null;
  /** Where the value comes from, as a sentence. */
  readonly note: string;
};

/**
 * The value of a row whose header is set when the request is sent: Content-Length by the body (RFC 9112 §6.2), and Host by the destination
 * unless the original one is kept. Null for every other row. Of several such rows the first is sent.
 */
export function connectionRow(
  row: HeaderRow,
  rows: readonly HeaderRow[],
  prepared: Prepared,
  host: 'destination' | 'original',
): ConnectionRow | null {
  const name = row.name.toLowerCase();
  const isHost = name === 'host';
  if (!row.isOn || !(name === 'content-length' || (isHost && host === 'destination'))) return null;
  const note = isHost ? words.fromDestination : words.fromBody;
  if (prepared.is !== 'ready') return { value: null, note };
  const isFirst = rows.find((one) => one.isOn && one.name.toLowerCase() === name) === row;
  const sent = prepared.headers.find(([header]) => header.toLowerCase() === name);
  if (isFirst && sent) return { value: sent[1], note };
  const dropped = prepared.changes.find(
    ({ what, header }) => what === 'dropped' && header.toLowerCase() === name,
  );
  return { value: null, note: words.leftOut(dropped?.because ?? '') };
}
