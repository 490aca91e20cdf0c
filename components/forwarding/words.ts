import { countOf, countWords } from '#components/ui/count-words.ts';

/** Every text of the page with the forward rules of a bin. */

export const forwardingPage = {
  title: 'Forwarding',
  about: 'Rules forward requests from this bin to other servers or bins, and retry failed attempts.',
  gone: 'This bin was deleted, or your link was revoked or has expired. Changes can no longer be saved.',
  viewOnly: 'Your link is view only. To change rules, ask the owner for a link that can edit.',
  add: 'Add a rule',
  rules: 'Forward rules',
  back: 'All rules',
  notFound: 'This rule no longer exists.',
};

export const emptyPage = {
  title: 'No rules yet',
  about:
    'Forwarding sends requests on as they arrive, for example from a provider to the server you develop on. Requests that fail are sent again later, so that none is lost while the server is down.',
};

export const ruleCard = {
  allRequests: 'All requests',
  bin: (slug: string) => `Bin ${slug}`,
  filter: 'Filter',
  destination: 'Destination',
  lastFailure: (title: string) => `Last failure: ${title}`,
  show: 'Show requests',
  pause: 'Pause',
  edit: 'Edit',
  remove: 'Remove',
  retry: 'Retry now',
  counts: {
    waiting: (count: number) => `${countWords(count)} waiting`,
    done: (count: number) => `${countWords(count)} forwarded`,
    dead: (count: number) => `${countWords(count)} given up`,
    skipped: (count: number) => `${countWords(count)} skipped`,
  },
  paused: 'Rule paused',
  resumed: 'Rule resumed',
  retried: 'Retrying now',
  added: 'Rule added',
  saved: 'Rule saved',
  removed: 'Rule removed',
  pauseFailed: 'The rule could not be paused.',
  resumeFailed: 'The rule could not be resumed.',
};

/** The state of a rule; `{time}` is when it was paused, or is retried. */
export const ruleStates = {
  active: 'Active',
  paused: 'Paused since {time}',
  gone: 'Paused: the destination responded with 410',
  open: 'Failing. Next attempt at {time}.',
  trying: 'Failing. Retrying now.',
  idle: 'Failing. The next request is tried.',
  recovering: (perSecond: number) => `Recovering: up to ${countOf(perSecond, 'request')} per second`,
};

export const resumeQuestion = {
  resume: 'Resume',
  question: (count: number | null) => {
    if (count === null) return 'Requests may have been received while the rule was paused.';
    return count === 1
      ? '1 request was received while the rule was paused.'
      : `${countWords(count)} requests were received while the rule was paused.`;
  },
  forward: (count: number | null) =>
    count === null ? 'Forward the requests received meanwhile' : `Forward ${countOf(count, 'request')}`,
  skip: (count: number | null) => (count === 1 ? 'Skip it' : 'Skip them'),
};

export const removeRule = {
  title: 'Remove this rule?',
  consequence: (queued: number) =>
    queued === 0
      ? 'Requests are no longer forwarded. Requests in the bin stay.'
      : `${countOf(queued, 'request')} that wait or were given up will not be forwarded. Requests in the bin stay.`,
  confirm: 'Remove rule',
  failed: 'The rule could not be removed.',
};

export const ruleForm = {
  addTitle: 'Add a rule',
  editTitle: 'Edit rule',
  destination: 'Destination',
  kinds: { url: 'URL', bin: 'Bin on this server' },
  url: 'Destination URL',
  urlExample: 'https://api.example/webhooks',
  urlHelp: 'For a program on the same machine as this server, use http://localhost and its port.',
  urlHelpPublic: 'This server sends to public addresses only, unless it is started with `EGRESS_ALLOW`.',
  urlsOff: 'This server sends to its own bins only. The operator can change this with EGRESS.',
  bin: 'Slug of the bin',
  binExample: 'orders-staging',
  binHelp: 'The last part of its capture URL.',
  urlMissing: 'Enter the URL to forward to.',
  binMissing: 'Enter the slug of the bin to forward to.',
  filter: 'Filter',
  filterExample: 'method:POST path:/orders/*',
  filterHelp: 'Only requests that match are forwarded. Leave empty to forward all requests.',
  path: 'Path',
  paths: {
    append: 'Append the path and query of the request',
    fixed: 'Use the URL as it is',
  },
  example: 'Example: {request} is sent to {target}',
  more: 'More options',
  save: 'Save rule',
  add: 'Add rule',
  cancel: 'Cancel',
};

export const moreOptions = {
  name: 'Name',
  nameExample: 'Staging server',
  nameHelp: 'Optional. If empty, the destination is shown instead.',
  drop: 'Headers to remove',
  dropExample: 'Cookie, Authorization',
  dropHelp: 'Names, separated by commas.',
  set: 'Headers to set',
  setHelp: 'Each replaces the header of the same name, or is added.',
  host: 'Host header',
  hosts: { destination: 'Host of the destination', original: 'As in the request' },
  timeout: 'Time limit, seconds',
  timeoutHelp: 'For each attempt, at most 120.',
  verify: 'Verify the certificate',
  notVerified:
    'The certificate is not verified. Anyone between this server and the destination can read the requests.',
  concurrency: 'Requests at the same time',
  concurrencyHelp: '1 to 16.',
  perSecond: 'Requests per second',
  perSecondHelp: 'At most. Leave empty for no limit.',
  notANumber: 'Enter a number.',
  seconds: (most: number) => `Enter a number of seconds from 0.1 to ${most}.`,
  setOfConnection: (name: string) => `${name} cannot be set. It is created for each connection.`,
  order: 'Order',
  orders: {
    none: {
      title: 'Any order',
      help: 'Requests do not wait for each other.',
    },
    delivery: {
      title: 'In order within a delivery',
      help: 'Attempts of the same delivery are forwarded one after the other.',
    },
    all: {
      title: 'In order',
      help: 'Each request waits until the one before it was forwarded or given up.',
    },
  },
  response: 'Response',
  pass: 'Pass the response of the destination on to the sender',
  passHelp:
    'Senders get it if it arrives within the time limit. Otherwise they get the response of the reply settings.',
  passOwnersOnly: 'Only owners of the bin can turn this on.',
  passOwnersOnlyOn: 'Only owners of the bin can save this rule while this is on.',
  passOrder: 'To pass on responses, choose “Any order” above.',
  passLimit: 'Time limit for the response, seconds',
  passLimitHelp: 'At most 25.',
};

export const retryFields = {
  heading: 'Retries',
  about:
    'The time before each attempt, counted from the one before. A request is given up after the last attempt.',
  attempt: (number: number) => `Attempt ${number}`,
  remove: (number: number) => `Remove attempt ${number}`,
  add: 'Add attempt',
  reset: 'Standard Webhooks schedule',
  total: (attempts: number, span: string) => `${countOf(attempts, 'attempt')} within ${span}.`,
  single: '1 attempt, no retries.',
  invalid: 'Enter durations such as 30 s, 5 min, 2 h or 1 d, each up to 24 h.',
  statuses: 'Statuses that are retried',
  statusesHelp:
    'Statuses and ranges, separated by commas. `!` excludes a status. Failed connections are always retried.',
};

export const ruleRequests = {
  label: 'Requests of this rule',
  tabs: { waiting: 'Waiting', dead: 'Given up', skipped: 'Skipped', done: 'Forwarded', all: 'All' },
  empty: {
    waiting: 'No requests are waiting.',
    dead: 'No requests were given up.',
    skipped: 'No requests were skipped.',
    done: 'No requests were forwarded yet.',
    all: 'No requests were received since this rule was added.',
  },
  noMatch: 'No request that was given up matches the filter.',
  loading: 'Loading requests',
  more: 'Show more',
};

export const itemRow = {
  number: (seq: number) => `#${seq}`,
  removed: 'The request was deleted or evicted',
  states: {
    queued: 'Waiting',
    sending: 'Sending',
    done: 'Forwarded',
    dead: 'Given up',
    skipped: 'Skipped',
  },
  waits: {
    paused: 'Waits until the rule is resumed',
    breaker: 'Waits until the destination responds again',
    turn: 'Waits for its turn',
  },
  next: 'Next attempt {time}',
  attempts: (count: number) => countOf(count, 'attempt'),
  select: (seq: number) => `Select request ${seq}`,
  forward: 'Forward anyway',
  forwardName: (seq: number) => `Forward request ${seq} anyway`,
  forwarded: 'The request is forwarded',
  forwardFailed: 'The request could not be forwarded.',
};

/** What is done with requests that were given up. */
export const deadLetters = {
  filter: 'Filter',
  filterExample: 'method:POST after:1d',
  apply: 'Apply filter',
  selectAll: 'Select all shown',
  selected: (count: number) => `${countWords(count)} selected`,
  send: 'Send again',
  sendAll: 'Send all again',
  sendMatching: 'Send matching again',
  discard: 'Discard',
  discardAll: 'Discard all',
  discardMatching: 'Discard matching',
  sent: (count: number) =>
    count === 1 ? '1 request is sent again.' : `${countWords(count)} requests are sent again.`,
  sendFailed: 'The requests could not be sent again.',
  discardTitle: {
    selected: (count: number) =>
      count === 1 ? 'Discard this request?' : `Discard ${countWords(count)} requests?`,
    matching: 'Discard all requests that match the filter?',
    all: 'Discard all requests that were given up?',
  },
  discardConsequence: (count: number | null) =>
    count === 1
      ? 'It will not be forwarded, and is listed as skipped. It stays in the bin.'
      : 'They will not be forwarded, and are listed as skipped. They stay in the bin.',
  discardFailed: 'The requests could not be discarded.',
  discarded: (count: number) => `${countOf(count, 'request')} discarded`,
};
