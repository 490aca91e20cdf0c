import { answer } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

/** https://www.twilio.com/docs/messaging/twiml: an empty response accepts the message and does nothing. */
export const twiml: ReplyPreset = {
  id: 'twiml',
  title: 'Empty TwiML response',
  about: 'For Twilio webhooks: accepts a message or call and does nothing.',
  settings: {
    default: answer({
      headers: [['Content-Type', 'text/xml']],
      text: '<?xml version="1.0" encoding="UTF-8"?>\n<Response/>\n',
    }),
    rules: [],
  },
};
