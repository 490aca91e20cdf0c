import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { firstOf, inForm, inJson } from '../recognise/places.ts';
import { ofHeaders } from '../signature/schemes.ts';

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  source: 'https://docs.slack.dev/apis/events-api/',
  marks: [header('X-Slack-Signature'), agent('Slackbot')],
  event: firstOf(inJson('event.type'), inJson('type'), inForm('command')),
  deliveryId: inJson('event_id'),
  patience: { waits: '3 s', retries: '3: immediately, after 1 min, after 5 min' },
  secretMixUps:
    'Use the signing secret under Basic Information. The verification token and the client secret do not sign requests.',
  signatures: [
    ofHeaders('X-Slack-Signature', {
      prefix: 'v0=',
      message: ['"v0:"', 'X-Slack-Request-Timestamp', '":"', 'body'],
      time: 'X-Slack-Request-Timestamp',
      tolerance: 300,
      secret: 'Signing secret',
    }),
  ],
};
