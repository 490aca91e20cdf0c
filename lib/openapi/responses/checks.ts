import { z } from 'zod';

const time = z.iso.datetime();

export const schema = z.object({
  id: z.string(),
  name: z.string(),
  filter: z.string(),
  enabled: z.boolean(),
  schema: z.union([z.boolean(), z.looseObject({})]),
  createdAt: time,
});
export const schemas = z.object({ schemas: z.array(schema) });

export const providerSecrets = z.object({
  provider: z.string(),
  secrets: z.array(z.object({ fingerprint: z.string(), createdAt: time, readable: z.boolean() })),
});
/** The providers with secrets, and those that may have some. */
export const secrets = z.looseObject({});
