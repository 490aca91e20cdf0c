import { expect, test } from 'vitest';
import { eventFacts } from '#lib/event-facts/index.ts';
import { recognise } from '#lib/providers/index.ts';
import { sampleProviders } from '#lib/samples/index.ts';
import { made, seededRandom } from '../samples/every-sample.ts';

const now = Date.UTC(2026, 10, 23, 8, 0, 0, 123);

// `npm test -- test/event-facts -u` writes the golden file, for a reviewer to read aloud.
test('every sample, and every example of GitHub’s, has a sentence and facts with their places', async () => {
  const lines: string[] = [];
  const silent: string[] = [];
  const random = seededRandom();
  for (const { id, events } of sampleProviders) {
    for (const event of events) {
      const sample = await made(id, event, now, random);
      const { method, query, headers, body } = sample.request;
      // Some providers are recognized by the header of their signature.
      const signed = [...headers, ...sample.signatureHeaders.map(({ name }) => [name, 'x'] as const)];
      const request = { method, target: `/b/x7k2${query}`, prefixLength: 7, headers: signed, body };
      const found = eventFacts(request, recognise(request));
      if (!found?.sentence) silent.push(`${id} ${event.id}`);
      const facts = found?.facts ?? [];
      lines.push(
        `${id} ${event.id}`,
        `  ${found?.sentence}`,
        ...facts.map(({ name, value, place }) => `    ${name}: ${value}${place ? `  ${place}` : ''}`),
        '',
      );
    }
  }
  expect(silent).toEqual([]);
  await expect(lines.join('\n')).toMatchFileSnapshot('golden/facts.txt');
});
