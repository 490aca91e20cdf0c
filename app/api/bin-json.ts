import type { Bin } from '#lib/model/bin.ts';
import type { Link } from '#lib/model/link.ts';

/** A bin as the API shows it. */
export function binJson(bin: Bin, captureUrl: string) {
  return {
    slug: bin.slug,
    name: bin.name,
    createdAt: new Date(bin.createdAt).toISOString(),
    captureUrl,
  };
}

/** What the link one came with allows, as the API tells whoever has it. What exactly is masked is the owner's business. */
export function rightsJson({ role, captureSeq, redaction }: Link) {
  return { role, captureSeq, redacted: redaction !== null };
}

/** A link as the API shows it; its key is not known any more. `open` is how many pages are open with it right now. */
export function linkJson(link: Link, open: number) {
  return {
    id: link.id,
    role: link.role,
    label: link.label,
    captureSeq: link.captureSeq,
    redaction: link.redaction,
    open,
    createdAt: new Date(link.createdAt).toISOString(),
    expiresAt: isoOrNull(link.expiresAt),
    lastUsedAt: isoOrNull(link.lastUsedAt),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
