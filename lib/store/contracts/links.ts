import type { Bin } from '#lib/model/bin.ts';
import type { Link, Role } from '#lib/model/link.ts';
import type { Redaction } from '#lib/model/masking.ts';

/** Links that open bins. Of a key only its SHA-256 is stored. Times are milliseconds since the epoch. */
export interface LinkStore {
  addLink(link: NewLink): Promise<Link>;
  /** The link that a key opens and its bin, whether expired or not: `access/entry.ts` decides. */
  findLink(keyHash: Uint8Array): Promise<{ link: Link; bin: Bin } | null>;
  /** The links of a bin in the order they were created. */
  listLinks(binId: number): Promise<Link[]>;
  /** The hashes of the keys of links, by id: those that exist. */
  linkKeys(linkIds: readonly number[]): Promise<Map<number, Uint8Array>>;
  /** False when the bin has no such link. */
  removeLink(binId: number, linkId: number): Promise<boolean>;
  /** Gives a link another key; the old one opens nothing from then on. False when there is no such link. */
  changeLinkKey(linkId: number, keyHash: Uint8Array): Promise<boolean>;
  /** Records that a link was used, and so its bin visited. */
  touchLink(linkId: number, now: number): Promise<void>;
}

/** A link to be added. */
export type NewLink = {
  binId: number;
  role: Role;
  label: string | null;
  captureSeq?: number | null;
  redaction?: Redaction | null;
  keyHash: Uint8Array;
  expiresAt: number | null;
  now: number;
};
