import type { NewLink } from '#lib/model/input.ts';
import type { Role } from '#lib/model/link.ts';
import type { RedactionInput } from '#lib/model/redaction.ts';

/** A link as somebody fills it in. */
export type LinkWish = {
  role: Role;
  /** This request only. */
  onlyOne: boolean;
  masked: boolean;
  /** As typed: names with commas between them. */
  headers: string;
  fields: string;
  showsUnreadable: boolean;
  expiry: Expiry;
  /** With `date`: as the field has it, a local time. */
  date: string;
  label: string;
};

export type Expiry = 'never' | 'hour' | 'day' | 'week' | 'date';

export const expiries: readonly { id: Expiry; title: string; milliseconds?: number }[] = [
  { id: 'never', title: 'Never' },
  { id: 'hour', title: '1 hour', milliseconds: 3_600_000 },
  { id: 'day', title: '1 day', milliseconds: 86_400_000 },
  { id: 'week', title: '7 days', milliseconds: 7 * 86_400_000 },
  { id: 'date', title: 'Date' },
];

export const noWish: LinkWish = {
  role: 'viewer',
  onlyOne: false,
  masked: true,
  headers: '',
  fields: '',
  showsUnreadable: false,
  expiry: 'week',
  date: '',
  label: '',
};

/** `email, card.number` as a list. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export function redactionOf({ headers, fields, showsUnreadable }: LinkWish): RedactionInput {
  return {
    headers: namesIn(headers),
    fields: namesIn(fields),
    unreadable: showsUnreadable ? 'show' : 'withhold',
  };
}

/** What to ask the API for; an owner's link opens everything. `now` in milliseconds since the epoch. */
export function linkInput(wish: LinkWish, seq: number | null, now: number): NewLink {
  const isOwner = wish.role === 'owner';
  const label = wish.label.trim();
  return {
    role: wish.role,
    label: label === '' ? null : label,
    captureSeq: wish.onlyOne && !isOwner ? seq : null,
    redaction: wish.masked && !isOwner ? redactionOf(wish) : null,
    expiresAt: expiresAt(wish, now),
  };
}

function expiresAt({ expiry, date }: LinkWish, now: number): string | null {
  if (expiry === 'date') return date === '' ? null : new Date(date).toISOString();
  const after = expiries.find(({ id }) => id === expiry)?.milliseconds;
  return after === undefined ? null : new Date(now + after).toISOString();
}
