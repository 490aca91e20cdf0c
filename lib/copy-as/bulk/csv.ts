import { readable, utf8OrNull } from '../../http/byte-string.ts';
import type { Capture } from '../../model/capture.ts';
import { captureSummary } from '../capture-json.ts';
import type { BulkFormat } from './bulk-format.ts';

/** A spreadsheet's cell holds no more than this; longer bodies are cut and say so. */
const longestCell = 32_000;

const columns: [name: string, value: (capture: Capture) => string][] = [
  ['seq', ({ seq }) => String(seq)],
  ['receivedAt', (capture) => captureSummary(capture).receivedAt],
  ['method', ({ method }) => method],
  ['path', (capture) => captureSummary(capture).path],
  ['provider', ({ provider }) => provider?.id ?? ''],
  ['event', ({ provider }) => provider?.event ?? ''],
  ['deliveryId', ({ provider }) => provider?.deliveryId ?? ''],
  ['status', ({ answered }) => String(answered?.status ?? '')],
  ['peer', ({ peer }) => peer.address],
  ['contentType', (capture) => captureSummary(capture).contentType ?? ''],
  ['userAgent', (capture) => captureSummary(capture).userAgent ?? ''],
  ['bodySize', ({ bodySize }) => String(bodySize)],
  ['note', ({ note }) => note ?? ''],
  ['headers', ({ headers }) => headers.map(([name, value]) => `${name}: ${value}`).join('\n')],
  ['body', bodyCell],
];

/** Comma-separated values (RFC 4180) for a spreadsheet: what people sort and count by, not an exact copy. */
export const csv: BulkFormat = {
  id: 'csv',
  title: 'CSV, for a spreadsheet',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  begin: () => line(columns.map(([name]) => name)),
  entry: (capture) => line(columns.map(([, value]) => readable(value(capture)))),
  between: '',
  end: '',
};

function bodyCell({ body }: Capture): string {
  const text = utf8OrNull(body);
  if (text === null) return `(${body.length} bytes that are not text)`;
  return text.length > longestCell ? `${text.slice(0, longestCell)}… (${body.length} bytes in all)` : text;
}

function line(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * A cell as text. A spreadsheet takes one that begins with these characters for a formula, which a stranger wrote; the
 * apostrophe makes it text.
 */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
