import { z } from 'zod';

/** Parts that responses have in common. */

export const count = z.number().int().min(0);
export const seq = z.number().int().min(1);
export const time = z.iso.datetime();
export const uri = z.url();
/** Milliseconds. */
export const span = z.number().min(0);
export const sha256 = z.string().regex(/^[\da-f]{64}$/);
export const headerList = z.array(z.tuple([z.string(), z.string()]));

/** A body or the beginning of one: `text` when it is UTF-8, else `base64`; neither when it is not included. */
export const inlineBytes = { text: z.string().nullable(), base64: z.string().nullable() };
