import { z } from 'zod';
import { longestFilter } from '#lib/model/input.ts';

/** Arguments that several tools have, described for the programs that fill them in. */

export const key = z
  .string()
  .min(1)
  .max(128)
  .optional()
  .describe(
    'The key of the bin, as returned by create_bin. Omit it to use the bin that this connection has a key of.',
  );

export const seq = z
  .number()
  .int()
  .min(1)
  .max(999_999_999)
  .describe('The number of the request in its bin, as listed by list_requests.');

export const filter = z
  .string()
  .max(longestFilter)
  .optional()
  .describe(
    'Only requests that match all terms, for example: method:POST path:/hook -header:x-test event:push body:"evt_" $.id:42 size>10k after:10m. Omit it for all requests.',
  );

export const showSecrets = z
  .boolean()
  .default(false)
  .describe(
    'Whether to show credentials, tokens and signatures instead of masking them. A link that masks secrets masks them in any case.',
  );

export const url = z
  .string()
  .min(1)
  .max(8192)
  .optional()
  .describe(
    'The http or https URL to send to. Omit it to send to the bin itself. Private addresses are refused unless the operator allows them.',
  );
