import { agent, header } from '../marks.ts';
import { firstOf, inForm, inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  source: 'https://docs.slack.dev/apis/events-api/',
  marks: [header('X-Slack-Signature'), agent('Slackbot')],
  event: firstOf(inJson('event.type'), inJson('type'), inForm('command')),
  deliveryId: inJson('event_id'),
  patience: { waits: '3 s', retries: '3: at once, after 1 min, after 5 min' },
};
