import type { Trouble } from '#components/api/call.ts';
import { countWords } from '#components/ui/count-words.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { byteText } from '#lib/model/byte-text.ts';
import type { BinChange } from '#lib/model/input.ts';
import { expiries, settingErrors } from './words.ts';

/** The unsaved values of the form as text: only of the fields that were changed. */
export type Drafts = Partial<Record<SettingName, string>>;

export const settingNames = ['name', 'description', 'slug', 'capacity', 'maxBytes', 'expiresAfter'] as const;
export type SettingName = (typeof settingNames)[number];

/** A setting as its field shows it. */
export function textOf(bin: BinJson, name: SettingName): string {
  if (name === 'capacity') return countWords(bin.capacity);
  if (name === 'maxBytes') return byteText(bin.maxBytes);
  if (name === 'expiresAfter') return bin.expiresAfter === null ? 'never' : String(bin.expiresAfter);
  return String(bin[name] ?? '');
}

/** The drafts with one more; a draft equal to the saved value is dropped. */
export function withDraft(drafts: Drafts, bin: BinJson, name: SettingName, text: string): Drafts {
  const { [name]: _, ...others } = drafts;
  const isSaved = name === 'capacity' ? countIn(text) === bin.capacity : text === textOf(bin, name);
  return isSaved ? others : { ...others, [name]: text };
}

/** The drafts as the API accepts them, and an error for each field that cannot be parsed. */
export function changeOf(drafts: Drafts): { change: BinChange; errors: Drafts } {
  const change: BinChange = {};
  const errors: Drafts = {};
  if (drafts.name !== undefined) change.name = drafts.name.trim() || null;
  if (drafts.description !== undefined) change.description = drafts.description.trim() || null;
  if (drafts.slug !== undefined) change.slug = drafts.slug.trim();
  if (drafts.capacity !== undefined) {
    const capacity = countIn(drafts.capacity);
    if (capacity) change.capacity = capacity;
    else errors.capacity = settingErrors.capacity;
  }
  if (drafts.maxBytes !== undefined) {
    const bytes = bytesIn(drafts.maxBytes);
    if (bytes) change.maxBytes = bytes;
    else errors.maxBytes = settingErrors.maxBytes;
  }
  if (drafts.expiresAfter !== undefined)
    change.expiresAfter = drafts.expiresAfter === 'never' ? null : Number(drafts.expiresAfter);
  return { change, errors };
}

/** The API's errors by field; `null` when the error is not about a field. */
export function errorsIn({ code, detail, title }: Trouble): Drafts | null {
  if (code === 'slug-taken') return { slug: settingErrors.slugTaken(title) };
  if (code !== 'invalid-input') return null;
  const errors: Drafts = {};
  for (const complaint of (detail ?? '').split('; ')) {
    const [, name, words] = /^(\w+): (.*)$/.exec(complaint) ?? [];
    if (name && isSetting(name)) errors[name] = settingErrors.refused(words ?? '');
  }
  return Object.keys(errors).length > 0 ? errors : null;
}

function isSetting(name: string): name is SettingName {
  return (settingNames as readonly string[]).includes(name);
}

/** Parses a whole number above zero: `10,000`, `10000`; null when it is not one. */
function countIn(text: string): number | null {
  const count = Number(text.replace(/[\s,_]/g, '') || Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : null;
}

/** Parses a number of bytes: `512 MiB`, `512mib`, `1.5 GB`, `1048576`; null when it is not one. */
export function bytesIn(text: string): number | null {
  const [, amount, unit = 'b'] = /^\s*([\d.,_]+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const number = Number(amount?.replace(/[,_]/g, ''));
  const power = 'bkmgt'.indexOf(unit.charAt(0).toLowerCase());
  if (!amount || power < 0 || !/^(b|[kmgt]i?b?)?$/i.test(unit)) return null;
  const bytes = Math.round(number * (/i/i.test(unit) ? 1024 : 1000) ** power);
  return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
}

const spans = [
  [3600, expiries.hour],
  [24 * 3600, expiries.day],
  [3 * 24 * 3600, expiries.threeDays],
  [7 * 24 * 3600, expiries.week],
  [30 * 24 * 3600, expiries.month],
  [90 * 24 * 3600, expiries.quarter],
  [365 * 24 * 3600, expiries.year],
] as const;

/** The choices for the expiry: the usual spans up to the server's limit, and the current one. `now` and `ceiling` in seconds. */
export function expiryChoices(
  now: number | null,
  ceiling: number | null,
): { value: string; title: string }[] {
  const own =
    now !== null && !spans.some(([seconds]) => seconds === now) ? [[now, spanText(now)] as const] : [];
  const allowed = [...spans, ...own]
    .filter(([seconds]) => seconds <= (ceiling ?? Infinity))
    .sort(([a], [b]) => a - b);
  return [
    ...allowed.map(([seconds, title]) => ({ value: String(seconds), title })),
    ...(ceiling === null ? [{ value: 'never', title: expiries.never }] : []),
  ];
}

/** A span of seconds: `30 days`. */
export function spanText(seconds: number): string {
  for (const [unit, words] of [
    [24 * 3600, expiries.days],
    [3600, expiries.hours],
    [60, expiries.minutes],
  ] as const) {
    if (seconds % unit === 0) return words(seconds / unit);
  }
  return expiries.seconds(seconds);
}
