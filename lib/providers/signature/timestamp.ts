/** How a scheme writes its timestamp: seconds or milliseconds since the epoch, or an ISO 8601 date in UTC. */
export type TimeForm = 'seconds' | 'milliseconds' | 'date';

/** A timestamp in this form. `time` is in milliseconds since the epoch. */
export function timestampOf(time: number, form: TimeForm = 'seconds'): string {
  if (form === 'milliseconds') return String(time);
  if (form === 'seconds') return String(Math.floor(time / 1000));
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Milliseconds since the epoch from seconds or milliseconds since the epoch, or an ISO 8601 date; null for other texts. */
export function millisecondsOf(text: string | null | undefined): number | null {
  if (text == null) return null;
  const trimmed = text.trim();
  // The year 5138 in seconds, and 1973 in milliseconds.
  if (/^\d{1,11}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^\d{12,14}$/.test(trimmed)) return Number(trimmed);
  const date = Date.parse(trimmed);
  return Number.isNaN(date) ? null : date;
}
