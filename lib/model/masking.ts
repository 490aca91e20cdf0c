import { z } from 'zod';

/** The most names in a list, and the longest name: each name is compared with every value of every capture. */
const most = 50;
const longest = 120;

/** `customer.card.number`, `items[*].token`, `$.id`: see `masking/mask-rules.ts`. */
const field = z.string().trim().min(1).max(longest);
/** A field name, RFC 9110 §5.6.2. */
const headerName = z
  .string()
  .trim()
  .max(longest)
  .regex(/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/, 'must be a header name');

/** The settings of a masked link, in addition to the secrets that are detected automatically (`masking/mask-secrets.ts`). */
export const redactionShape = z.strictObject({
  headers: z.array(headerName).max(most).default([]),
  /** Names of query parameters, form fields, parts and JSON members; JSON members also by path. */
  fields: z.array(field).max(most).default([]),
  /** Unstructured bodies: text, files, broken JSON. When shown, they are searched as text. */
  unreadable: z.enum(['withhold', 'show']).default('withhold'),
});

export type Redaction = z.infer<typeof redactionShape>;
export type RedactionInput = z.input<typeof redactionShape>;

/** Why a body is hidden entirely through a link that masks secrets. */
export type HiddenBodyReason = 'not-text' | 'no-fields' | 'broken' | 'undecodable' | 'too-long';

/** The masked parts of one capture. */
export type Masked = {
  /** The number of masked values. */
  values: number;
  /** Why the body is hidden; null when it is shown with its secrets masked. */
  withheld: HiddenBodyReason | null;
  /** Whether the body that is shown is another than the one received. Its size, digest and Content-Length are not those of the request. */
  bodyChanged: boolean;
  /** The content encodings that were decoded to search the body, the last one applied first. The body is shown decoded. */
  undone: string[];
};
