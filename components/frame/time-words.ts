const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, for a narrow column: `now`, `12 s`, `4 min`, `3 h`, `2 d`, `5 w`. `elapsed` in milliseconds. */
export function ageWords(elapsed: number): string {
  if (elapsed < 3 * second) return 'now';
  if (elapsed < minute) return `${Math.floor(elapsed / second)} s`;
  if (elapsed < hour) return `${Math.floor(elapsed / minute)} min`;
  if (elapsed < day) return `${Math.floor(elapsed / hour)} h`;
  if (elapsed < 14 * day) return `${Math.floor(elapsed / day)} d`;
  return `${Math.floor(elapsed / (7 * day))} w`;
}

/** How long ago, for a sentence: `just now`, `12 seconds ago`. `elapsed` in milliseconds. */
export function agoWords(elapsed: number): string {
  if (elapsed < 3 * second) return 'just now';
  const [count, unit] = largestUnit(elapsed);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

function largestUnit(elapsed: number): [number, string] {
  if (elapsed < minute) return [Math.floor(elapsed / second), 'second'];
  if (elapsed < hour) return [Math.floor(elapsed / minute), 'minute'];
  if (elapsed < day) return [Math.floor(elapsed / hour), 'hour'];
  return [Math.floor(elapsed / day), 'day'];
}

/** The time left in up to two units: `6 d 23 h`, `2 h 5 min`, `12 min`, `less than a minute`. `left` in milliseconds. */
export function leftWords(left: number): string {
  if (left < minute) return 'less than a minute';
  if (left < hour) return `${Math.floor(left / minute)} min`;
  if (left < day) return inTwo(left, [hour, 'h'], [minute, 'min']);
  return inTwo(left, [day, 'd'], [hour, 'h']);
}

function inTwo(span: number, [large, name]: [number, string], [small, rest]: [number, string]): string {
  const remainder = Math.floor((span % large) / small);
  return `${Math.floor(span / large)} ${name}${remainder === 0 ? '' : ` ${remainder} ${rest}`}`;
}

/** How long until then, for a sentence: `now`, `in 12 s`, `in 4 min`, `in 2 h 5 min`. `left` in milliseconds. */
export function untilWords(left: number): string {
  if (left <= 0) return 'now';
  return `in ${left < minute ? `${Math.ceil(left / second)} s` : leftWords(left)}`;
}

/** A duration: `0.4 ms`, `2.1 ms`, `38 ms`, `1.2 s`, `2 min 5 s`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < minute) return `${(milliseconds / second).toFixed(1)} s`;
  return `${Math.floor(milliseconds / minute)} min ${Math.floor((milliseconds % minute) / second)} s`;
}

const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const zoneFormat = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'longOffset' });

/** The local time of day: `08:41:12.304`. */
export function clockWords(iso: string): string {
  return clockFormat.format(new Date(iso));
}

const dayClockFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The local time of day, after the day unless it is today: `08:41:12.304`, `23 Nov, 08:41:12`. */
export function datedClockWords(iso: string, now: number): string {
  return isSameDay(iso, now) ? clockWords(iso) : dayClockFormat.format(new Date(iso));
}

function isSameDay(iso: string, now: number): boolean {
  return new Date(iso).toDateString() === new Date(now).toDateString();
}

const minuteFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const secondFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayMinuteFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A local time to the minute, with the day unless it is today: `08:41`, `23 Nov, 08:41`. */
export function minuteWords(iso: string, now: number): string {
  return (isSameDay(iso, now) ? minuteFormat : dayMinuteFormat).format(new Date(iso));
}

/** A local time in a sentence: `at 08:41:12`, or `on 23 Nov 2025 at 08:41` unless it is today. Both in milliseconds since the epoch. */
export function atTimeWords(moment: number, now: number): string {
  const iso = new Date(moment).toISOString();
  if (isSameDay(iso, now)) return `at ${secondFormat.format(moment)}`;
  return `on ${dayWords(iso)} at ${minuteFormat.format(moment)}`;
}

const dayTimeFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** A local day and time, for a name: `23 Nov 08:41`. `moment` in milliseconds since the epoch. */
export function dayTimeWords(moment: number): string {
  return `${dayTimeFormat.format(moment)} ${minuteFormat.format(moment)}`;
}

/** A local time as precise as a step of `step` milliseconds needs: `08:41:12`, `08:41`, `23 Nov, 08:41`. */
export function shortClockWords(moment: number, step: number): string {
  const format = step < minute ? secondFormat : step < hour / 2 ? minuteFormat : dayMinuteFormat;
  return format.format(moment);
}

/** A full local date and time: `Mon, 23 Nov 2026, 08:41:12.304 GMT+01:00`. */
export function momentWords(iso: string): string {
  const date = new Date(iso);
  const zone = zoneFormat.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return `${dayFormat.format(date)}, ${clockFormat.format(date)} ${zone}`;
}

/** A local date: `23 Nov 2026`. */
export function dayWords(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(iso),
  );
}
