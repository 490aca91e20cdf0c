import { readable, utf8OrNull } from '#lib/http/byte-string.ts';
import type { Capture } from '#lib/model/capture.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { BulkFormat } from './export-format.ts';

/** The most characters of a spreadsheet cell; longer bodies are truncated with a note. */
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

/** Comma-separated values (RFC 4180) for spreadsheets: a summary for sorting and counting, not an exact copy. */
export const exportCsv: BulkFormat = {
  id: 'csv',
  title: 'CSV (spreadsheets)',
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
 * A cell as text. Spreadsheets treat cells that begin with these characters as formulas, and senders are untrusted; a leading
 * apostrophe makes them text.
 */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
