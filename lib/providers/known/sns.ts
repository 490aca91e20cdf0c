import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader } from '../recognise/places.ts';

export const sns: Provider = {
  id: 'sns',
  name: 'Amazon SNS',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html',
  marks: [header('X-Amz-Sns-Message-Type')],
  event: inHeader('X-Amz-Sns-Message-Type'),
  deliveryId: inHeader('X-Amz-Sns-Message-Id'),
  unverifiable: {
    words: 'RSA of several fields of the message',
    header: 'the body’s Signature',
    missing: 'The certificate at SigningCertURL is never fetched.',
  },
};
