import { z } from 'zod';
import type { SampleProviderJson } from '#lib/samples/sample-json.ts';
import { jsonOf } from '../call-api.ts';
import { defineTool, readsOnly } from '../tool.ts';

/** How many events of one provider are listed; GitHub alone has hundreds. */
const mostEvents = 300;

export const listSampleEvents = defineTool({
  name: 'list_sample_events',
  title: 'List sample events',
  description:
    'Lists the providers whose webhooks can be sent as samples with send_sample_event, and with "provider" the events of that provider and how they are signed. Needs no key. Does not return payloads: send a sample to a bin, then read it.',
  input: z.strictObject({
    provider: z.string().max(64).optional().describe('The ID of a provider, such as github.'),
  }),
  hints: readsOnly,
  needs: null,
  async run({ provider: wanted }, { callApi }) {
    const { providers } = await jsonOf<{ providers: SampleProviderJson[] }>(callApi({ path: '/samples' }));
    const found = wanted === undefined ? undefined : providers.find(({ id }) => id === wanted);
    if (!found) {
      const missing = wanted === undefined ? '' : 'This provider has no samples. ';
      const names = providers.map(({ id, events }) => `${id} (${events.length})`).join(', ');
      return `${missing}Providers, with how many events each has: ${names}.`;
    }
    const { signing, events, source } = found;
    const signed = signing.canSign ? `Signed with: ${signing.secret}. ${signing.scheme}.` : signing.why;
    return [
      `${found.title}. ${signed} Documented at ${source}.`,
      ...events.slice(0, mostEvents).map(({ id, title }) => `${id}: ${title}`),
    ].join('\n');
  },
});
