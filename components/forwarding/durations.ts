import { longestForwardDelay } from '#lib/model/forward-limits.ts';

const units = { s: 1, min: 60, h: 3600, d: 86_400 } as const;

/** Seconds in the largest unit that divides them: `0 s`, `90 s`, `5 min`, `2 h`, `1 d`. */
export function delayText(seconds: number): string {
  const fitting = (['d', 'h', 'min'] as const).find((unit) => seconds > 0 && seconds % units[unit] === 0);
  return fitting ? `${seconds / units[fitting]} ${fitting}` : `${seconds} s`;
}

/** The seconds of a text such as `30`, `30 s`, `5 min`, `1.5 h`; null when it is none, or longer than rules may wait. */
export function delayOf(text: string): number | null {
  const pattern = /^(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?$/i;
  const [, digits, name = 's'] = pattern.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const first = name.charAt(0).toLowerCase();
  const seconds = Number(digits) * units[first === 'm' ? 'min' : (first as 's' | 'h' | 'd')];
  return seconds <= longestForwardDelay ? seconds : null;
}
