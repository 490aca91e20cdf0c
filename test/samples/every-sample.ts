import { createRequire } from 'node:module';
import { sampleProviders } from '#lib/samples/index.ts';
import { makeSample } from '#lib/samples/make-sample.ts';
import type { Sample, SampleEvent } from '#lib/samples/sample.ts';

/** The same numbers in every run (mulberry32), so that what differs by chance differs in all. */
export function seededRandom(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const shared = seededRandom();

type Examples = { name: string; examples: object[] }[];

/** GitHub's payloads, from the package. */
export const githubPayloads = createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;

const texts = new Map(
  githubPayloads.map(({ name, examples }) => [name, examples.map((payload) => JSON.stringify(payload))]),
);

/** The unsigned request of a sample event. Test files share the numbers by chance, unless they give `random`. */
export function made(
  provider: string,
  event: SampleEvent,
  now: number,
  random: () => number = shared,
): Promise<Sample> {
  return makeSample(provider, event, {
    now,
    random,
    readGitHubExample: async (name, index) => texts.get(name)![index]!,
  });
}

/** Every sample event, with its provider's ID before it. */
export const everySample = sampleProviders.flatMap(({ id, events }) =>
  events.map((event) => [id, event.id, event] as const),
);
