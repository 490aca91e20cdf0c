import { fail } from '#lib/model/errors.ts';
import type { Link } from '#lib/model/link.ts';
import type { Redaction } from '#lib/model/masking.ts';

/** The header with which a caller asks for captures with masked secrets, although its link shows them: `Wirebin-Mask: secrets`. */
export const maskHeader = 'wirebin-mask';

/** As much as can be searched is shown: the caller may see everything, and masks for the reader of its output. */
const redaction: Redaction = { headers: [], fields: [], unreadable: 'show' };

/**
 * The link for a call with this value of `maskHeader`, null without one: then it masks secrets and permits what such a link permits. A
 * link that masks stays as it is. Fails with `invalid-input` for other values.
 */
export function withRequestedMasking(link: Link, requested: string | null): Link {
  if (requested === null) return link;
  if (requested !== 'secrets') fail('invalid-input', 'Wirebin-Mask: must be "secrets"');
  return link.redaction === null ? { ...link, redaction } : link;
}
