import type { NewLink } from '#lib/model/input.ts';
import type { Role } from '#lib/model/link.ts';
import type { RedactionInput } from '#lib/model/masking.ts';
import { linkForm } from './words.ts';

/** A link as the form has it. */
export type LinkDraft = {
  role: Role;
  /** Only the request that is open. */
  isOneRequest: boolean;
  isMasked: boolean;
  /** As typed: names separated by commas. */
  headers: string;
  fields: string;
  showsUnstructured: boolean;
  expiry: Expiry;
  /** With `date`: the value of the field, a local time. */
  date: string;
  label: string;
};

export type Expiry = 'never' | 'hour' | 'day' | 'week' | 'date';

export const expiries: readonly { id: Expiry; title: string; milliseconds?: number }[] = [
  { id: 'never', title: linkForm.expiries.never },
  { id: 'hour', title: linkForm.expiries.hour, milliseconds: 3_600_000 },
  { id: 'day', title: linkForm.expiries.day, milliseconds: 86_400_000 },
  { id: 'week', title: linkForm.expiries.week, milliseconds: 7 * 86_400_000 },
  { id: 'date', title: linkForm.expiries.date },
];

export const initialDraft: LinkDraft = {
  role: 'viewer',
  isOneRequest: false,
  isMasked: true,
  headers: '',
  fields: '',
  showsUnstructured: false,
  expiry: 'week',
  date: '',
  label: '',
};

/** Splits `email, card.number` into a list. */
function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The masking of a draft as the API takes it. */
export function maskingOf({ headers, fields, showsUnstructured }: LinkDraft): RedactionInput {
  return {
    headers: splitNames(headers),
    fields: splitNames(fields),
    unreadable: showsUnstructured ? 'show' : 'withhold',
  };
}

/** The draft as the API takes it; an owner link always opens everything. `now` in milliseconds since the epoch. */
export function linkInput(draft: LinkDraft, seq: number | null, now: number): NewLink {
  const isOwner = draft.role === 'owner';
  const label = draft.label.trim();
  return {
    role: draft.role,
    label: label === '' ? null : label,
    captureSeq: draft.isOneRequest && !isOwner ? seq : null,
    redaction: draft.isMasked && !isOwner ? maskingOf(draft) : null,
    expiresAt: expiresAt(draft, now),
  };
}

function expiresAt({ expiry, date }: LinkDraft, now: number): string | null {
  if (expiry === 'date') return date === '' ? null : new Date(date).toISOString();
  const after = expiries.find(({ id }) => id === expiry)?.milliseconds;
  return after === undefined ? null : new Date(now + after).toISOString();
}
