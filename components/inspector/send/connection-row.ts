import type { HeaderRow } from './draft.ts';
import type { Prepared } from './prepared.ts';
import { headerTable as words } from './words.ts';

/** What the delivery makes of a header. */
export type ConnectionRow = {
  /** Whether the delivery sets the value, so that it cannot be edited. */
  readonly isSet: boolean;
  /** The value that is sent; null if the header is not sent, or the value is not known yet. */
  readonly value: string | null;
  /** Where the value comes from, or why the header is not sent, as a sentence. */
  readonly note: string;
};

/**
 * What the delivery makes of the header of a row: it sets Content-Length for the body (RFC 9112 §6.2) and Host for the destination, unless the
 * original one is kept, and drops what concerned another connection (RFC 9110 §7.6.1). Null where a row is sent as it is.
 */
export function connectionRow(
  row: HeaderRow,
  rows: readonly HeaderRow[],
  prepared: Prepared,
  host: 'destination' | 'original',
): ConnectionRow | null {
  if (!row.isOn) return null;
  const name = row.name.toLowerCase();
  const changes = prepared.is === 'ready' ? prepared.changes : [];
  const dropped = changes.find(({ what, header }) => what === 'dropped' && header.toLowerCase() === name);
  const isHost = name === 'host';
  if (!(name === 'content-length' || (isHost && host === 'destination'))) {
    const isOfConnection = dropped?.why === 'hop-by-hop' || dropped?.why === 'named-by-connection';
    return isOfConnection ? { isSet: false, value: null, note: words.leftOut(dropped.because) } : null;
  }
  const note = isHost ? words.fromDestination : words.fromBody;
  if (prepared.is !== 'ready') return { isSet: true, value: null, note };
  // Of several such rows the first is sent.
  const isFirst = rows.find((one) => one.isOn && one.name.toLowerCase() === name)?.id === row.id;
  const sent = prepared.headers.find(([header]) => header.toLowerCase() === name);
  if (isFirst && sent) return { isSet: true, value: sent[1], note };
  return { isSet: true, value: null, note: words.leftOut(dropped?.because ?? '') };
}
