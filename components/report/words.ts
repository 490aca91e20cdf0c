import { countOf, countWords } from '#components/ui/count-words.ts';

/** Every text of the sender report. */

export const reportPage = {
  title: 'Sender report',
  about: 'How the senders of this bin reacted to errors, slow responses and missing responses.',
  filter: 'Requests to include',
  filterExample: 'after:1h path:/hook',
  filterHelp: 'A filter, as in the request list. Leave empty to include all requests.',
  apply: 'Apply filter',
  create: 'Create report',
  loading: 'Reading requests …',
  cancel: 'Cancel',
};

export const emptyReport = {
  title: 'No matching requests',
  about:
    'To see how a sender retries, respond to it with errors in the {settings}, then create the report again.',
  settings: 'reply settings',
};

export const reportResult = {
  heading: (requests: number, deliveries: number) =>
    `${countOf(requests, 'request')}, ${deliveries === 1 ? '1 delivery' : `${countWords(deliveries)} deliveries`}`,
  range: (from: string, to: string) => `${from} to ${to}`,
  more: 'Only the newest matching requests are included.',
  nothingFound: 'Every request got a response, and none was sent again.',
  series: 'Deliveries with several attempts',
  attempts: (attempts: number, first: number) =>
    `${countOf(attempts, 'attempt')}, starting with request #${first}`,
  request: (seq: number) => `Request ${seq}`,
  andMore: (count: number) => `and ${countWords(count)} more`,
  responses: 'Responses',
  noResponse: 'no response',
  senders: 'Senders',
  noUserAgent: 'no User-Agent',
  download: 'Download JSON',
};

export const deliveryLanes = {
  firstAttempt: 'first attempt',
  later: (time: string) => `${time} later`,
  caption:
    'One line for each delivery, starting at its first attempt. A dot is a success, a cross a failure.',
  captionWithMore: (count: number) =>
    `One line for each delivery, starting at its first attempt. A dot is a success, a cross a failure. ${countWords(count)} more are not shown.`,
  attempt: (seq: number, time: string, response: string) => `#${seq} ${time}: ${response}`,
  delivery: (seq: number, responses: string) => `Delivery of request ${seq}: ${responses}`,
  pending: 'pending',
  noResponse: 'no response',
  withFault: (response: string, fault: string) => `${response} (${fault})`,
  incomplete: (response: string) => `${response}, not read completely`,
};
