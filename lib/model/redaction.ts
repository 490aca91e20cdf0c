import { z } from 'zod';

/** How many names a rule may list, and how long each may be: every value of every capture is asked about each. */
const most = 50;
const longest = 120;

/** `customer.card.number`, `items[*].token`, `$.id`: see `copy-as/mask-rules.ts`. */
const field = z.string().trim().min(1).max(longest);
/** A field name, RFC 9110 §5.6.2. */
const headerName = z
  .string()
  .trim()
  .max(longest)
  .regex(/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/, 'must be the name of a header');

/** What a link keeps back besides what Wirebin knows for a secret by itself (`copy-as/mask.ts`). */
export const redactionShape = z.strictObject({
  headers: z.array(headerName).max(most).default([]),
  /** Of query parameters, form fields, parts, and of JSON members, these also by path. */
  fields: z.array(field).max(most).default([]),
  /** Bodies in which no field can be told from another: text, files, broken JSON. Shown, they are searched as text. */
  unreadable: z.enum(['withhold', 'show']).default('withhold'),
});

export type Redaction = z.infer<typeof redactionShape>;
export type RedactionInput = z.input<typeof redactionShape>;

/** Why a body is not shown at all through a redacted link. */
export type Withheld = 'not-text' | 'no-fields' | 'broken' | 'undecodable' | 'too-long';

/** What a redacted link keeps back of a capture. */
export type Masked = {
  /** How many values are masked. */
  values: number;
  /** Null when the body is shown, its secrets masked. */
  withheld: Withheld | null;
  /** The content codings that were undone to look into the body, the last one applied first: it is shown without them. */
  undone: string[];
};
