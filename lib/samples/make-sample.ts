import { providerOf } from '#lib/providers/index.ts';
import type { Random } from '#lib/providers/replay/fresh-id.ts';
import { signingTerms } from '#lib/providers/signature/sign.ts';
import { Fresh } from './fresh.ts';
import type { DraftHeader, ReadGitHubExample, Sample, SampleEvent } from './sample.ts';

type Options = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
  readonly readGitHubExample: ReadGitHubExample;
};

/** The unsigned request of a sample event, with fresh IDs and times. `id` is that of its provider. `signSample` signs it. */
export async function makeSample(
  id: string,
  { title, event, make }: SampleEvent,
  { now, random, readGitHubExample }: Options,
): Promise<Sample> {
  const draft = await make(new Fresh(now, random), readGitHubExample);
  const { method = 'POST', query = '', headers, body = '', deliveryId = null, isUnsigned } = draft;
  const provider = providerOf(id)!;
  return {
    provider: { id, event, deliveryId },
    title,
    request: { method, query, headers: headers.filter(isSent), body: new TextEncoder().encode(body) },
    signing: isUnsigned
      ? { canSign: false, why: `${provider.name} does not sign this request.` }
      : signingTerms(provider),
    signatureHeaders: headers.flatMap(([name, value], index) => (value === null ? [{ name, index }] : [])),
  };
}

function isSent(header: DraftHeader): header is readonly [string, string] {
  return header[1] !== null;
}
