import { utf8OrNull } from '#lib/http/byte-string.ts';
import type { Header, ProviderFacts } from '#lib/model/capture.ts';
import { providerOf } from '#lib/providers/index.ts';
import { type SigningTerms, signingTerms } from '#lib/providers/signature/sign.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import type { Sample, SampleProvider } from './sample.ts';

/** A provider in the list of samples, as in `GET /api/v1/samples`. */
export type SampleProviderJson = {
  id: string;
  title: string;
  /** Where the provider documents the payloads. */
  source: string;
  signing: SigningTerms;
  events: { id: string; title: string }[];
};

/**
 * A sample, as in `GET /api/v1/samples/{provider}/{event}`. The request has the fields of a capture, and a query to add to the destination
 * instead of a target. It is not signed.
 */
export type SampleJson = {
  provider: ProviderFacts;
  title: string;
  request: {
    method: string;
    query: string;
    headers: Header[];
    body: { size: number; text: string | null; base64: string | null };
  };
  signing: SigningTerms;
  signatureHeaders: { name: string; index: number }[];
};

export function sampleProviderJson({ id, source, events }: SampleProvider): SampleProviderJson {
  const provider = providerOf(id)!;
  return {
    id,
    title: provider.name,
    source,
    signing: signingTerms(provider),
    events: events.map((event) => ({ id: event.id, title: event.title })),
  };
}

export function sampleJson({
  request: { body, headers, ...request },
  signatureHeaders,
  ...sample
}: Sample): SampleJson {
  return {
    ...sample,
    request: {
      ...request,
      headers: [...headers],
      body: { size: body.length, text: utf8OrNull(body), base64: null },
    },
    signatureHeaders: [...signatureHeaders],
  };
}

/** The sample that this JSON describes. */
export function sampleOf({ request: { body, ...request }, ...sample }: SampleJson): Sample {
  return { ...sample, request: { ...request, body: bytesTold(body) } };
}
