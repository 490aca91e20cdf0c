import { createRequire } from 'node:module';
import { sampleProviders } from '#lib/samples/index.ts';
import { makeSample } from '#lib/samples/make-sample.ts';
import type { Sample, SampleEvent } from '#lib/samples/sample.ts';

type Examples = { name: string; examples: object[] }[];

/** GitHub's payloads, from the package. */
export const githubPayloads = createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;

const texts = new Map(
  githubPayloads.map(({ name, examples }) => [name, examples.map((payload) => JSON.stringify(payload))]),
);

/** The unsigned request of a sample event. */
export function made(provider: string, event: SampleEvent, now: number): Promise<Sample> {
  return makeSample(provider, event, {
    now,
    random: Math.random,
    readGitHubExample: async (name, index) => texts.get(name)![index]!,
  });
}

/** Every sample event, with its provider's ID before it. */
export const everySample = sampleProviders.flatMap(({ id, events }) =>
  events.map((event) => [id, event.id, event] as const),
);
