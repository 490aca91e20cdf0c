import type { Bin } from '#lib/model/bin.ts';
import type { Link } from '#lib/model/link.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { shownSettings } from '#lib/reply/secrets.ts';

/** A bin as the API shows it. */
export function binJson(bin: Bin, captureUrl: string, reply: ReplySettings | null) {
  return {
    slug: bin.slug,
    name: bin.name,
    createdAt: new Date(bin.createdAt).toISOString(),
    captureUrl,
    /** Null when nobody has said what it answers. */
    reply: reply && shownSettings(reply),
  };
}

/** A link as the API shows it; its key is not known any more. */
export function linkJson(link: Link) {
  return {
    id: link.id,
    role: link.role,
    label: link.label,
    createdAt: new Date(link.createdAt).toISOString(),
    expiresAt: isoOrNull(link.expiresAt),
    lastUsedAt: isoOrNull(link.lastUsedAt),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
