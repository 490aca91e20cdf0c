import { z } from 'zod';
import type { SampleJson, SampleProviderJson } from '#lib/samples/sample-json.ts';
import { count, headerList, inlineBytes, uri } from './common.ts';

const signing = z.union([
  z.object({
    canSign: z.literal(true),
    scheme: z.string(),
    secret: z.string().describe('What the provider calls the secret.'),
    isPrivateKey: z.boolean(),
    signsUrl: z.boolean(),
  }),
  z.object({ canSign: z.literal(false), why: z.string() }),
]);

export const samples = z.object({
  providers: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      source: uri.describe('Where the provider documents the payloads.'),
      signing,
      events: z.array(z.object({ id: z.string(), title: z.string() })),
    }) satisfies z.ZodType<SampleProviderJson>,
  ),
});

export const sample = z.object({
  provider: z.object({ id: z.string(), event: z.string().nullable(), deliveryId: z.string().nullable() }),
  title: z.string(),
  request: z.object({
    method: z.string(),
    query: z.string(),
    headers: headerList,
    body: z.object({ size: count, ...inlineBytes }),
  }),
  signing,
  signatureHeaders: z.array(z.object({ name: z.string(), index: count })),
}) satisfies z.ZodType<SampleJson>;
