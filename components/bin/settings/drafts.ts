import type { BinJson } from '#components/api/bins.ts';
import type { Trouble } from '#components/api/call.ts';
import { byteText } from '#lib/model/byte-text.ts';
import type { BinChange } from '#lib/model/input.ts';

/** What the form has, as text: of the fields that were changed only. */
export type Drafts = Partial<Record<SettingName, string>>;

export const settingNames = ['name', 'description', 'slug', 'capacity', 'maxBytes', 'expiresAfter'] as const;
export type SettingName = (typeof settingNames)[number];

/** How a setting stands in its field. */
export function textOf(bin: BinJson, name: SettingName): string {
  if (name === 'maxBytes') return byteText(bin.maxBytes);
  if (name === 'expiresAfter') return bin.expiresAfter === null ? 'never' : String(bin.expiresAfter);
  return String(bin[name] ?? '');
}

/** The drafts with one more; one that says what the bin says is none. */
export function withDraft(drafts: Drafts, bin: BinJson, name: SettingName, text: string): Drafts {
  const { [name]: _, ...others } = drafts;
  return text === textOf(bin, name) ? others : { ...others, [name]: text };
}

/** The drafts as the API takes them, or what is wrong with which field. */
export function changeOf(drafts: Drafts): { change: BinChange; errors: Drafts } {
  const change: BinChange = {};
  const errors: Drafts = {};
  if (drafts.name !== undefined) change.name = drafts.name.trim() || null;
  if (drafts.description !== undefined) change.description = drafts.description.trim() || null;
  if (drafts.slug !== undefined) change.slug = drafts.slug.trim();
  if (drafts.capacity !== undefined) {
    const capacity = Number(drafts.capacity.replace(/[\s,_]/g, '') || Number.NaN);
    if (Number.isInteger(capacity) && capacity > 0) change.capacity = capacity;
    else errors.capacity = 'A whole number of requests, such as 10000.';
  }
  if (drafts.maxBytes !== undefined) {
    const bytes = bytesIn(drafts.maxBytes);
    if (bytes) change.maxBytes = bytes;
    else errors.maxBytes = 'A number of bytes, such as 512 MiB or 2 GB.';
  }
  if (drafts.expiresAfter !== undefined)
    change.expiresAfter = drafts.expiresAfter === 'never' ? null : Number(drafts.expiresAfter);
  return { change, errors };
}

/** What the API has against which field; `null` when its trouble is another. */
export function errorsIn({ code, detail, title }: Trouble): Drafts | null {
  if (code === 'slug-taken') return { slug: `${title} Choose another.` };
  if (code !== 'invalid-input') return null;
  const errors: Drafts = {};
  for (const complaint of (detail ?? '').split('; ')) {
    const [, name, words] = /^(\w+): (.*)$/.exec(complaint) ?? [];
    if (name && isSetting(name)) errors[name] = `It ${words}.`;
  }
  return Object.keys(errors).length > 0 ? errors : null;
}

function isSetting(name: string): name is SettingName {
  return (settingNames as readonly string[]).includes(name);
}

/** A number of bytes as people write it: `512 MiB`, `512mib`, `1.5 GB`, `1048576`; null for what is none. */
export function bytesIn(text: string): number | null {
  const [, amount, unit = 'b'] = /^\s*([\d.,_]+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const number = Number(amount?.replace(/[,_]/g, ''));
  const power = 'bkmgt'.indexOf(unit.charAt(0).toLowerCase());
  if (!amount || power < 0 || !/^(b|[kmgt]i?b?)?$/i.test(unit)) return null;
  const bytes = Math.round(number * (/i/i.test(unit) ? 1024 : 1000) ** power);
  return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
}

const spans = [
  [3600, '1 hour'],
  [24 * 3600, '1 day'],
  [3 * 24 * 3600, '3 days'],
  [7 * 24 * 3600, '7 days'],
  [30 * 24 * 3600, '30 days'],
  [90 * 24 * 3600, '90 days'],
  [365 * 24 * 3600, '1 year'],
] as const;

/** What may be chosen for the expiry: the usual spans as far as the server allows, and what the bin has now. Both are in seconds. */
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
    ...(ceiling === null ? [{ value: 'never', title: 'Never' }] : []),
  ];
}

/** A span of seconds in words: `30 days`. */
export function spanText(seconds: number): string {
  for (const [unit, name] of [
    [24 * 3600, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds % unit === 0) return `${seconds / unit} ${name}${seconds === unit ? '' : 's'}`;
  }
  return `${seconds} seconds`;
}
