import { spanWords } from '#components/frame/span-words.ts';
import { durationWords } from '#components/frame/time-words.ts';

export const attemptsView = {
  loading: 'Loading attempts',
  deliveredOnce: 'Delivered once.',
  noOtherDelivery: 'No other request in this bin has the same delivery ID.',
  noOtherBody:
    'No other request in this bin has the same method, path and body. To see how a sender retries, respond with an error status.',
  place: (place: number, count: number) => `Attempt ${place} of ${count}.`,
  byDelivery: 'Matched by delivery ID.',
  byBody: 'Matched by method, path and body.',
  retried: (gap: number) => `Retried after ${spanWords(gap)}.`,
  bodyUnchanged: 'Body unchanged.',
  bodyChanged: 'Body changed.',
};

export const attemptList = {
  first: 'first',
  after: 'after ',
  pending: 'pending',
  noStatus: 'none',
  disconnected: (waited: number) => `disconnected after ${durationWords(waited)}`,
  bodyChanged: 'body changed',
};
