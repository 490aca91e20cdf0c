import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { form } from '../serialise.ts';

type FormFields = readonly (readonly [name: string, value: string])[];

function sample(id: string, title: string, event: string, fields: (fresh: Fresh) => FormFields): SampleEvent {
  return {
    id,
    title,
    event,
    make(fresh) {
      const deliveryId = fresh.uuid();
      return {
        headers: [
          ['X-Twilio-Signature', null],
          ['I-Twilio-Idempotency-Token', deliveryId],
          ['X-Home-Region', 'us1'],
          ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
          ['Accept', '*/*'],
          ['User-Agent', 'TwilioProxy/1.1'],
        ],
        body: form(fields(fresh)),
        deliveryId,
      };
    },
  };
}

const apiVersion = ['ApiVersion', '2010-04-01'] as const;

function message(fresh: Fresh, status: string): FormFields {
  const sid = `SM${fresh.hex(32)}`;
  return [
    ['SmsSid', sid],
    ['SmsStatus', status],
    ['MessageStatus', status],
    ['To', mira.phone],
    ['MessageSid', sid],
    ['AccountSid', `AC${fresh.hex(32)}`],
    ['From', company.phone],
    apiVersion,
    ...(status === 'undelivered' ? ([['ErrorCode', '30003']] as const) : []),
  ];
}

function call(fresh: Fresh, status: string, more: FormFields): FormFields {
  return [
    ['Called', company.phone],
    ['ToState', company.state],
    ['CallerCountry', 'US'],
    ['Direction', 'inbound'],
    ['CallerState', 'DC'],
    ['CallSid', `CA${fresh.hex(32)}`],
    ['To', company.phone],
    ['CallerZip', ''],
    ['ToCountry', 'US'],
    apiVersion,
    ['CallStatus', status],
    ['From', mira.phone],
    ['AccountSid', `AC${fresh.hex(32)}`],
    ['Caller', mira.phone],
    ...more,
  ];
}

export const twilio: SampleProvider = {
  id: 'twilio',
  source: 'https://www.twilio.com/docs/messaging/guides/webhook-request',
  events: [
    sample('sms-received', 'SMS received', 'received', (fresh) => {
      const sid = `SM${fresh.hex(32)}`;
      return [
        ['ToCountry', 'US'],
        ['ToState', company.state],
        ['SmsMessageSid', sid],
        ['NumMedia', '0'],
        ['ToCity', company.city],
        ['FromZip', ''],
        ['SmsSid', sid],
        ['FromState', 'DC'],
        ['SmsStatus', 'received'],
        ['FromCity', ''],
        ['Body', 'Is the café mug back in stock? 🙂'],
        ['FromCountry', 'US'],
        ['To', company.phone],
        ['MessagingServiceSid', `MG${fresh.hex(32)}`],
        ['ToZip', company.postcode],
        ['NumSegments', '1'],
        ['MessageSid', sid],
        ['AccountSid', `AC${fresh.hex(32)}`],
        ['From', mira.phone],
        apiVersion,
      ];
    }),
    sample('sms-delivered', 'SMS delivered', 'delivered', (fresh) => message(fresh, 'delivered')),
    sample('sms-undelivered', 'SMS undelivered', 'undelivered', (fresh) => message(fresh, 'undelivered')),
    sample('call-ringing', 'Incoming call', 'ringing', (fresh) => call(fresh, 'ringing', [])),
    sample('call-completed', 'Call completed', 'completed', (fresh) =>
      call(fresh, 'completed', [
        ['CallDuration', '42'],
        ['Duration', '1'],
        ['Timestamp', new Date(fresh.milliseconds()).toUTCString().replace('GMT', '+0000')],
        ['SequenceNumber', '0'],
        ['CallbackSource', 'call-progress-events'],
      ]),
    ),
  ],
};
