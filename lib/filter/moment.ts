const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A date and time of ISO 8601 without fractions; without a zone it is UTC, as everywhere in the API. */
const dateTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A moment, in microseconds since the epoch: `10m` is ten minutes before `now` (milliseconds), `2026-11-24T08:00` is that
 * time. Null when the text is neither.
 */
export function moment(text: string, now: number): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/i.exec(text) ?? [];
  if (unit !== undefined) {
    return (now - Number(count) * units[unit.toLowerCase() as keyof typeof units]) * 1000;
  }
  if (!dateTime.test(text)) return null;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10));
  const milliseconds = Date.parse(text.length > 10 && !hasZone ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? null : milliseconds * 1000;
}
