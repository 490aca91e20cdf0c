import type { Fresh } from '../fresh.ts';
import { company } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson, snsJson } from '../serialise.ts';

const region = 'us-west-2';
const topic = `arn:aws:sns:${region}:123456789012:orders`;
const endpoint = `https://sns.${region}.amazonaws.com/`;

/** `members` is given the members that every message has before its own. */
function sample(
  type: string,
  title: string,
  members: (fresh: Fresh, subscription: string) => Record<string, string>,
): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const id = fresh.uuid();
      const subscription = `${topic}:${fresh.uuid()}`;
      const isAboutOne = type !== 'SubscriptionConfirmation';
      return {
        headers: [
          ['x-amz-sns-message-type', type],
          ['x-amz-sns-message-id', id],
          ['x-amz-sns-topic-arn', topic],
          ...(isAboutOne ? ([['x-amz-sns-subscription-arn', subscription]] as const) : []),
          ['Content-Type', 'text/plain; charset=UTF-8'],
          ['User-Agent', 'Amazon Simple Notification Service Agent'],
          ['Accept-Encoding', 'gzip,deflate'],
        ],
        body: snsJson({ Type: type, MessageId: id, ...members(fresh, subscription) }),
        deliveryId: id,
      };
    },
  };
}

/** Amazon alone can sign: this looks like a signature, and is none. */
function signature(fresh: Fresh) {
  return {
    SignatureVersion: '1',
    Signature: `${fresh.base64(85)}${fresh.base64(1).slice(0, 2)}==`,
    SigningCertURL: `${endpoint}SimpleNotificationService-${fresh.hex(32)}.pem`,
  };
}

function confirmation(fresh: Fresh, message: string) {
  const token = fresh.hex(206);
  return {
    Token: token,
    TopicArn: topic,
    Message: message,
    SubscribeURL: `${endpoint}?Action=ConfirmSubscription&TopicArn=${topic}&Token=${token}`,
    Timestamp: fresh.iso(-200),
    ...signature(fresh),
  };
}

export const sns: SampleProvider = {
  id: 'sns',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html',
  events: [
    sample('Notification', 'Notification', (fresh, subscription) => ({
      TopicArn: topic,
      Subject: 'Order shipped',
      Message: compactJson({ order: fresh.number(5), item: company.product, shippedAt: fresh.iso(-1000) }),
      Timestamp: fresh.iso(-200),
      ...signature(fresh),
      UnsubscribeURL: `${endpoint}?Action=Unsubscribe&SubscriptionArn=${subscription}`,
    })),
    sample('SubscriptionConfirmation', 'Subscription confirmation', (fresh) =>
      confirmation(
        fresh,
        `You have chosen to subscribe to the topic ${topic}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
      ),
    ),
    sample('UnsubscribeConfirmation', 'Unsubscribe confirmation', (fresh, subscription) =>
      confirmation(
        fresh,
        `You have chosen to deactivate subscription ${subscription}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`,
      ),
    ),
  ],
};
