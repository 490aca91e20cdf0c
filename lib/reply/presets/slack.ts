import { answer } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

/**
 * An incoming webhook of Slack: `ok` as text/html, and errors as text
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). Of those, only what shows in the request.
 */
export const slack: ReplyPreset = {
  id: 'slack',
  title: 'Slack incoming webhook',
  about: 'Responds like hooks.slack.com: ok, or 400 no_text to a message without text.',
  settings: {
    default: answer({ headers: [['Content-Type', 'text/html']], text: 'ok' }),
    rules: [
      {
        id: 'slack-no-text',
        name: 'Message without text, blocks or attachments',
        enabled: true,
        when: 'method:POST json:$ -json:$.text -json:$.blocks -json:$.attachments',
        answer: answer({ status: 400, headers: [['Content-Type', 'text/html']], text: 'no_text' }),
      },
    ],
  },
};
