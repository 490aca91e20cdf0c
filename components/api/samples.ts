import type { SampleJson, SampleProviderJson } from '#lib/samples/sample-json.ts';
import { callJson } from './call.ts';

/** The providers with sample events. */
export function sampleProviders(signal?: AbortSignal): Promise<SampleProviderJson[]> {
  return callJson<{ providers: SampleProviderJson[] }>('/samples', { signal }).then(
    ({ providers }) => providers,
  );
}

/** A sample event with fresh IDs and times. It is not signed. */
export function sampleEvent(provider: string, event: string, signal?: AbortSignal): Promise<SampleJson> {
  return callJson(`/samples/${encodeURIComponent(provider)}/${encodeURIComponent(event)}`, { signal });
}
