import { spanWords } from '#components/frame/span-words.ts';
import { durationWords } from '#components/frame/time-words.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { PhaseId } from './phases.ts';

export const outcomes = {
  waiting: 'Waiting',
  sending: 'Sending',
  stopped: 'Stopped',
  failed: 'Failed',
  answered: 'Response received',
};

export const deliveriesDialog = {
  title: 'Deliveries',
  description:
    'Requests that were sent from this bin: replays, sample events, requests written here and forwarded requests.',
  all: 'All deliveries',
  back: 'Back to the list',
  sendTest: 'Send sample event',
};

export const deliveryList = {
  label: 'Deliveries, newest first',
  loading: 'Loading deliveries',
  count: (deliveries: number) => (deliveries === 1 ? '1 delivery' : `${countWords(deliveries)} deliveries`),
  none: 'No deliveries yet.',
  noneHint: 'Replay a request, or send a sample event. The request and the response appear here.',
  noneOfCapture: 'This request has not been replayed.',
  noneOfCaptureHint: 'Replay it to send it again, unchanged or edited. The responses appear here.',
  more: 'Load more',
  fromCapture: (seq: number, edited: boolean) => (edited ? `request ${seq}, edited` : `request ${seq}`),
  fromSample: (event: string) => `sample ${event}`,
  fromListener: (seq: number, name: string) => `request ${seq}, sent by ${name}`,
  fromForward: (seq: number) => `request ${seq}, forwarded`,
  fromRequest: 'written here',
  attempts: (attempts: number) => countOf(attempts, 'attempt'),
  bulk: 'bulk replay',
};

export const attemptLanes = {
  caption: 'Time since the first attempt',
  mark: (milliseconds: number) => spanWords(milliseconds),
  attempt: (number: number, outcome: string, after: number) =>
    after === 0 ? `Attempt ${number}: ${outcome}` : `Attempt ${number} after ${spanWords(after)}: ${outcome}`,
  running: 'running',
  ended: (outcome: string, milliseconds: number) => `${outcome}, ${durationWords(milliseconds)}`,
};

export const deliveryView = {
  loading: 'Loading delivery',
  label: (target: string) => `Delivery ${target}`,
  again: 'Send again',
  stop: 'Stop',
  remove: 'Remove',
  compare: 'Compare with the request',
  hideComparison: 'Hide comparison',
  differences: (seq: number) => `Differences from request ${seq}`,
  noDifference: 'The sent request is identical to the original, byte for byte.',
  openRequest: (seq: number) => `Open request ${seq}`,
  attempt: 'Attempt',
  attemptChoice: (number: number, outcome: string) => `${number} · ${outcome}`,
  hop: 'Redirects',
  hopChoice: (number: number, status: string) => `${number} · ${status}`,
  againFailed: 'The request could not be sent again.',
  stopFailed: 'The delivery could not be stopped.',
  removeFailed: 'The delivery could not be removed.',
  stopped: 'Delivery stopped',
  removed: 'Delivery removed',
  removedMeanwhile: 'This delivery was removed while it was open here.',
  waiting: 'Waiting for its turn.',
  sending: 'Sending. The response appears here as soon as it is complete.',
  noAttempt: 'It was stopped before it was sent.',
};

export const hopView = {
  parts: 'Parts of the delivery',
  body: 'Response body',
  headers: 'Response headers',
  request: 'Request',
  connection: 'Connection',
  withheld: 'The response is not shown to you.',
  withheldHint:
    'It came from a private address, so only owners of this bin can see its status, headers and body. The times are shown to everyone.',
  noResponse: 'There is no response.',
  noBody: 'The response has no body.',
  redirectBody: 'The body of a redirect is not stored.',
  noHeaders: 'The response has no headers.',
  trailers: 'Trailers (sent after the body)',
  informational: (status: number, reason: string) => `Informational response ${status} ${reason}`.trimEnd(),
  keptPart: (kept: number, received: number) =>
    `The first ${humanSize(kept)} are stored, of ${humanSize(received)} received.`,
  incomplete: 'The connection ended before the body was complete.',
  requestBody: 'Request body',
  responseBody: 'Response body',
  requestHeaders: 'Request headers as sent',
  requestBodyGone: 'The body is no longer stored, because the request it came from was removed.',
  requestNoBody: 'The request was sent without a body.',
  headerValue: (name: string) => `value of ${name}`,
  loading: 'Loading body',
  decoded: (coding: string) => `Decoded in this browser (${coding}).`,
  encoded: (coding: string) => `Shown as received, compressed with ${coding}.`,
};

export const waterfall = {
  label: 'Times',
  phases: {
    lookup: 'DNS lookup',
    connect: 'Connect',
    tls: 'TLS handshake',
    send: 'Send request',
    wait: 'Wait for response',
    receive: 'Receive response',
  } satisfies Record<PhaseId, string>,
  total: 'Total',
  time: (milliseconds: number) => durationWords(milliseconds),
};

export const connectionFacts = {
  destination: 'Destination',
  address: 'IP address',
  addressKind: (kind: string) => `(${kind})`,
  noConnection: 'None: the bin is on this server and gets the request directly.',
  proxy: 'Proxy',
  viaProxy: 'Sent through the proxy of this server',
  sent: 'Sent',
  bytes: (bytes: number) => countOf(bytes, 'byte'),
  version: 'HTTP version',
  convertedFromHttp2: 'HTTP/1.1 (the original was received over HTTP/2)',
  tls: 'TLS',
  certificate: 'Certificate',
  certificateOf: (subject: string, issuer: string) => `${subject}, issued by ${issuer}`,
  validTo: (day: string) => `valid until ${day}`,
  verification: 'Verification',
  verified: { passed: 'Passed', failed: 'Failed', skipped: 'Skipped: the certificate was not verified' },
  changes: 'Changed for the connection',
  noChanges: 'Nothing was changed for the connection.',
};

export const connectionChanges = {
  added: 'added',
  dropped: 'dropped',
  replaced: 'replaced',
};

export const replayProgress = {
  label: 'Bulk replay',
  running: (ended: string, count: string) => `${ended} of ${count} sent`,
  done: (requests: string) => `${requests} sent`,
  stopped: (ended: string, count: string) => `Stopped after ${ended} of ${count}`,
  failed: (ended: string, count: string) => `Ended early after ${ended} of ${count}`,
  skipped: (requests: string) => `${requests} removed before their turn and not sent.`,
  to: 'to {destination}',
  stop: 'Stop',
  stopFailed: 'The bulk replay could not be stopped.',
  results: 'Responses by status',
  result: 'Result',
  resultCount: 'Requests',
  noResults: 'No responses yet.',
  show: 'Show deliveries',
  loading: 'Loading bulk replay',
};
