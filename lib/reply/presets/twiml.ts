import { answer } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

/** https://www.twilio.com/docs/messaging/twiml: an empty response takes the message and does nothing. */
export const twiml: ReplyPreset = {
  id: 'twiml',
  title: 'TwiML, empty response',
  about: 'For Twilio webhooks: takes a message or call and does nothing.',
  settings: {
    default: answer({
      headers: [['Content-Type', 'text/xml']],
      text: '<?xml version="1.0" encoding="UTF-8"?>\n<Response/>\n',
    }),
    rules: [],
  },
};
