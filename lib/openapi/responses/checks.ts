import { z } from 'zod';
import type { ProviderSecretsJson, SigningSecretsJson } from '#lib/model/signing-secret.ts';
import { time } from './common.ts';

export const schema = z.object({
  id: z.string(),
  name: z.string(),
  filter: z.string(),
  enabled: z.boolean(),
  schema: z.union([z.boolean(), z.looseObject({})]).describe('The JSON Schema.'),
  createdAt: time,
});
export const schemas = z.object({ schemas: z.array(schema) });

export const providerSecrets = z.object({
  provider: z.string(),
  secrets: z.array(z.object({ fingerprint: z.string(), createdAt: time, readable: z.boolean() })),
}) satisfies z.ZodType<ProviderSecretsJson>;

/** The providers with secrets, and those that may have some. */
export const secrets = z.object({
  enabled: z.boolean().describe('Whether this server keeps secrets.'),
  providers: z.array(providerSecrets),
  supported: z.array(
    z.object({
      provider: z.string(),
      name: z.string(),
      secret: z.string().describe('What the provider calls the secret.'),
    }),
  ),
}) satisfies z.ZodType<SigningSecretsJson>;
