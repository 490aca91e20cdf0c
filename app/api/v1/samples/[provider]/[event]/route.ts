import { senderKey } from '#lib/access/limits/sender-key.ts';
import { fail } from '#lib/model/errors.ts';
import { sampleEvent, sampleProvider, sampleProviders } from '#lib/samples/index.ts';
import { makeSample } from '#lib/samples/make-sample.ts';
import type { SampleProvider } from '#lib/samples/sample.ts';
import { sampleJson } from '#lib/samples/sample-json.ts';
import { apiHandler, json, rejectMethods } from '../../../../handler.ts';

/** A sample event as a request to send, with fresh IDs and times. It is not signed: secrets are never sent to the server. */
export const GET = apiHandler<{ provider: string; event: string }>(async (call) => {
  const { params, now, sender, request, workers } = call;
  const provider =
    sampleProvider(params.provider) ??
    fail('sample-not-found', `There are samples of ${sampleProviders.map(({ id }) => id).join(', ')}.`);
  const event =
    sampleEvent(provider, params.event) ??
    fail('sample-not-found', `${provider.id} has no such sample event. ${offered(provider)}`);
  const asker = { name: senderKey(sender), signal: request.signal };
  const sample = await makeSample(provider.id, event, {
    now,
    random: Math.random,
    readGitHubExample: (name, index) => workers.run('readGitHubExample', { event: name, index }, { asker }),
  });
  return json(sampleJson(sample));
});

/** How many sample events an error names: of GitHub there are hundreds. */
const mostNamed = 20;

function offered({ events }: SampleProvider): string {
  const names = events.slice(0, mostNamed).map(({ id }) => id);
  const others = events.length - names.length;
  return `There are ${names.join(', ')}${others > 0 ? ` and ${others} others, which GET /api/v1/samples lists` : ''}.`;
}

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
