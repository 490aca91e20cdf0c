import { parsed } from '#lib/providers/recognise/reading.ts';
import type { EventReader } from '../event-facts.ts';
import { genericFacts } from '../generic.ts';
import { Payload } from '../payload.ts';
import { clause, quoted, sentence } from '../phrases.ts';

export const sns: EventReader = {
  providers: ['sns'],
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html',
  read({ request, payload }) {
    const type = payload.text('Type') ?? request.header('x-amz-sns-message-type');
    if (type === null) return null;
    const topic = payload.text('TopicArn')?.split(':').at(-1) ?? null;
    const of = clause('of topic', topic);
    if (type === 'SubscriptionConfirmation') {
      return {
        sentence: sentence('Amazon SNS asks to confirm the subscription', of),
        facts: [payload.fact('Topic', 'TopicArn'), payload.fact('Time', 'Timestamp')],
      };
    }
    if (type === 'UnsubscribeConfirmation') {
      return {
        sentence: sentence('The subscription', of, 'was ended'),
        facts: [payload.fact('Topic', 'TopicArn'), payload.fact('Time', 'Timestamp')],
      };
    }
    const text = payload.at('Message').value;
    const inside = new Payload(typeof text === 'string' ? parsed(text) : undefined, null);
    const [record] = inside.items('Records');
    return {
      sentence: sentence('Topic', topic, 'sent', quoted(payload.text('Subject')) ?? 'a notification'),
      facts: [
        ...(record
          ? [
              record.fact('Event', 'eventName'),
              record.fact('Bucket', 's3.bucket.name'),
              record.fact('Key', 's3.object.key'),
            ]
          : []),
        ...(inside.value === undefined ? [payload.fact('Message', 'Message')] : genericFacts(inside, 3)),
        payload.fact('Topic', 'TopicArn'),
        payload.fact('Message ID', 'MessageId'),
      ],
    };
  },
};
