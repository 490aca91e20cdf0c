import type { EventReader } from '../event-facts.ts';
import { clause, plainWords, sentence } from '../phrases.ts';

export const twilio: EventReader = {
  providers: ['twilio'],
  source: 'https://www.twilio.com/docs/messaging/guides/webhook-request',
  read({ payload }) {
    const isCall = payload.text('CallSid') !== null;
    const status = payload.text('MessageStatus', 'SmsStatus', 'CallStatus');
    if (status === null && payload.text('MessageSid', 'CallSid') === null) return null;
    const fromAndTo = sentence(clause('from', payload.text('From')), clause('to', payload.text('To')));
    const words = status && plainWords(status);
    return {
      sentence:
        !isCall && words === 'received'
          ? sentence('A message', fromAndTo, 'was received')
          : sentence(
              isCall ? 'A call' : 'A message',
              fromAndTo,
              isCall ? callWords(words) : words && messageWords(words),
            ),
      facts: [
        payload.fact('From', 'From'),
        payload.fact('To', 'To'),
        payload.fact('Text', 'Body'),
        payload.fact('Error code', 'ErrorCode'),
        payload.fact('Duration (s)', 'CallDuration'),
        payload.fact(isCall ? 'Call' : 'Message', 'MessageSid', 'CallSid'),
        payload.fact('Direction', 'Direction'),
      ],
    };
  },
};

/** The state of a message: https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
function messageWords(status: string): string {
  if (status === 'undelivered') return 'was not delivered';
  if (status === 'failed') return 'failed';
  return status.endsWith('ing') ? `is ${status}` : `was ${status}`;
}

/** The state of a call: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
function callWords(status: string | null): string | null {
  switch (status) {
    case null:
      return null;
    case 'queued':
    case 'initiated':
    case 'answered':
    case 'completed':
    case 'canceled':
      return `was ${status}`;
    case 'ringing':
      return 'is ringing';
    case 'failed':
      return 'failed';
    case 'no answer':
      return 'was not answered';
    default:
      return `is ${status}`;
  }
}
