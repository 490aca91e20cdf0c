import type { Redaction } from './masking.ts';

/** The roles of a key; `access/permissions.ts` lists what each may do. */
export const roles = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** A link: a stored key. Only its SHA-256 is stored; the key itself is known to those who were given it. */
export type Link = {
  readonly id: number;
  readonly binId: number;
  readonly role: Role;
  readonly label: string | null;
  /** The one capture it opens; null for the whole bin. */
  readonly captureSeq: number | null;
  /** What is masked for it; null when everything is shown. */
  readonly redaction: Redaction | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
};
