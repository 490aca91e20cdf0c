import type { NewLink } from '#lib/model/input.ts';
import type { Role } from '#lib/model/link.ts';
import { initialMasking, type MaskingDraft, maskingOf } from '../masking/masking-draft.ts';
import { linkForm } from './words.ts';

/** A link as the form has it. */
export type LinkDraft = {
  readonly role: Role;
  /** Only the request that is open. */
  readonly isOneRequest: boolean;
  readonly masking: MaskingDraft;
  readonly expiry: Expiry;
  /** With `date`: the value of the field, a local time. */
  readonly date: string;
  /** As typed; null for the proposed name, which says what kind of link it is and when it was created. */
  readonly name: string | null;
};

export type Expiry = 'never' | 'hour' | 'day' | 'week' | 'date';

export const expiries: readonly { id: Expiry; title: string; milliseconds?: number }[] = [
  { id: 'never', title: linkForm.expiries.never },
  { id: 'hour', title: linkForm.expiries.hour, milliseconds: 3_600_000 },
  { id: 'day', title: linkForm.expiries.day, milliseconds: 86_400_000 },
  { id: 'week', title: linkForm.expiries.week, milliseconds: 7 * 86_400_000 },
  { id: 'date', title: linkForm.expiries.date },
];

/** A view link: to the whole bin, or to the request that is open. */
export function initialDraft(isOneRequest: boolean): LinkDraft {
  return { role: 'viewer', isOneRequest, masking: initialMasking, expiry: 'week', date: '', name: null };
}

/** Whether the link shows what senders sent as it is. */
export function isUnmasked({ role, masking }: LinkDraft): boolean {
  return role === 'owner' || !masking.isMasked;
}

/** The name of a link: as typed, else one proposed for it that is not `taken`. `time` is the local date and time. */
export function nameOf(
  { role, name }: Pick<LinkDraft, 'role' | 'name'>,
  time: string,
  taken: readonly (string | null)[],
): string {
  if (name !== null) return name;
  const proposed = linkForm.proposedName(role, time);
  let count = 1;
  let free = proposed;
  while (taken.includes(free)) free = linkForm.anotherName(proposed, ++count);
  return free;
}

/** The draft as the API takes it; an owner link always opens everything. `now` in milliseconds since the epoch. */
export function linkInput(draft: LinkDraft, name: string, seq: number | null, now: number): NewLink {
  const isOwner = draft.role === 'owner';
  const label = name.trim();
  return {
    role: draft.role,
    label: label === '' ? null : label,
    captureSeq: draft.isOneRequest && !isOwner ? seq : null,
    redaction: isOwner ? null : maskingOf(draft.masking),
    expiresAt: expiresAt(draft, now),
  };
}

function expiresAt({ expiry, date }: LinkDraft, now: number): string | null {
  if (expiry === 'date') return date === '' ? null : new Date(date).toISOString();
  const after = expiries.find(({ id }) => id === expiry)?.milliseconds;
  return after === undefined ? null : new Date(now + after).toISOString();
}
