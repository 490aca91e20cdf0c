import type { Role } from './link.ts';
import type { Redaction } from './masking.ts';

/** A link as it is listed, without its key, which is not stored. */
export type LinkJson = {
  id: number;
  role: Role;
  label: string | null;
  /** The one capture it opens; null for the whole bin. */
  captureSeq: number | null;
  /** What it masks; null when nothing. */
  redaction: Redaction | null;
  /** How many pages are open with it right now. */
  open: number;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

/** The response to creating a link. */
export type NewLinkJson = LinkJson & NewKeyJson;

/** A key, which is never returned again. */
export type NewKeyJson = { key: string; inspectUrl: string };
