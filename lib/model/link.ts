import type { Redaction } from './redaction.ts';

/** What a key may do; see `access/policy.ts`. */
export const roles = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** A link: a stored key. The key itself is known only to whoever was given it; the store has its SHA-256. */
export type Link = {
  readonly id: number;
  readonly binId: number;
  readonly role: Role;
  readonly label: string | null;
  /** The one capture it opens; null for the whole bin. */
  readonly captureSeq: number | null;
  /** What it keeps back; null when everything is shown. */
  readonly redaction: Redaction | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
};
